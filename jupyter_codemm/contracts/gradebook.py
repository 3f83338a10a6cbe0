"""Challenges and grades as pages show them."""

from __future__ import annotations

from pydantic import Field

from jupyter_codemm.contracts.base import Contract, Difficulty, Identifier, Language
from jupyter_codemm.contracts.classroom import Challenge, ClassOfMine, ClosedBy, Person
from jupyter_codemm.contracts.grading import Comment, Grade, GradeEvent


class ChallengeProblem(Contract):
    """A problem of a challenge, as a list names it."""

    id: Identifier
    title: str
    language: Language
    difficulty: Difficulty


class ChallengeView(Contract):
    """A challenge as its caller sees it.

    `is_open` says whether something may be submitted now, `reason` and `closed_by` why not.
    `solved` of its problems the caller has solved. `grade` is the caller's own, null as long as
    there is none. `notebook` is where theirs is, null as long as there is none of the version that
    is given now; `is_renewed` says that there is one of an earlier version.
    """

    challenge: Challenge
    problems: tuple[ChallengeProblem, ...]
    is_open: bool
    reason: str = ""
    closed_by: ClosedBy | None = None
    solved: int = Field(default=0, ge=0)
    grade: Grade | None = None
    notebook: str | None = None
    is_renewed: bool = False


class ChallengeList(Contract):
    """The challenges of a class that the caller may see, oldest first."""

    challenges: tuple[ChallengeView, ...]


class GivenToMe(Contract):
    """The caller's classes, by name, and the challenges of all of them that they may see."""

    classes: tuple[ClassOfMine, ...]
    challenges: tuple[ChallengeView, ...]


class Gradebook(Contract):
    """The grades of a challenge: one for each learner of the class, by name."""

    challenge_id: Identifier
    grades: tuple[Grade, ...]


class GradeHistory(Contract):
    """How a grade came to be, oldest first."""

    events: tuple[GradeEvent, ...]


class OverrideRequest(Contract):
    """Decide somebody's grade, whatever the tests say; no later run of them changes that.

    Without `percent` the decision is taken back, and what the tests say counts again.
    """

    user: Person
    percent: float | None = Field(default=None, ge=0, le=100)
    comment: Comment = ""
