"""The tables of runs that judge submissions again."""

from __future__ import annotations

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from jupyter_codemm.store.columns import RowNumber
from jupyter_codemm.store.tables import ID, PERSON, Table


class RegradeRow(Table):
    """A run."""

    __tablename__ = "regrades"
    __table_args__ = (
        Index("ix_regrades_challenge_id", "challenge_id", "number"),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    challenge_id: Mapped[str] = mapped_column(ID)
    state: Mapped[str] = mapped_column(String(20), index=True)
    document: Mapped[str] = mapped_column(Text)


class RegradeVerdictRow(Table):
    """A further verdict on a submission. Rows are never changed."""

    __tablename__ = "regrade_verdicts"
    __table_args__ = (
        Index("ix_regrade_verdicts_challenge_id", "challenge_id", "user_name", "number"),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(RowNumber, primary_key=True)
    challenge_id: Mapped[str] = mapped_column(ID)
    user_name: Mapped[str] = mapped_column(PERSON)
    submission_id: Mapped[str] = mapped_column(ID)
    document: Mapped[str] = mapped_column(Text)


class RegradeLineRow(Table):
    """What a run came to for one learner. Rows are never changed."""

    __tablename__ = "regrade_lines"
    regrade_id: Mapped[str] = mapped_column(ID, primary_key=True)
    user_name: Mapped[str] = mapped_column(PERSON, primary_key=True)
    document: Mapped[str] = mapped_column(Text)
