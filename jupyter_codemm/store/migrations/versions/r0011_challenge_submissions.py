"""Submissions know the challenge that gave their problem."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty for what was submitted so far, and its index."""
    op.add_column("submissions", sa.Column("challenge_id", sa.String(80), nullable=True))
    op.create_index("ix_submissions_challenge_id", "submissions", ["challenge_id", "user_name"])
