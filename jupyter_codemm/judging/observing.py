"""Watching what a source does on inputs for which no result is expected yet."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.outcome import CaseVerdict, Got
from jupyter_codemm.contracts.problem import CaseInput, Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.judging.execution import (
    HARD_CAP_MS,
    budget_ms,
    built,
    compile_failure,
    executed,
    step,
)
from jupyter_codemm.judging.frames import complete_answers
from jupyter_codemm.judging.harness import Program, Refusal, Target
from jupyter_codemm.judging.verdicts import Observed, Rules, answered, ended, observed
from jupyter_codemm.ports import ExecutionReport, Sandbox, StepLimits

INPUTS_A_BUDGET = 8
MAX_PROCESSES = 6
BATCH_OUTPUT = 8 << 20


@dataclass(frozen=True, slots=True)
class Observation:
    """What a source did on one input.

    `verdict` is "accepted" when it ran to its end (nothing is compared here), else how it failed;
    an exception that the program let through is "runtime_error" with its name in `got.raises`.
    """

    verdict: CaseVerdict
    got: Got
    time_ms: int = 0
    memory_kb: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class Observations:
    """What a source did on every input, in order; not_run throughout if it does not compile."""

    items: tuple[Observation, ...]
    compiled: bool = True
    compile_output: str = ""


async def observe(
    problem: Problem,
    source: Source,
    inputs: Sequence[CaseInput],
    sandbox: Sandbox,
    *,
    env: Mapping[str, str] | None = None,
) -> Observations:
    """Run a source on inputs, all in one process where the language can.

    What a program keeps between calls (globals, static fields, files) it keeps between the inputs
    of one process, unlike in `judge`: a program whose answers depend on that answers otherwise.
    When the process dies at an input, that input is marked and the rest go on in a new one, in at
    most six processes. After a time-out the rest are not_run. A program that reads stdin gets a
    process for each input, in one box. Raises what `judge` raises, and UnavailableError when the
    sandbox fails twice.
    """
    target = Target.of(problem)
    program = await asyncio.to_thread(built, target, source)
    if isinstance(program, Refusal):
        return _not_compiled(len(inputs), program.message)
    watch = _Watch(problem, target, program, sandbox, env or {})
    if problem.kind == "program":
        return await watch.apart(inputs)
    return await watch.together(inputs)


class _Watch:
    def __init__(
        self,
        problem: Problem,
        target: Target,
        program: Program,
        sandbox: Sandbox,
        env: Mapping[str, str],
    ) -> None:
        self._limits = problem.limits
        self._target = target
        self._program = program
        self._sandbox = sandbox
        self._env = env
        self._rules = Rules(problem.language, problem.kind, problem.limits.memory_mb)

    async def apart(self, inputs: Sequence[CaseInput]) -> Observations:
        """Give every input a process of its own."""
        limits = self._step_limits(len(inputs), self._limits.output_kb << 10)
        steps = [
            step(f"item_{i}", self._program, [item], limits, env=self._env)
            for i, item in enumerate(inputs)
        ]
        report = await executed(self._target, self._program, steps, limits.wall_ms, self._sandbox)
        return await asyncio.to_thread(self._each, report)

    def _each(self, report: ExecutionReport) -> Observations:
        refused = compile_failure(report, self._program)
        if refused is not None:
            return _not_compiled(len(report.runs), refused)
        return Observations(tuple(_observation(observed(r, self._rules)) for r in report.runs))

    async def together(self, inputs: Sequence[CaseInput]) -> Observations:
        """Give all inputs to one process, and the rest to another when it dies."""
        items: list[Observation] = []
        for _ in range(MAX_PROCESSES):
            left = inputs[len(items) :]
            if not left or (items and items[-1].verdict in ("time_limit", "judge_error")):
                break
            report = await self._batch(left)
            refused = await asyncio.to_thread(compile_failure, report, self._program)
            if refused is not None:
                return _not_compiled(len(inputs), refused)
            items += await asyncio.to_thread(self._answers, report, len(left))
        items += [Observation("not_run", Got())] * (len(inputs) - len(items))
        return Observations(tuple(items))

    async def _batch(self, inputs: Sequence[CaseInput]) -> ExecutionReport:
        limits = self._step_limits(len(inputs), BATCH_OUTPUT)
        one = step("batch", self._program, inputs, limits, batch=True, env=self._env)
        return await executed(self._target, self._program, [one], limits.wall_ms, self._sandbox)

    def _answers(self, report: ExecutionReport, count: int) -> list[Observation]:
        run = report.runs[0]
        if run.end == "failed":
            raise UnavailableError(f"the sandbox failed: {run.detail}")
        answers = complete_answers(run.frame)[:count]
        items = [_observation(answered(a, run, self._rules)) for a in answers]
        stopped = bool(items) and items[-1].verdict == "time_limit"
        if len(items) < count and not stopped:
            items.append(_observation(ended(run, self._rules)))
        return items

    def _step_limits(self, count: int, output_bytes: int) -> StepLimits:
        """Scale the time of a submission by the number of inputs."""
        share = max(1, -(-count // INPUTS_A_BUDGET))
        time_ms = min(HARD_CAP_MS, share * budget_ms(self._target, self._limits))
        return StepLimits(
            wall_ms=time_ms,
            cpu_ms=time_ms,
            memory_mb=self._limits.memory_mb,
            output_bytes=output_bytes,
        )


def _observation(seen: Observed) -> Observation:
    return Observation(seen.verdict, seen.got, seen.time_ms, seen.memory_kb, seen.message)


def _not_compiled(count: int, output: str) -> Observations:
    return Observations(
        (Observation("not_run", Got()),) * count, compiled=False, compile_output=output
    )
