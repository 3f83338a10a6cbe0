"""Grades: what tests suggest, what people decide, and how each came to be."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from jupyter_codemm.contracts.base import Contract, Identifier
from jupyter_codemm.contracts.classroom import Evaluation
from jupyter_codemm.contracts.people import AskedPerson, Person
from jupyter_codemm.contracts.recorded_text import CLEANED

GradeStatus = Literal["pending", "grading", "graded", "manual_review"]
Grader = Literal["system", "teacher"]
GradeCause = Literal[
    "submitted", "reviewed", "reopened", "overridden", "released_override", "regraded"
]

MAX_COMMENT = 4_000
Comment = Annotated[str, StringConstraints(max_length=MAX_COMMENT), CLEANED]


class RubricLine(Contract):
    """What one thing is worth, and what was given for it."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=160), CLEANED]
    points: float = Field(gt=0, le=10_000)
    given: float | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _within(self) -> Self:
        if self.given is not None and self.given > self.points:
            raise ValueError(f"given: {self.given:g} of {self.points:g} points")
        return self


class Grade(Contract):
    """What somebody has for a challenge, in percent of its points.

    `from_tests` is what tests suggest, kept beside whatever a teacher decides. `graded` has a
    `percent`, what is pending has none. `is_override`: a teacher decided against the tests, and no
    later run of them changes that. `version` is the challenge's version that was submitted to,
    `evaluation` how grades were made when this one was; null where that was not kept yet.
    `decided_on` is what the tests gave when a teacher decided: what they give since may differ.
    """

    challenge_id: Identifier
    user: Person
    status: GradeStatus
    percent: float | None = Field(default=None, ge=0, le=100)
    from_tests: float | None = Field(default=None, ge=0, le=100)
    decided_on: float | None = Field(default=None, ge=0, le=100)
    evaluation: Evaluation | None = None
    grader: Grader | None = None
    is_override: bool = False
    comment: Comment = ""
    rubric: tuple[RubricLine, ...] = Field(default=(), max_length=50)
    submission_id: Identifier | None = None
    version: int | None = Field(default=None, ge=1)
    late_by_seconds: int = Field(default=0, ge=0)
    penalty_percent: float = Field(default=0.0, ge=0, le=100)
    graded_at: AwareDatetime | None = None

    @model_validator(mode="after")
    def _decided(self) -> Self:
        if (self.percent is not None) != (self.status == "graded"):
            raise ValueError("percent: belongs to what is graded, and to nothing else")
        if self.is_override and self.grader != "teacher":
            raise ValueError("is_override: only a teacher overrides")
        return self


class ReviewRequest(Contract):
    """Grade somebody's work after looking at it, or let it wait for that again with `reopen`.

    Without `percent` it is the share of the points that the lines of the rubric give.
    """

    user: AskedPerson
    percent: float | None = Field(default=None, ge=0, le=100)
    rubric: tuple[RubricLine, ...] = Field(default=(), max_length=50)
    comment: Comment = ""
    reopen: bool = False

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if self.reopen and (self.percent is not None or self.rubric or self.comment):
            raise ValueError("reopen: comes without percent, rubric and comment")
        return self


class GradeEvent(Contract):
    """One change of a grade; none is ever edited. `actor` is null where nobody acted by hand."""

    challenge_id: Identifier
    user: Person
    at: AwareDatetime
    cause: GradeCause
    actor: Person | None = None
    before: Grade | None = None
    after: Grade


class Scored(Contract):
    """A submission as a grade is made of it: points are those of all its tests.

    `is_free`: it uses up no attempt, since the judge had failed it when it was made.
    """

    submission_id: Identifier
    problem_id: Identifier
    version: int = Field(ge=1)
    at: AwareDatetime
    points: float = Field(ge=0)
    max_points: float = Field(gt=0)
    passed: int = Field(ge=0)
    total: int = Field(ge=1)
    is_free: bool = False

    @property
    def share(self) -> float:
        """The share of all points, from 0 to 1."""
        return min(1.0, self.points / self.max_points)
