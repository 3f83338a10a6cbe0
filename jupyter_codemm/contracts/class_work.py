"""What is kept so that views of a whole class are read at once; all of it follows from records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract, Difficulty, Identifier, Language
from jupyter_codemm.contracts.cases import Category, Visibility
from jupyter_codemm.contracts.people import Person
from jupyter_codemm.contracts.struggle import HandledAlert, StruggleAlert


class WorkSummary(Contract):
    """How a learner stands with a problem, by their journey.

    `at` is when they did something with it last; `record_id` is the number of the newest record
    about it, which may be a timer's, and `what` its type. `alerts` are the open ones about it,
    `handled` those that staff dealt with.
    """

    user: Person
    problem_id: Identifier
    at: AwareDatetime
    record_id: int = Field(ge=0)
    what: str = ""
    session_open: bool = False
    attempts: int = Field(default=0, ge=0)
    hints_used: int = Field(default=0, ge=0)
    hint_level: int = Field(default=0, ge=0)
    solved: bool = False
    active_ms: int = Field(default=0, ge=0)
    alerts: tuple[StruggleAlert, ...] = ()
    handled: tuple[HandledAlert, ...] = ()


class Alerts(Contract):
    """Open alerts and those that staff dealt with, oldest first."""

    alerts: tuple[StruggleAlert, ...] = ()
    handled: tuple[HandledAlert, ...] = ()

    @classmethod
    def of(cls, alerts: Iterable[StruggleAlert], handled: Iterable[HandledAlert]) -> Self:
        """Return some in their order."""
        return cls(
            alerts=tuple(sorted(alerts, key=_age)),
            handled=tuple(sorted(handled, key=lambda one: _age(one.alert))),
        )


class OutlinedTest(Contract):
    """A test by its name; neither its input nor what it expects."""

    name: str
    visibility: Visibility
    category: Category
    points: float


class ProblemOutline(Contract):
    """A problem of a challenge, as views of the class name it."""

    id: Identifier
    version: int
    title: str
    language: Language
    difficulty: Difficulty
    tests: tuple[OutlinedTest, ...]


def _age(alert: StruggleAlert) -> tuple[datetime, int]:
    return alert.opened_at, alert.record_id
