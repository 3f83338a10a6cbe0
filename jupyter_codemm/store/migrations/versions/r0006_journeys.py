"""What learners do and ask, what is known of them, and the way to erase a person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jupyter_codemm.store.columns import RowNumber, UtcTime
from jupyter_codemm.store.migrations.append_only import (
    allow_deletion,
    refuse,
    refuse_deletion_unless_erasing,
)

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.String(80)
PERSON = sa.String(200)


def upgrade() -> None:
    """Create the tables. What is append-only can be deleted while its owner is being erased."""
    _erasing()
    _journeys()
    _queries()


def _erasing() -> None:
    op.create_table(
        "erasures",
        sa.Column("key", sa.String(240), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_erasures"),
    )
    op.create_table(
        "audit",
        sa.Column("id", RowNumber, nullable=False, autoincrement=True),
        sa.Column("actor", PERSON, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("object", sa.String(240), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_object", "audit", ["object"])
    for table, prefix, column in (
        ("events", "topic:", "topic"),
        ("activity_versions", "activity:", "activity_id"),
        ("problem_versions", "activity:", "activity_id"),
    ):
        allow_deletion(table)
        refuse_deletion_unless_erasing(table, prefix, column)


def _journeys() -> None:
    op.create_table(
        "learners",
        sa.Column("user_name", PERSON, nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=True),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("open_work", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("user_name", name="pk_learners"),
    )
    op.create_index("ix_learners_due_at", "learners", ["due_at"])
    op.create_table(
        "journey",
        sa.Column("user_name", PERSON, nullable=False),
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("problem_id", ID, nullable=True),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_name", "id", name="pk_journey"),
        sa.ForeignKeyConstraint(["user_name"], ["learners.user_name"], name="fk_journey_user_name"),
    )
    op.create_index("ix_journey_user_name", "journey", ["user_name", "problem_id", "id"])
    op.create_table(
        "code_states",
        sa.Column("user_name", PERSON, nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_name", "id", name="pk_code_states"),
        sa.ForeignKeyConstraint(
            ["user_name"], ["learners.user_name"], name="fk_code_states_user_name"
        ),
    )
    for table in ("journey", "code_states"):
        refuse(table, "UPDATE")
        refuse_deletion_unless_erasing(table, "user:", "user_name")


def _queries() -> None:
    op.create_table(
        "queries",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("id", ID, nullable=False),
        sa.Column("user_name", PERSON, nullable=False),
        sa.Column("problem_id", ID, nullable=True),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("submitted_at", UtcTime(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_queries"),
        sa.UniqueConstraint("id", name="uq_queries_id"),
        sa.CheckConstraint(
            "status IN ('pending', 'routed', 'processing', 'completed', 'failed')",
            name="status",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_queries_user_name", "queries", ["user_name", "problem_id", "number"])
    op.create_index("ix_queries_status", "queries", ["status"])
