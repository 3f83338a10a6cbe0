"""Problems, runs and submissions as the journey records them: nothing hidden goes in."""

from __future__ import annotations

import re

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey_work import CaseResult, ProblemFacts, ProgramRun, Submitted
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.recorded_text import clipped
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import RunReply, Submission
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.recording import Workplace

_ERROR_NAME = re.compile(r"\b([A-Z]\w*(?:Error|Exception|Warning|Interrupt|Exit))\b")
_LINE = re.compile(r"(?:line |:)(\d{1,6})\b")
MAX_NAME = 120


def workplace(tx: Transaction, activity: Activity, problem: Problem) -> Workplace:
    """Return a problem as the record has to know it."""
    artefacts = tx.artefacts.get(problem.id, problem.version)
    facts = ProblemFacts(
        title=problem.title,
        language=problem.language,
        difficulty=problem.difficulty,
        topics=problem.topics,
        style=problem.style,
        version=problem.version,
        family=None if artefacts is None else artefacts.family,
        scaffold=(problem.scaffold_level or 0) / 100,
        estimated_minutes=problem.estimated_minutes,
        test_count=len(problem.tests),
    )
    return Workplace(activity.id, problem.id, facts)


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
        return _on_samples(reply.samples)
    run = reply.run
    if run is None:
        raise InvalidInputError("a run has an outcome")
    given, cut_in = clipped(stdin)
    stdout, cut_out = clipped(run.stdout)
    stderr, cut_err = clipped(run.stderr or run.compile_output or run.message)
    name, line = _error(stderr) if run.verdict != "accepted" else (None, None)
    return ProgramRun(
        stdin=given,
        stdout=stdout,
        stderr=stderr,
        verdict=run.verdict,
        error_type=name,
        error_line=line,
        time_ms=run.time_ms,
        memory_kb=run.memory_kb,
        truncated=cut_in or cut_out or cut_err or run.truncated,
    )


def as_submitted(submission: Submission, outcome: Outcome) -> Submitted:
    """Return a judged submission as it is recorded."""
    message = _told(outcome)
    name, line = _error(message) if outcome.verdict != "accepted" else (None, None)
    share = outcome.points / outcome.max_points if outcome.max_points else 0.0
    return Submitted(
        submission_id=submission.id,
        verdict=outcome.verdict,
        cases=tuple(
            CaseResult(
                name=case.name,
                visibility=case.visibility,
                category=case.category,
                verdict=case.verdict,
            )
            for case in outcome.cases
        ),
        passed=outcome.passed,
        total=outcome.total,
        score=round(100 * min(max(share, 0.0), 1.0), 2),
        time_ms=outcome.time_ms,
        memory_kb=outcome.memory_kb,
        error_type=name,
        error_line=line,
    )


def _on_samples(samples: Outcome) -> ProgramRun:
    printed = "\n".join(
        case.got.stdout for case in samples.cases if case.got is not None and case.got.stdout
    )
    stdout, cut_out = clipped(printed)
    stderr, cut_err = clipped(_told(samples))
    name, line = _error(stderr) if samples.verdict != "accepted" else (None, None)
    return ProgramRun(
        stdout=stdout,
        stderr=stderr,
        verdict=samples.verdict,
        error_type=name,
        error_line=line,
        passed=samples.passed,
        total=samples.total,
        time_ms=samples.time_ms,
        memory_kb=samples.memory_kb,
        truncated=cut_out or cut_err,
    )


def _told(outcome: Outcome) -> str:
    """Return what the compiler said, or the message of the first failed sample."""
    if outcome.compile_output:
        return outcome.compile_output
    failed = (case for case in outcome.cases if case.verdict != "accepted")
    return next((case.message for case in failed if case.message), outcome.message)


def _error(text: str) -> tuple[str | None, int | None]:
    """Return the name of an error that a text tells, and the line that it names."""
    names, lines = _ERROR_NAME.findall(text), _LINE.findall(text)
    line = int(lines[-1]) if lines else 0
    return (names[-1][:MAX_NAME] if names else None), (line or None)
