"""Asking a problem's checker, in a sandbox of its own, about answers of which several are right.

A checker is Python source that defines `check(given, got)`. Both are plain JSON: `given` has the
input's own keys (args, stdin, steps), `got` the observed `value` and `stdout`. It returns True for
a right answer, False or a short reason for a wrong one. It is asked only about values of the
declared type, and gets no expected value.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import Problem, TestCase
from jupyter_codemm.errors import UnavailableError, UnreachableError
from jupyter_codemm.judging import messages
from jupyter_codemm.judging.comparing import matches
from jupyter_codemm.judging.execution import executed
from jupyter_codemm.judging.frames import (
    Answer,
    ProtocolError,
    complete_answers,
    decode_answers,
    encode_observed,
)
from jupyter_codemm.judging.harness import Program, Target
from jupyter_codemm.judging.harness.interpreter import ENV, module_files, started
from jupyter_codemm.judging.verdicts import Observed
from jupyter_codemm.ports import ExecutionReport, RunStep, Sandbox, StepLimits, StepReport

HARNESS = "codemm_checker"
LIMITS = StepLimits(wall_ms=10_000, cpu_ms=10_000, memory_mb=256)
FAILED = "The checker of this problem failed: {}"
TOO_SLOW = "it needed more than 10 seconds"
NO_ANSWER = "it ended before it answered"
NONSENSE = "it answered something else than True, False or a reason"


async def checked(
    problem: Problem, cases: Sequence[TestCase], seen: Sequence[Observed], sandbox: Sandbox
) -> list[Observed]:
    """Return what was observed, with what the checker says where a test asks it.

    It is asked when everything else that is expected of a test was observed, about all such tests
    in one process. A checker that fails makes these tests a judge_error: it says nothing about
    the answers. Raises UnreachableError when there is no way to the sandbox for now.
    """
    asked = await asyncio.to_thread(_asked, problem, cases, seen)
    if not asked or problem.checker is None:
        return list(seen)
    pairs = [(cases[i].input, seen[i].got) for i in asked]
    frame = await asyncio.to_thread(encode_observed, pairs)
    step = RunStep("checker", started(HARNESS), LIMITS, frame=frame, env=ENV)
    try:
        report = await executed(
            _target(problem), _program(problem.checker), [step], LIMITS.wall_ms, sandbox
        )
    except UnreachableError:
        raise
    except UnavailableError as error:
        rulings = [_failed(error.message)] * len(asked)
    else:
        rulings = await asyncio.to_thread(_rulings, report, len(asked))
    ruled = dict(zip(asked, rulings, strict=True))
    return [_ruled(run, ruled.get(i)) for i, run in enumerate(seen)]


async def ruled(
    problem: Problem, cases: Sequence[TestCase], answers: Sequence[Got], sandbox: Sandbox
) -> list[bool | None]:
    """Return what the checker says of each answer; None where nobody asks it or it fails."""
    seen = [Observed("accepted", got) for got in answers]
    return [run.checked for run in await checked(problem, cases, seen, sandbox)]


def _asked(problem: Problem, cases: Sequence[TestCase], seen: Sequence[Observed]) -> list[int]:
    return [
        i
        for i, (case, run) in enumerate(zip(cases, seen, strict=True))
        if case.expected.asks_checker
        and run.verdict == "accepted"
        and matches(case.expected, run.got, problem, case.input, checked=True)
    ]


def _target(problem: Problem) -> Target:
    return replace(Target.of(problem), language="python", entry_file="checker.py")


def _program(checker: str) -> Program:
    files = {**module_files([HARNESS]), "checker.py": checker.encode("utf-8", "surrogatepass")}
    return Program(files=files, compile=(), argv=started(HARNESS), task={})


def _rulings(report: ExecutionReport, count: int) -> list[Observed]:
    run = report.runs[0]
    try:
        answers = decode_answers(run.frame)
    except ProtocolError:
        answers = complete_answers(run.frame)
    if len(answers) > count:
        return [_failed(NONSENSE)] * count
    rest = [_failed(_why(run))] * (count - len(answers))
    return [*map(_ruling, answers), *rest]


def _ruling(answer: Answer) -> Observed:
    if answer.raises is not None:
        return _failed(messages.exception_text(answer.raises, answer.message, ""))
    if isinstance(answer.value, bool):
        return Observed("accepted", checked=answer.value)
    if isinstance(answer.value, str):
        reason = messages.exception_text("", answer.value, "")
        return Observed("accepted", message=reason, checked=False)
    return _failed(NONSENSE)


def _failed(why: str) -> Observed:
    return Observed("judge_error", message=FAILED.format(why))


def _why(run: StepReport) -> str:
    if run.end == "failed":
        return run.detail
    return TOO_SLOW if run.end == "time_limit" else NO_ANSWER


def _ruled(run: Observed, ruling: Observed | None) -> Observed:
    if ruling is None:
        return run
    return replace(
        run, verdict=ruling.verdict, checked=ruling.checked, message=ruling.message or run.message
    )
