"""Quizzes: the questions that were drawn for a learner, and what was answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jupyter_codemm.store.columns import RowNumber, UtcTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "quizzes",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("answered_at", UtcTime(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_quizzes"),
        sa.UniqueConstraint("id", name="uq_quizzes_id"),
        sa.UniqueConstraint(
            "user_name", "language", "topic", "attempt", name="uq_quizzes_user_name"
        ),
        sqlite_autoincrement=True,
    )
