"""All sketches are read for a search by meaning: without the texts and vectors beside them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create an index that holds all that the search asks for."""
    there = sa.text("sketch IS NOT NULL")
    op.create_index(
        "ix_kb_chunk_sketches",
        "kb_chunk",
        ["document", "model", "id", "sketch"],
        sqlite_where=there,
        postgresql_where=there,
    )
