"""Versions of activities and their problems, and the edits that make them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jupyter_codemm.store.columns import RowNumber, UtcTime
from jupyter_codemm.store.migrations.append_only import refuse

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.String(80)


def upgrade() -> None:
    """Create the tables. An activity that is older gets its first version when it is changed."""
    _versions()
    _edits()


def _versions() -> None:
    op.create_table(
        "activity_versions",
        sa.Column("activity_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("activity_id", "version", name="pk_activity_versions"),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name="fk_activity_versions_activity_id"
        ),
    )
    op.create_table(
        "problem_versions",
        sa.Column("problem_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("activity_id", ID, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("problem_id", "version", name="pk_problem_versions"),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name="fk_problem_versions_activity_id"
        ),
    )
    op.create_index("ix_problem_versions_activity_id", "problem_versions", ["activity_id"])
    for table in ("activity_versions", "problem_versions"):
        refuse(table, "UPDATE")
        refuse(table, "DELETE")


def _edits() -> None:
    op.create_table(
        "edits",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("id", ID, nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("activity_id", ID, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_edits"),
        sa.UniqueConstraint("id", name="uq_edits_id"),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name="fk_edits_activity_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_edits_activity_id", "edits", ["activity_id"])
    op.create_index("ix_edits_status", "edits", ["status"])
