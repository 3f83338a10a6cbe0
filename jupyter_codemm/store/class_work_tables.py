"""The tables of what a class did. What is in them follows from other rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from jupyter_codemm.store.columns import UtcTime
from jupyter_codemm.store.tables import ID, PERSON, Table


class AttemptRow(Table):
    """The attempts of a learner at a problem of a challenge.

    `accepted` is the number of the first that was, 0 while none is; `submission_ids` has commas
    between the ids.
    """

    __tablename__ = "attempts"
    __table_args__ = (
        Index("ix_attempts_accepted", "challenge_id", "accepted", "user_name", "problem_id"),
    )
    challenge_id: Mapped[str] = mapped_column(ID, primary_key=True)
    user_name: Mapped[str] = mapped_column(PERSON, primary_key=True)
    problem_id: Mapped[str] = mapped_column(ID, primary_key=True)
    attempts: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(UtcTime)
    document: Mapped[str] = mapped_column(Text)
    accepted: Mapped[int]
    submission_ids: Mapped[str] = mapped_column(Text)
    last_verdict: Mapped[str] = mapped_column(String(20))
    last_passed: Mapped[int]
    last_total: Mapped[int]


class WorkSummaryRow(Table):
    """How a learner stands with a problem; `alerts` counts those about it, dealt with or not.

    They have a document of their own, so that the rest is read quickly.
    """

    __tablename__ = "work_summaries"
    __table_args__ = (
        Index("ix_work_summaries_problem_id", "problem_id", "user_name", "last_at", "alerts"),
        Index("ix_work_summaries_last_at", "user_name", "last_at"),
    )
    user_name: Mapped[str] = mapped_column(PERSON, primary_key=True)
    problem_id: Mapped[str] = mapped_column(ID, primary_key=True)
    last_at: Mapped[datetime] = mapped_column(UtcTime)
    alerts: Mapped[int]
    active_ms: Mapped[int] = mapped_column(BigInteger)
    solved: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
    alerts_document: Mapped[str | None] = mapped_column(Text)
