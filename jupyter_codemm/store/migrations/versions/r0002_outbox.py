"""The outbox, and the rules that keep events and outcomes as they were written."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jupyter_codemm.store.columns import RowNumber, UtcTime
from jupyter_codemm.store.migrations.append_only import refuse

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NAMES = (
    "learning.query",
    "learning.response",
    "code.execution.request",
    "code.execution.result",
    "exercise.assigned",
    "exercise.submitted",
    "exercise.graded",
    "struggle.detected",
    "progress.updated",
)


def upgrade() -> None:
    """Create the outbox and the triggers."""
    listed = ", ".join(f"'{name}'" for name in NAMES)
    op.create_table(
        "outbox",
        sa.Column("id", RowNumber, nullable=False, autoincrement=True),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("recorded_at", UtcTime(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.CheckConstraint(f"name IN ({listed})", name=op.f("ck_outbox_name")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_name", "outbox", ["name"])
    refuse("events", "UPDATE")
    refuse("events", "DELETE")
    refuse(
        "submissions",
        "UPDATE OF outcome",
        when="OLD.outcome IS NOT NULL AND (NEW.outcome IS NULL OR NEW.outcome <> OLD.outcome)",
    )
