"""Logs of attempts, which views of a whole class are read from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jupyter_codemm.store.columns import UtcTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; a learner's logs are made with their next verdict."""
    op.create_table(
        "attempts",
        sa.Column("challenge_id", sa.String(80), nullable=False),
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("problem_id", sa.String(80), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_at", UtcTime(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("challenge_id", "user_name", "problem_id", name="pk_attempts"),
    )
