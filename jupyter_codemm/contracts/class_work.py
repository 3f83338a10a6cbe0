"""What is kept so that views of a whole class are read at once; all of it follows from records."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract, Difficulty, Identifier, Language
from jupyter_codemm.contracts.cases import Category, Visibility
from jupyter_codemm.contracts.classroom import Person
from jupyter_codemm.contracts.struggle import StruggleAlert


class WorkSummary(Contract):
    """How a learner stands with a problem, by their journey.

    `at` is when they did something with it last; `record_id` is the number of the newest record
    about it, which may be a timer's, and `what` its type. `alerts` are the open ones about it.
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


class Alerts(Contract):
    """Open alerts, as a row holds them."""

    alerts: tuple[StruggleAlert, ...]


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
