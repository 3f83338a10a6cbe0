"""Where somebody has the notebook of a challenge."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "challenge_notebooks",
        sa.Column("challenge_id", sa.String(80), nullable=False),
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("activity_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenges.id"], name="fk_challenge_notebooks_challenge_id"
        ),
        sa.PrimaryKeyConstraint("challenge_id", "user_name", name="pk_challenge_notebooks"),
    )
    op.create_index("ix_challenge_notebooks_user_name", "challenge_notebooks", ["user_name"])
