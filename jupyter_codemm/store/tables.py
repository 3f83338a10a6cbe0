"""The tables. Columns are for looking up; the document beside them is the contract that is read.

The shape of the database is decided by `migrations`; a test keeps the two equal.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, MetaData, String, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from jupyter_codemm.store.columns import RowNumber, UtcTime

NAMES = {
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
ID = String(80)
PERSON = String(200)
UNFINISHED = text("status IN ('queued', 'running')")
"""What has no verdict yet, in the very words of the index of these rows."""


class Table(DeclarativeBase):
    """What all tables share. `number` counts insertions and breaks ties of time."""

    metadata = MetaData(naming_convention=NAMES)


class SessionRow(Table):
    """An authoring session; `summary` is its line of the list."""

    __tablename__ = "authoring_sessions"
    __table_args__ = (
        Index("ix_authoring_sessions_owner", "owner", "created_at"),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    owner: Mapped[str] = mapped_column(PERSON)
    state: Mapped[str] = mapped_column(String(20), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    summary: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(Text)


class FinishedSlotRow(Table):
    """A proven problem of a session whose activity is not complete yet."""

    __tablename__ = "finished_slots"
    session_id: Mapped[str] = mapped_column(ForeignKey(SessionRow.id), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    problem: Mapped[str] = mapped_column(Text)
    verification: Mapped[str] = mapped_column(Text)


class ActivityRow(Table):
    """An activity. `deleted_at` hides it; nothing that points to it is lost."""

    __tablename__ = "activities"
    __table_args__ = (
        Index("ix_activities_owner", "owner", "created_at"),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    owner: Mapped[str] = mapped_column(PERSON)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime)
    notebook: Mapped[str | None] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(Text)


class ActivityProblemRow(Table):
    """Which activity a problem belongs to; a problem id stands in one activity only."""

    __tablename__ = "activity_problems"
    problem_id: Mapped[str] = mapped_column(ID, primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey(ActivityRow.id), index=True)


class ArtefactsRow(Table):
    """What is kept of the reference of a problem's version, also before it has an activity."""

    __tablename__ = "problem_artefacts"
    problem_id: Mapped[str] = mapped_column(ID, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[str] = mapped_column(Text)


class ActivityVersionRow(Table):
    """An activity as it was, without its problems. Rows are never changed or removed."""

    __tablename__ = "activity_versions"
    activity_id: Mapped[str] = mapped_column(ForeignKey(ActivityRow.id), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    summary: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(Text)


class ProblemVersionRow(Table):
    """A problem as it was. Rows are never changed or removed."""

    __tablename__ = "problem_versions"
    problem_id: Mapped[str] = mapped_column(ID, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    activity_id: Mapped[str] = mapped_column(ForeignKey(ActivityRow.id), index=True)
    document: Mapped[str] = mapped_column(Text)


class EditRow(Table):
    """A change of an activity; `proposal` is what it would put in place, while it is open."""

    __tablename__ = "edits"
    __table_args__ = ({"sqlite_autoincrement": True},)
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    owner: Mapped[str] = mapped_column(PERSON)
    activity_id: Mapped[str] = mapped_column(ForeignKey(ActivityRow.id), index=True)
    status: Mapped[str] = mapped_column(String(20), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    document: Mapped[str] = mapped_column(Text)
    proposal: Mapped[str | None] = mapped_column(Text)


class SubmissionRow(Table):
    """An attempt. `document` is the submission without its outcome, which is written once."""

    __tablename__ = "submissions"
    __table_args__ = (
        CheckConstraint("(status = 'done') = (outcome IS NOT NULL)", name="outcome_when_done"),
        Index("ix_submissions_user_name", "user_name", "submitted_at"),
        Index("ix_submissions_challenge_id", "challenge_id", "user_name"),
        Index(
            "ix_submissions_unfinished",
            "challenge_id",
            "user_name",
            sqlite_where=UNFINISHED,
            postgresql_where=UNFINISHED,
        ),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    user_name: Mapped[str] = mapped_column(PERSON)
    activity_id: Mapped[str] = mapped_column(ForeignKey(ActivityRow.id), index=True)
    problem_id: Mapped[str] = mapped_column(ID, index=True)
    challenge_id: Mapped[str | None] = mapped_column(ID)
    status: Mapped[str] = mapped_column(String(20), index=True)
    submitted_at: Mapped[datetime] = mapped_column(UtcTime)
    document: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(Text)


class TopicRow(Table):
    """The newest number of a topic; its row is the lock under which the next one is given."""

    __tablename__ = "event_topics"
    topic: Mapped[str] = mapped_column(PERSON, primary_key=True)
    last_number: Mapped[int]


class EventRow(Table):
    """A numbered event. Rows are never changed or removed."""

    __tablename__ = "events"
    topic: Mapped[str] = mapped_column(ForeignKey(TopicRow.topic), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[str] = mapped_column(Text)


class LeaseRow(Table):
    """Who works on something, and until when."""

    __tablename__ = "leases"
    key: Mapped[str] = mapped_column(PERSON, primary_key=True)
    holder: Mapped[str] = mapped_column(PERSON)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)


class ModelAccountRow(Table):
    """How often a user had a model called; its row is the lock under which calls are reserved."""

    __tablename__ = "model_accounts"
    user_name: Mapped[str] = mapped_column(PERSON, primary_key=True)
    calls: Mapped[int]


class ModelCallRow(Table):
    """A call of a model. `document` says what it came to, once it has ended.

    Until then `tokens` and `cost_micros` are the most that it may take. `week` is the day of a
    Monday, and `class_id` empty where a call is no class's. `unpriced` is 1 when nobody knows what
    it costs.
    """

    __tablename__ = "model_calls"
    __table_args__ = (
        Index("ix_model_calls_user_name", "user_name", "made_at"),
        Index("ix_model_calls_class_id", "class_id", "week", "user_name"),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    user_name: Mapped[str] = mapped_column(PERSON)
    activity: Mapped[str] = mapped_column(ID, index=True)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    tokens: Mapped[int] = mapped_column(BigInteger)
    cost_micros: Mapped[int] = mapped_column(BigInteger)
    document: Mapped[str | None] = mapped_column(Text)
    class_id: Mapped[str] = mapped_column(ID, server_default="")
    week: Mapped[str] = mapped_column(String(10), server_default="")
    purpose: Mapped[str] = mapped_column(String(60), server_default="")
    unpriced: Mapped[int] = mapped_column(server_default="0")


class OutboxRow(Table):
    """A domain action that happened, for others to relay. `id` is its message id."""

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint(
            "name IN ('learning.query', 'learning.response', 'code.execution.request',"
            " 'code.execution.result', 'exercise.assigned', 'exercise.submitted',"
            " 'exercise.graded', 'struggle.detected', 'progress.updated')",
            name="name",
        ),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    name: Mapped[str] = mapped_column(String(40), index=True)
    user_name: Mapped[str] = mapped_column(PERSON)
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    payload: Mapped[str] = mapped_column(Text)
