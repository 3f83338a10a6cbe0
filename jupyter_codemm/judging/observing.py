"""Watching what a source does on inputs for which no result is expected yet."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jupyter_codemm.contracts.base import Language
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
from jupyter_codemm.ports import ExecutionReport, RunStep, Sandbox, StepLimits, StepReport

INPUTS_A_BUDGET = 8
# What starting takes of a budget for one process, and how much longer than its processor time it
# may take on a busy machine.
START_MS: dict[Language, int] = {"python": 100, "sql": 100, "java": 400, "cpp": 50}
WALL_TIMES = 8
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
    budget_ms: int | None = None,
    strict: bool = False,
) -> Observations:
    """Run a source on inputs, all in one process where the language can.

    What a program keeps between calls (globals, static fields, files) it keeps between the inputs
    of one process, unlike in `judge`: a program whose answers depend on that answers otherwise.
    When the process dies at an input, that input is marked and the rest go on in a new one, in at
    most six processes. After a time-out the rest are not_run. A program that reads stdin gets a
    process for each input, in one box. `budget_ms` bounds the processor time of a process, beside
    what its start takes, where that is less than usual. A `strict` C++ program dies of undefined
    behaviour. Raises what `judge` raises, and
    UnavailableError when the sandbox fails twice.
    """
    stage = Stage.of(problem, sandbox, env=env, budget_ms=budget_ms, strict=strict)
    program = await asyncio.to_thread(built, stage.target, source)
    if isinstance(program, Refusal):
        return not_compiled(len(inputs), program.message)
    watch = _Watch(stage, program)
    if problem.kind == "program":
        return await watch.apart(inputs)
    return await watch.together(inputs)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where and within which bounds sources are observed."""

    problem: Problem
    target: Target
    sandbox: Sandbox
    env: Mapping[str, str]
    budget_ms: int | None

    @classmethod
    def of(
        cls,
        problem: Problem,
        sandbox: Sandbox,
        *,
        env: Mapping[str, str] | None,
        budget_ms: int | None,
        strict: bool = False,
    ) -> Stage:
        """Return the stage for solutions of a problem."""
        target = replace(Target.of(problem), strict=strict)
        return cls(problem, target, sandbox, env or {}, budget_ms)

    @property
    def rules(self) -> Rules:
        """What verdicts depend on beside the reports."""
        return Rules(self.problem.language, self.problem.kind, self.problem.limits.memory_mb)

    def total_ms(self, count: int) -> int:
        """Return the time for some inputs together: a submission's, scaled by their number."""
        share = max(1, -(-count // INPUTS_A_BUDGET))
        return min(HARD_CAP_MS, share * budget_ms(self.target, self.problem.limits))

    def limits(self, count: int, output_bytes: int) -> StepLimits:
        """Return what a process that takes some inputs may use."""
        cpu_ms = self.total_ms(count)
        if self.budget_ms is not None:
            cpu_ms = min(cpu_ms, START_MS[self.target.language] + self.budget_ms)
        return StepLimits(
            wall_ms=min(HARD_CAP_MS, WALL_TIMES * cpu_ms),
            cpu_ms=cpu_ms,
            memory_mb=self.problem.limits.memory_mb,
            output_bytes=output_bytes,
        )


class _Watch:
    def __init__(self, stage: Stage, program: Program) -> None:
        self._stage, self._program = stage, program

    async def apart(self, inputs: Sequence[CaseInput]) -> Observations:
        """Give every input a process of its own."""
        stage = self._stage
        limits = stage.limits(len(inputs), stage.problem.limits.output_kb << 10)
        steps = [
            step(f"item_{i}", self._program, [item], limits, env=stage.env)
            for i, item in enumerate(inputs)
        ]
        # Each process is bounded by itself; starting so many takes long on a busy machine.
        total_ms = min(HARD_CAP_MS, WALL_TIMES * stage.total_ms(len(inputs)))
        report = await self._run(steps, total_ms)
        return await asyncio.to_thread(self._each, report)

    def _each(self, report: ExecutionReport) -> Observations:
        refused = compile_failure(report, self._program)
        if refused is not None:
            return not_compiled(len(report.runs), refused)
        rules = self._stage.rules
        return Observations(tuple(observation(observed(run, rules)) for run in report.runs))

    async def together(self, inputs: Sequence[CaseInput]) -> Observations:
        """Give all inputs to one process, and the rest to another when it dies."""
        items: list[Observation] = []
        for _ in range(MAX_PROCESSES):
            left = inputs[len(items) :]
            if not left or ended_for_good(items):
                break
            limits = self._stage.limits(len(left), BATCH_OUTPUT)
            one = step("batch", self._program, left, limits, batch=True, env=self._stage.env)
            report = await self._run([one], limits.wall_ms)
            refused = await asyncio.to_thread(compile_failure, report, self._program)
            if refused is not None:
                return not_compiled(len(inputs), refused)
            items += await asyncio.to_thread(
                batch_observations, report.runs[0], len(left), self._stage.rules
            )
        return all_of(items, len(inputs))

    async def _run(self, steps: list[RunStep], total_ms: int) -> ExecutionReport:
        stage = self._stage
        return await executed(stage.target, self._program, steps, total_ms, stage.sandbox)


def batch_observations(run: StepReport, count: int, rules: Rules) -> list[Observation]:
    """Return what a process said of its inputs, the one at which it died included.

    They are fewer than `count` when it died or stopped. Raises UnavailableError when the sandbox
    could not run it.
    """
    if run.end == "failed":
        raise UnavailableError(f"the sandbox failed: {run.detail}")
    answers = complete_answers(run.frame)[:count]
    items = [observation(answered(a, run, rules)) for a in answers]
    stopped = bool(items) and items[-1].verdict == "time_limit"
    if len(items) < count and not stopped:
        items.append(observation(ended(run, rules)))
    return items


def ended_for_good(items: Sequence[Observation]) -> bool:
    """Return whether nothing is run after what was observed last."""
    return bool(items) and items[-1].verdict in ("time_limit", "judge_error")


def observation(seen: Observed) -> Observation:
    """Return what was seen as an observation."""
    return Observation(seen.verdict, seen.got, seen.time_ms, seen.memory_kb, seen.message)


def all_of(items: Sequence[Observation], count: int) -> Observations:
    """Return observations of `count` inputs; those that are missing were not run."""
    return Observations((*items, *[Observation("not_run", Got())] * (count - len(items))))


def not_compiled(count: int, output: str) -> Observations:
    """Return what is observed of a source that does not compile."""
    return replace(all_of((), count), compiled=False, compile_output=output)
