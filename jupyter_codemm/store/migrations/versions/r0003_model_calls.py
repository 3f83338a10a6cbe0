"""What calls of a model took, and the rows under which they are reserved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jupyter_codemm.store.columns import RowNumber, UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "model_accounts",
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("user_name", name="pk_model_accounts"),
    )
    op.create_table(
        "model_calls",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("activity", sa.String(80), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
        sa.Column("cost_micros", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_model_calls"),
        sa.UniqueConstraint("id", name="uq_model_calls_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_model_calls_user_name", "model_calls", ["user_name", "made_at"])
    op.create_index("ix_model_calls_activity", "model_calls", ["activity"])
