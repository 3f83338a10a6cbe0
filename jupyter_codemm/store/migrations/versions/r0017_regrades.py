"""Runs that judge submissions again, their verdicts, and what they came to for each learner."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jupyter_codemm.store.columns import RowNumber
from jupyter_codemm.store.migrations.append_only import refuse

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables; what came of a run is never changed."""
    op.create_table(
        "regrades",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("challenge_id", sa.String(80), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_regrades"),
        sa.UniqueConstraint("id", name="uq_regrades_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_regrades_challenge_id", "regrades", ["challenge_id", "number"])
    op.create_index("ix_regrades_state", "regrades", ["state"])
    op.create_table(
        "regrade_verdicts",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("challenge_id", sa.String(80), nullable=False),
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("submission_id", sa.String(80), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_regrade_verdicts"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_regrade_verdicts_challenge_id",
        "regrade_verdicts",
        ["challenge_id", "user_name", "number"],
    )
    op.create_table(
        "regrade_lines",
        sa.Column("regrade_id", sa.String(80), nullable=False),
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("regrade_id", "user_name", name="pk_regrade_lines"),
    )
    for table in ("regrade_verdicts", "regrade_lines"):
        refuse(table, "UPDATE")
