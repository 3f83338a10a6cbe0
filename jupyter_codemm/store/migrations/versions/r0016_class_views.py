"""What views of a full class read without parsing documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

UNFINISHED = sa.text("status IN ('queued', 'running')")


def upgrade() -> None:
    """Add the columns, filled with the next verdict or the next step of a learner."""
    op.create_index(
        "ix_submissions_unfinished",
        "submissions",
        ["challenge_id", "user_name"],
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
    )
    for column, kind, default in (
        ("submission_ids", sa.Text(), ""),
        ("last_verdict", sa.String(20), ""),
        ("last_passed", sa.Integer(), "0"),
        ("last_total", sa.Integer(), "0"),
    ):
        op.add_column("attempts", sa.Column(column, kind, nullable=False, server_default=default))
    op.add_column("work_summaries", sa.Column("alerts_document", sa.Text(), nullable=True))
