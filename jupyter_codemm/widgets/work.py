"""Run or submit one answer and wait for what it says."""

from __future__ import annotations

from collections.abc import Callable, Container
from contextlib import suppress
from dataclasses import dataclass, replace

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.solving import HintReply
from jupyter_codemm.contracts.submission import RunRequest, Submission, SubmitRequest
from jupyter_codemm.contracts.suite import Suite
from jupyter_codemm.errors import CodemmError, UnavailableError, WrongStateError
from jupyter_codemm.widgets.answer import Answer
from jupyter_codemm.widgets.client import Client
from jupyter_codemm.widgets.names import other_cell_notes
from jupyter_codemm.widgets.report import Report

HOLD_S = 2.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """How far a submission is."""

    submission: Submission
    seconds: float

    @property
    def text(self) -> str:
        """The same in words."""
        position = self.submission.position
        turn = f"Waiting, {position - 1} before it" if position else "Waiting for its turn"
        if self.submission.note:
            turn = f"{turn}. {self.submission.note}; this is tried again"
        what = turn if self.submission.status == "queued" else "Being judged"
        return f"{what}, {self.seconds:.0f} s" if self.seconds else what


@dataclass(frozen=True, slots=True)
class Work:
    """One answer, the server that judges it, and the names that the kernel knows."""

    client: Client
    answer: Answer
    known: Container[str]

    def started(self) -> tuple[Work, Report]:
        """Run the examples; the work returned knows the problem's title and signature."""
        request = RunRequest(source=self.answer.source, problem_id=self.answer.problem_id)
        report = self._ran(request)
        return replace(self, answer=report.answer), report

    def run(self) -> Report:
        """Run the examples."""
        return self.started()[1]

    def checked(self, suite: Suite, *, final: bool) -> Report:
        """Judge on a suite; `final` calls its tests tests, not examples."""
        return self._ran(RunRequest(source=self.answer.source, suite=suite), final=final)

    def _ran(self, request: RunRequest, *, final: bool = False) -> Report:
        reply = self.client.run(request, lambda _printed: None)
        if reply.samples is None:
            raise UnavailableError("the server ran nothing")
        answer = replace(self.answer, title=reply.title, signature=reply.signature)
        notes = other_cell_notes(reply.samples, self.known)
        return Report(reply.samples, answer, notes, final=final)

    def hint(self) -> HintReply:
        """Return the hint that the learner may have next."""
        return self.client.hint(self.answer.problem_id, self.answer.source)

    def submit(self, tell: Callable[[Waiting], None]) -> Report:
        """Submit and wait for the verdict, telling how far it is every HOLD_S seconds.

        An interrupt cancels the submission.
        """
        request = SubmitRequest(problem_id=self.answer.problem_id, source=self.answer.source)
        submission = self.client.submit(request, 0)
        try:
            submission = self._judged(submission, tell)
        except KeyboardInterrupt:
            with suppress(CodemmError):  # it may have its verdict just now
                self.client.cancel(submission.id)
            raise
        outcome = _outcome(submission)
        return Report(outcome, self.answer, other_cell_notes(outcome, self.known), final=True)

    def _judged(self, submission: Submission, tell: Callable[[Waiting], None]) -> Submission:
        held = 0
        while submission.status in ("queued", "running"):
            tell(Waiting(submission, held * HOLD_S))
            submission = self.client.submission(submission.id, HOLD_S)
            held += 1
        return submission


def _outcome(submission: Submission) -> Outcome:
    if submission.status == "cancelled":
        raise WrongStateError("the submission was cancelled; it has no verdict")
    if submission.outcome is None:
        raise UnavailableError("the server gave no verdict")
    return submission.outcome
