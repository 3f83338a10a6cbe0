"""What pages ask and are told of a learner's progress and journey."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract, Identifier, Language
from jupyter_codemm.contracts.journey_views import Interaction, SolutionVersion, TimelineRow
from jupyter_codemm.contracts.people import Person
from jupyter_codemm.contracts.recorded_text import LineText
from jupyter_codemm.contracts.struggle import TriggerName


class Timeline(Contract):
    """What happened, oldest first; `steps` is how many records there are to step through.

    `complete` says whether `rows` are all of them, or those of the first records only.
    """

    problem_id: Identifier | None = None
    steps: int = Field(ge=0)
    rows: tuple[TimelineRow, ...]
    complete: bool


class Interactions(Contract):
    """Questions, runs and submissions, oldest first."""

    rows: tuple[Interaction, ...]


class SolutionHistory(Contract):
    """Every version of a solution that was kept, oldest first."""

    problem_id: Identifier
    versions: tuple[SolutionVersion, ...]


class WorkedProblem(Contract):
    """A problem that a journey knows, as it was when it was opened last.

    `worked_at` is the last thing done with it, `active_ms` the time that counts as work.
    """

    problem_id: Identifier
    activity_id: Identifier | None
    title: str
    language: Language
    attempts: int = Field(ge=0)
    hints_used: int = Field(ge=0)
    solved: bool
    active_ms: int = Field(ge=0)
    worked_at: AwareDatetime


class WorkedProblems(Contract):
    """The problems that somebody worked on; the one that they worked on last is first."""

    problems: tuple[WorkedProblem, ...]


class ResolveRequest(Contract):
    """Close an offer of help: taken, or dismissed."""

    trigger: TriggerName
    topic: LineText
    dismissed: bool = False


class EraseRequest(Contract):
    """Erase the caller; the sentence says that it is meant."""

    confirm: Literal["erase everything about me"]


class LearnerErasure(Contract):
    """Erase what a learner left in a class; `confirm` is their name, typed once more."""

    confirm: Person


class Erased(Contract):
    """How many rows of each table were deleted."""

    rows: dict[str, int]
