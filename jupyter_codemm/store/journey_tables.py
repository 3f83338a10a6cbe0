"""The tables of what learners do and ask, and of what is known of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jupyter_codemm.store.columns import RowNumber, UtcTime
from jupyter_codemm.store.tables import ID, PERSON, Table

DIGEST = String(64)


class LearnerRow(Table):
    """What is known of a learner; its row is the lock under which records get their numbers.

    `state` follows from the records and may be missing; `due_at` is when somebody has to look
    whether the work that is open has been left, or a problem been given up.
    """

    __tablename__ = "learners"
    user_name: Mapped[str] = mapped_column(PERSON, primary_key=True)
    last_id: Mapped[int]
    due_at: Mapped[datetime | None] = mapped_column(UtcTime, index=True)
    settings: Mapped[str] = mapped_column(Text)
    open_work: Mapped[str] = mapped_column(Text)
    state: Mapped[str | None] = mapped_column(Text)


class JourneyRow(Table):
    """Something that a learner did.

    Rows are never changed. They are removed with the learner, or with all of one problem when its
    class erases it or its days are over; their numbers are not given again.
    """

    __tablename__ = "journey"
    __table_args__ = (Index("ix_journey_user_name", "user_name", "problem_id", "id"),)
    user_name: Mapped[str] = mapped_column(ForeignKey(LearnerRow.user_name), primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    problem_id: Mapped[str | None] = mapped_column(ID)
    type: Mapped[str] = mapped_column(String(40))
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    document: Mapped[str] = mapped_column(Text)


class CodeStateRow(Table):
    """A text that a learner's program was, under its digest: each text once per learner."""

    __tablename__ = "code_states"
    user_name: Mapped[str] = mapped_column(ForeignKey(LearnerRow.user_name), primary_key=True)
    id: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    document: Mapped[str] = mapped_column(Text)


class QueryRow(Table):
    """A question of a learner, and what became of it."""

    __tablename__ = "queries"
    __table_args__ = (
        CheckConstraint(
            "status IN ('pending', 'routed', 'processing', 'completed', 'failed')", name="status"
        ),
        Index("ix_queries_user_name", "user_name", "problem_id", "number"),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    user_name: Mapped[str] = mapped_column(PERSON)
    problem_id: Mapped[str | None] = mapped_column(ID)
    status: Mapped[str] = mapped_column(String(20), index=True)
    submitted_at: Mapped[datetime] = mapped_column(UtcTime)
    document: Mapped[str] = mapped_column(Text)


class QuizRow(Table):
    """A quiz of a learner: the questions that were drawn, and what was answered.

    One more than once open on a topic cannot be: each attempt has its number.
    """

    __tablename__ = "quizzes"
    __table_args__ = (
        UniqueConstraint("user_name", "language", "topic", "attempt"),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    user_name: Mapped[str] = mapped_column(PERSON)
    language: Mapped[str] = mapped_column(String(20))
    topic: Mapped[str] = mapped_column(String(40))
    attempt: Mapped[int]
    answered_at: Mapped[datetime | None] = mapped_column(UtcTime)
    document: Mapped[str] = mapped_column(Text)


class ErasureRow(Table):
    """Whose append-only rows may be deleted now. It is empty outside of a transaction."""

    __tablename__ = "erasures"
    key: Mapped[str] = mapped_column(String(240), primary_key=True)


class AuditRow(Table):
    """Who did something to somebody's record, or read it; then `subject` is whose it is.

    Rows are added, never changed, and go only with their subject.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_subject", "subject", "id"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    actor: Mapped[str] = mapped_column(PERSON)
    action: Mapped[str] = mapped_column(String(40))
    object: Mapped[str] = mapped_column(String(240), index=True)
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    subject: Mapped[str] = mapped_column(PERSON, default="")
    document: Mapped[str] = mapped_column(Text, default="")
