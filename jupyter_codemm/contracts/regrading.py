"""Judging everything that was submitted to a challenge again, after its tests have changed."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract, Identifier
from jupyter_codemm.contracts.grading import Grade
from jupyter_codemm.contracts.outcome import Outcome, Verdict
from jupyter_codemm.contracts.people import Person

RegradeState = Literal["running", "done", "cancelled"]


class Regrade(Contract):
    """One such run: by which version of the activity, how far it is, and who asked for it.

    `total` counts the submissions that there were, `done` those of the learners who are
    settled, and `failed` those among them that the judge could not judge, which keep their
    verdicts. `note` says why it makes no progress, or why it ended before its time, when that is
    so.
    """

    id: Identifier
    challenge_id: Identifier
    actor: Person
    activity_version: int = Field(ge=1)
    state: RegradeState = "running"
    total: int = Field(default=0, ge=0)
    done: int = Field(default=0, ge=0)
    failed: int = Field(default=0, ge=0)
    note: str = ""
    created_at: AwareDatetime
    ended_at: AwareDatetime | None = None


class NewVerdict(Contract):
    """A further verdict on a submission, which keeps its first one. `problem_version` judged it."""

    regrade_id: Identifier
    submission_id: Identifier
    challenge_id: Identifier
    user: Person
    problem_id: Identifier
    problem_version: int = Field(ge=1)
    outcome: Outcome
    judged_at: AwareDatetime


class VerdictChange(Contract):
    """What a submission had before, and what the tests say of it now."""

    submission_id: Identifier
    problem_id: Identifier
    before: Verdict
    before_passed: int
    before_total: int
    after: Verdict
    after_passed: int
    after_total: int


class RegradeLine(Contract):
    """What a run changed for one learner: the grade before and after, and every verdict.

    Where staff had decided, the grade stays, and only `from_tests` of it may differ. `judged`
    counts their submissions that were judged again; `changed` are those with another verdict.
    """

    user: Person
    before: Grade | None
    after: Grade | None
    judged: int = Field(ge=0)
    failed: int = Field(default=0, ge=0)
    changed: tuple[VerdictChange, ...] = ()


class RegradeList(Contract):
    """The runs of a challenge, newest first."""

    regrades: tuple[Regrade, ...]


class RegradeReport(Contract):
    """A run and what it has changed so far, by learner."""

    regrade: Regrade
    lines: tuple[RegradeLine, ...]
