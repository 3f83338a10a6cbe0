"""The knowledge base: documents, their pieces, and the index that finds pieces by words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jupyter_codemm.store.columns import RowNumber, UtcTime
from jupyter_codemm.store.migrations.append_only import refuse

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.String(80)
PERSON = sa.String(200)

# The index has no text of its own: it reads that of kb_chunk, which therefore never changes.
SQLITE_INDEX = (
    """CREATE VIRTUAL TABLE kb_search USING fts5(
         text, content='kb_chunk', content_rowid='number',
         tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER kb_chunk_indexed AFTER INSERT ON kb_chunk BEGIN
         INSERT INTO kb_search(rowid, text) VALUES (NEW.number, NEW.text); END""",
    """CREATE TRIGGER kb_chunk_unindexed AFTER DELETE ON kb_chunk BEGIN
         INSERT INTO kb_search(kb_search, rowid, text)
           VALUES ('delete', OLD.number, OLD.text); END""",
)
POSTGRESQL_INDEX = (
    """ALTER TABLE kb_chunk ADD COLUMN words tsvector
         GENERATED ALWAYS AS (to_tsvector('english', text)) STORED""",
    "CREATE INDEX ix_kb_chunk_words ON kb_chunk USING gin (words)",
)


def upgrade() -> None:
    """Create the tables and the index in the way of the engine."""
    _documents()
    _chunks()
    postgresql = op.get_context().dialect.name == "postgresql"
    for statement in POSTGRESQL_INDEX if postgresql else SQLITE_INDEX:
        op.execute(statement)
    refuse("kb_chunk", "UPDATE OF text")


def _documents() -> None:
    op.create_table(
        "kb_doc",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("id", ID, nullable=False),
        sa.Column("organization_id", ID, nullable=True),
        sa.Column("class_id", ID, nullable=True),
        sa.Column("activity_id", ID, nullable=True),
        sa.Column("uploaded_by", PERSON, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("uploaded_at", UtcTime(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_kb_doc"),
        sa.UniqueConstraint("id", name="uq_kb_doc_id"),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name="fk_kb_doc_activity_id"),
        sa.CheckConstraint(
            "CASE WHEN organization_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN class_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN activity_id IS NULL THEN 0 ELSE 1 END = 1",
            name="one_scope",
        ),
        sa.CheckConstraint("state IN ('pending', 'chunked', 'ready', 'failed')", name="state"),
        sqlite_autoincrement=True,
    )
    for column in ("organization_id", "class_id", "activity_id", "uploaded_by"):
        op.create_index(f"ix_kb_doc_{column}", "kb_doc", [column])


def _chunks() -> None:
    op.create_table(
        "kb_chunk",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("document", RowNumber, nullable=False),
        sa.Column("place_in_order", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("dim", sa.Integer(), nullable=True),
        sa.Column("embedding", sa.LargeBinary(), nullable=True),
        sa.Column("sketch", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_kb_chunk"),
        sa.UniqueConstraint("id", name="uq_kb_chunk_id"),
        sa.ForeignKeyConstraint(["document"], ["kb_doc.number"], name="fk_kb_chunk_document"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_kb_chunk_document", "kb_chunk", ["document"])
