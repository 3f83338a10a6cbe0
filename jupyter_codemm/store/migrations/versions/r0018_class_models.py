"""The models of classes, and to which class, week and purpose a call belongs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the columns; the calls made so far are no class's."""
    op.create_table(
        "class_models",
        sa.Column("class_id", sa.String(80), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sealed_key", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("class_id", name="pk_class_models"),
    )
    for column, length in (("class_id", 80), ("week", 10), ("purpose", 60)):
        op.add_column(
            "model_calls",
            sa.Column(column, sa.String(length), nullable=False, server_default=""),
        )
    op.add_column(
        "model_calls", sa.Column("unpriced", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_index("ix_model_calls_class_id", "model_calls", ["class_id", "week", "user_name"])
