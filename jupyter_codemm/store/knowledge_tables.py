"""The tables of the knowledge base. What they are searched with is made by the migration alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from jupyter_codemm.store.columns import RowNumber, UtcTime
from jupyter_codemm.store.tables import ID, PERSON, ActivityRow, Table

CHUNK_ID = String(100)


class DocumentRow(Table):
    """An uploaded document. It belongs to exactly one organisation, class or activity."""

    __tablename__ = "kb_doc"
    __table_args__ = (
        CheckConstraint(
            "CASE WHEN organization_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN class_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN activity_id IS NULL THEN 0 ELSE 1 END = 1",
            name="one_scope",
        ),
        CheckConstraint("state IN ('pending', 'chunked', 'ready', 'failed')", name="state"),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    organization_id: Mapped[str | None] = mapped_column(ID, index=True)
    class_id: Mapped[str | None] = mapped_column(ID, index=True)
    activity_id: Mapped[str | None] = mapped_column(ForeignKey(ActivityRow.id), index=True)
    uploaded_by: Mapped[str] = mapped_column(PERSON, index=True)
    state: Mapped[str] = mapped_column(String(20))
    uploaded_at: Mapped[datetime] = mapped_column(UtcTime)
    document: Mapped[str] = mapped_column(Text)


class ChunkRow(Table):
    """A piece of a document. `embedding` is float32, `sketch` its signs, one bit each."""

    __tablename__ = "kb_chunk"
    __table_args__ = (
        Index(
            "ix_kb_chunk_sketches",
            "document",
            "model",
            "id",
            "sketch",
            sqlite_where=text("sketch IS NOT NULL"),
            postgresql_where=text("sketch IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    id: Mapped[str] = mapped_column(CHUNK_ID, unique=True)
    document: Mapped[int] = mapped_column(RowNumber, ForeignKey(DocumentRow.number), index=True)
    place_in_order: Mapped[int]
    starts_at: Mapped[int]
    ends_at: Mapped[int]
    place: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    model: Mapped[str | None] = mapped_column(Text)
    dim: Mapped[int | None]
    embedding: Mapped[bytes | None] = mapped_column(LargeBinary)
    sketch: Mapped[bytes | None] = mapped_column(LargeBinary)
