"""How learners stand with problems, which the live view of a class is read from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jupyter_codemm.store.columns import UtcTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, which is filled by what learners do next."""
    op.create_table(
        "work_summaries",
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("problem_id", sa.String(80), nullable=False),
        sa.Column("last_at", UtcTime(), nullable=False),
        sa.Column("alerts", sa.Integer(), nullable=False),
        sa.Column("active_ms", sa.BigInteger(), nullable=False),
        sa.Column("solved", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_name", "problem_id", name="pk_work_summaries"),
    )
    op.create_index(
        "ix_work_summaries_problem_id",
        "work_summaries",
        ["problem_id", "user_name", "last_at", "alerts"],
    )
    op.create_index("ix_work_summaries_last_at", "work_summaries", ["user_name", "last_at"])
    op.add_column(
        "attempts", sa.Column("accepted", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_index(
        "ix_attempts_accepted", "attempts", ["challenge_id", "accepted", "user_name", "problem_id"]
    )
