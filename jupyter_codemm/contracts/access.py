"""Who read or erased what of somebody's record, and what staff is told of one learner."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract, Identifier
from jupyter_codemm.contracts.classroom import Name
from jupyter_codemm.contracts.gradebook import GradebookCell, GradebookChallenge
from jupyter_codemm.contracts.people import Person
from jupyter_codemm.contracts.progress import WorkedProblem
from jupyter_codemm.contracts.struggle import HandledAlert, StruggleAlert

AccessKind = Literal[
    "record",
    "journey",
    "replay",
    "interactions",
    "solutions",
    "submissions",
    "submission",
    "grade",
    "export",
    "erasure",
]


class Access(Contract):
    """One reading, or erasure, of somebody's record by somebody else; none is ever changed.

    `class_name` is what the class was called then.
    """

    at: AwareDatetime
    actor: Person
    subject: Person
    what: AccessKind
    class_id: Identifier | None = None
    class_name: Name | None = None
    challenge_id: Identifier | None = None
    problem_id: Identifier | None = None


class AccessLine(Contract):
    """Readings or erasures of the same by one person that followed on each other, as one line."""

    actor: Person
    what: AccessKind
    class_id: Identifier | None
    class_name: str | None
    challenge_id: Identifier | None
    problem_id: Identifier | None
    first_at: AwareDatetime
    last_at: AwareDatetime
    reads: int = Field(ge=1)


class AccessLog(Contract):
    """Who read or erased the caller's record, newest first.

    With `complete` false there are older ones.
    """

    accesses: tuple[AccessLine, ...]
    complete: bool


class LearnerRecord(Contract):
    """What staff of a class is told of one learner: what they did for its challenges.

    `problems` are those of the class that they worked on, the last one first, `alerts` the open
    ones about them and `handled` those that staff dealt with. Private practice is in none of it.
    """

    class_id: Identifier
    user: Person
    is_member: bool
    challenges: tuple[GradebookChallenge, ...]
    cells: tuple[GradebookCell, ...]
    problems: tuple[WorkedProblem, ...]
    alerts: tuple[StruggleAlert, ...]
    handled: tuple[HandledAlert, ...] = ()
