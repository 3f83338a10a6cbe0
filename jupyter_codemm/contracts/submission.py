"""Requests to run and to submit, and the record of a submission."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from jupyter_codemm.contracts.base import Contract, Identifier, Language
from jupyter_codemm.contracts.outcome import Outcome, RunOutcome, Verdict
from jupyter_codemm.contracts.problem import MAX_TEXT
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.source import Source

SubmissionStatus = Literal["queued", "running", "done", "cancelled"]


class RunRequest(Contract):
    """Run source on the samples of a problem, or alone with stdin."""

    source: Source
    problem_id: Identifier | None = None
    language: Language | None = None
    stdin: str = Field(default="", max_length=MAX_TEXT)

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.problem_id is None) == (self.language is None):
            raise ValueError("give either problem_id or language")
        return self


class RunOutput(Contract):
    """A piece of what a running program printed, without control characters."""

    channel: Literal["stdout", "stderr"]
    text: str


class RunReply(Contract):
    """The samples' outcome when a problem was given, else the execution's.

    `title` and `signature` are the problem's, so that values can be shown as its language has them.
    """

    samples: Outcome | None = None
    run: RunOutcome | None = None
    title: str = ""
    signature: Signature | None = None


class SubmitRequest(Contract):
    """Submit source for a problem. The tests are the stored ones; nobody can send their own."""

    problem_id: Identifier
    source: Source


class Submission(Contract):
    """One attempt. `outcome` is there when status is done; one that is cancelled has none.

    `position` is told while it waits here: 1 is the next to be judged. `note` says what else it
    waits for, when that is so.
    """

    id: Identifier
    user: str
    activity_id: Identifier
    problem_id: Identifier
    problem_version: int
    language: Language
    source: Source
    status: SubmissionStatus
    position: int | None = Field(default=None, ge=1)
    note: str = ""
    outcome: Outcome | None = None
    hint: str | None = None
    submitted_at: AwareDatetime
    judged_at: AwareDatetime | None = None


class SubmissionSummary(Contract):
    """A submission in a list: neither its source nor its cases; `verdict` is that of the outcome.

    `position` and `note` are as in the submission.
    """

    id: Identifier
    user: str
    activity_id: Identifier
    problem_id: Identifier
    problem_version: int
    language: Language
    status: SubmissionStatus
    position: int | None = Field(default=None, ge=1)
    note: str = ""
    verdict: Verdict | None = None
    passed: int = 0
    total: int = 0
    points: float = 0.0
    max_points: float = 0.0
    submitted_at: AwareDatetime
    judged_at: AwareDatetime | None = None


class SubmissionList(Contract):
    """The caller's submissions, newest first."""

    submissions: tuple[SubmissionSummary, ...]
