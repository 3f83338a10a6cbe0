"""The tables of what a class did. What is in them follows from other rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from jupyter_codemm.store.columns import UtcTime
from jupyter_codemm.store.tables import ID, PERSON, Table


class AttemptRow(Table):
    """The attempts of a learner at a problem of a challenge; the columns tell of the last one."""

    __tablename__ = "attempts"
    challenge_id: Mapped[str] = mapped_column(ID, primary_key=True)
    user_name: Mapped[str] = mapped_column(PERSON, primary_key=True)
    problem_id: Mapped[str] = mapped_column(ID, primary_key=True)
    attempts: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(UtcTime)
    document: Mapped[str] = mapped_column(Text)
