"""Requests to run and to submit, and the record of a submission."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from jupyter_codemm.contracts.base import Contract, Identifier, Language
from jupyter_codemm.contracts.outcome import Outcome, RunOutcome, Verdict
from jupyter_codemm.contracts.problem import MAX_TEXT
from jupyter_codemm.contracts.report import Report
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.suite import Suite

SubmissionStatus = Literal["queued", "running", "done", "cancelled"]


class RunRequest(Contract):
    """Run source on the samples of a problem, on a suite of the client's own, or alone with stdin.

    A suite of one's own is practice: what comes of it is recorded nowhere and counts for nothing.
    """

    source: Source
    problem_id: Identifier | None = None
    suite: Suite | None = None
    language: Language | None = None
    stdin: str = Field(default="", max_length=MAX_TEXT)

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if [self.problem_id, self.suite, self.language].count(None) != 2:  # noqa: PLR2004 - one
            raise ValueError("give either problem_id, suite or language")
        return self


class RunOutput(Contract):
    """A piece of what a running program printed, without control characters."""

    channel: Literal["stdout", "stderr"]
    text: str


class RunReply(Contract):
    """The tests' outcome when a problem or a suite was given, else the execution's.

    `title` and `signature` are the problem's, so that values can be shown as its language has them.
    `report` shows them so, for a page that asks for it.
    """

    samples: Outcome | None = None
    run: RunOutcome | None = None
    title: str = ""
    signature: Signature | None = None
    report: Report | None = None


class SubmitRequest(Contract):
    """Submit source for a problem. The tests are the stored ones; nobody can send their own."""

    problem_id: Identifier
    source: Source


class Submission(Contract):
    """One attempt. `outcome` is there when status is done; one that is cancelled has none.

    `position` is told while it waits here: 1 is the next to be judged. `note` says what else it
    waits for, when that is so. `report` comes with the outcome to a page that asks for it.
    `challenge_id` and `challenge_version` name the challenge that gave the problem, null with
    one's own. Where it was judged again `outcome`, `problem_version` and `judged_at` are those that
    count now, and `first_verdict` tells what it was told at first.
    """

    id: Identifier
    user: str
    challenge_id: Identifier | None = None
    challenge_version: int | None = None
    activity_id: Identifier
    problem_id: Identifier
    problem_version: int
    language: Language
    source: Source
    status: SubmissionStatus
    position: int | None = Field(default=None, ge=1)
    note: str = ""
    outcome: Outcome | None = None
    first_verdict: Verdict | None = None
    report: Report | None = None
    hint: str | None = None
    submitted_at: AwareDatetime
    judged_at: AwareDatetime | None = None


class SubmissionSummary(Contract):
    """A submission in a list: neither its source nor its cases; `verdict` is that of the outcome.

    `position`, `note` and `first_verdict` are as in the submission.
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
    first_verdict: Verdict | None = None
    passed: int = 0
    total: int = 0
    points: float = 0.0
    max_points: float = 0.0
    submitted_at: AwareDatetime
    judged_at: AwareDatetime | None = None


class SubmissionList(Contract):
    """The caller's submissions, newest first."""

    submissions: tuple[SubmissionSummary, ...]
