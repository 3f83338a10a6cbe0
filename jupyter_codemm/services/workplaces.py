"""Problems, runs and submissions as the journey records them: nothing hidden goes in."""

from __future__ import annotations

import logging
import re

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey_work import ProblemFacts, ProgramRun, Submitted
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import RunReply, Submission
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.recording import Workplace
from jupyter_codemm.tutoring.reviewing import review

_log = logging.getLogger(__name__)
_ERROR_NAME = re.compile(r"\b([A-Z]\w{0,80}(?:Error|Exception|Warning|Interrupt|Exit))\b")
_LINE = re.compile(r"(?:line |:)([1-9][0-9]{0,5})\b")


def workplace(tx: Transaction, activity: Activity, problem: Problem) -> Workplace:
    """Return a problem as the record has to know it."""
    artefacts = tx.artefacts.get(problem.id, problem.version)
    family = None if artefacts is None else artefacts.family
    return Workplace(activity.id, problem.id, ProblemFacts.of(problem, family=family))


def code_of(problem: Problem, source: Source | None) -> CodeState | None:
    """Return a program as it is kept; None for one whose files the language does not allow."""
    if source is None:
        return None
    try:
        return CodeState.of(source, problem.language, entry_file=problem.entry_file)
    except InvalidInputError:
        return None


def as_run(reply: RunReply, stdin: str) -> ProgramRun:
    """Return a run as it is recorded: on the samples when there were any, else a free one."""
    if reply.samples is not None:
        name, line = _error(_told(reply.samples))
        return ProgramRun.on_samples(reply.samples, error_type=name, error_line=line)
    run = reply.run
    if run is None:
        raise InvalidInputError("a run has an outcome")
    name, line = _error(run.stderr or run.compile_output)
    return ProgramRun.free(run, stdin, error_type=name, error_line=line)


def as_submitted(submission: Submission, outcome: Outcome, quality: float | None) -> Submitted:
    """Return a judged submission as it is recorded, with the score of its review."""
    name, line = _error(_told(outcome))
    return Submitted.of(submission.id, outcome, error_type=name, error_line=line, quality=quality)


def quality_of(problem: Problem, source: Source) -> float | None:
    """Return the score of the review of a program; None when there is nothing to review."""
    try:
        found = review(problem, source)
    except Exception as error:  # noqa: BLE001 - what cannot be reviewed has its verdict all the same
        _log.warning("a program was not reviewed: %s", type(error).__name__)
        return None
    return None if found is None else float(found.score)


def _told(outcome: Outcome) -> str:
    """Return what the compiler said, or the message of the first failed sample."""
    if outcome.compile_output:
        return outcome.compile_output
    failed = (case for case in outcome.cases if case.verdict != "accepted")
    return next((case.message for case in failed if case.message), outcome.message)


def _error(text: str) -> tuple[str | None, int | None]:
    """Return the name of an error that a text tells, and the line that it names."""
    names, lines = _ERROR_NAME.findall(text), _LINE.findall(text)
    return (names[-1] if names else None), (int(lines[-1]) if lines else None)
