"""The first tables: sessions, activities, submissions, events, leases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jupyter_codemm.store.columns import RowNumber, UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(80)
PERSON = sa.String(200)


def upgrade() -> None:
    """Create the tables."""
    _sessions()
    _activities()
    _submissions()
    _events()
    op.create_table(
        "leases",
        sa.Column("key", PERSON, nullable=False),
        sa.Column("holder", PERSON, nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_leases"),
    )


def _sessions() -> None:
    op.create_table(
        "authoring_sessions",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("id", ID, nullable=False),
        sa.Column("owner", PERSON, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_authoring_sessions"),
        sa.UniqueConstraint("id", name="uq_authoring_sessions_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_authoring_sessions_owner", "authoring_sessions", ["owner", "created_at"])
    op.create_index("ix_authoring_sessions_state", "authoring_sessions", ["state"])
    op.create_table(
        "finished_slots",
        sa.Column("session_id", ID, nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("verification", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "slot", name="pk_finished_slots"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["authoring_sessions.id"], name="fk_finished_slots_session_id"
        ),
    )


def _activities() -> None:
    op.create_table(
        "activities",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("id", ID, nullable=False),
        sa.Column("owner", PERSON, nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("deleted_at", UtcTime(), nullable=True),
        sa.Column("notebook", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_activities"),
        sa.UniqueConstraint("id", name="uq_activities_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_activities_owner", "activities", ["owner", "created_at"])
    op.create_table(
        "activity_problems",
        sa.Column("problem_id", ID, nullable=False),
        sa.Column("activity_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("problem_id", name="pk_activity_problems"),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name="fk_activity_problems_activity_id"
        ),
    )
    op.create_index("ix_activity_problems_activity_id", "activity_problems", ["activity_id"])


def _submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("number", RowNumber, nullable=False, autoincrement=True),
        sa.Column("id", ID, nullable=False),
        sa.Column("user_name", PERSON, nullable=False),
        sa.Column("activity_id", ID, nullable=False),
        sa.Column("problem_id", ID, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("submitted_at", UtcTime(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_submissions"),
        sa.UniqueConstraint("id", name="uq_submissions_id"),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name="fk_submissions_activity_id"
        ),
        sa.CheckConstraint(
            "(status = 'done') = (outcome IS NOT NULL)",
            name=op.f("ck_submissions_outcome_when_done"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_submissions_user_name", "submissions", ["user_name", "submitted_at"])
    for column in ("activity_id", "problem_id", "status"):
        op.create_index(f"ix_submissions_{column}", "submissions", [column])


def _events() -> None:
    op.create_table(
        "event_topics",
        sa.Column("topic", PERSON, nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("topic", name="pk_event_topics"),
    )
    op.create_table(
        "events",
        sa.Column("topic", PERSON, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("topic", "number", name="pk_events"),
        sa.ForeignKeyConstraint(["topic"], ["event_topics.topic"], name="fk_events_topic"),
    )
