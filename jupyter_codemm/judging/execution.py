"""Running programs in a sandbox: what judging, observing and plain runs share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import CaseInput, Limits
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.judging import compiler_output, messages
from jupyter_codemm.judging.frames import encode_task
from jupyter_codemm.judging.harness import HARNESSES, Program, Refusal, Target
from jupyter_codemm.judging.harness.program import COMPILE_CPU_MS, QUICK
from jupyter_codemm.ports import (
    Channel,
    ExecutionPlan,
    ExecutionReport,
    Listen,
    RunStep,
    Sandbox,
    StepLimits,
)

HARD_CAP_MS = 30_000
# Less than that, and it was the wall clock that stopped a compiler.
LEAST_COMPILE_CPU_MS = 0.9 * COMPILE_CPU_MS


def built(target: Target, source: Source) -> Program | Refusal:
    """Return the program that a source is for a target, or why it cannot be one.

    Raises InvalidInputError and TooLargeError for files that the language does not allow.
    """
    files = source.resolved(target.language, entry_file=target.entry_file)
    return HARNESSES[target.language](target, files)


def budget_ms(target: Target, limits: Limits) -> int:
    """Return the wall (and CPU) time for all tests of a submission together."""
    return min(HARD_CAP_MS, round(limits.time_ms * FACTS[target.language].time_factor))


def step(
    name: str,
    program: Program,
    items: Sequence[CaseInput],
    limits: StepLimits,
    *,
    batch: bool = False,
    cap: int | None = None,
    env: Mapping[str, str] | None = None,
) -> RunStep:
    """Return the process that runs some items. `cap` bounds what is told of each of a batch."""
    stdin = "" if batch or len(items) != 1 else items[0].stdin or ""
    if cap is None:
        cap = limits.output_bytes if not batch else limits.output_bytes // max(8, len(items))
    return RunStep(
        name=name,
        argv=program.argv,
        limits=replace(
            limits,
            memory_mb=limits.memory_mb + program.overhead_mb,
            processes=program.processes,
        ),
        stdin=stdin.encode("utf-8", "surrogatepass"),
        frame=encode_task(program.task, items, batch=batch, cap=cap),
        env={**program.env, **(program.batch_env if batch else {}), **(env or {})},
    )


def step_limits(limits: Limits) -> StepLimits:
    """Return the limits of a process that runs one test."""
    return StepLimits(
        wall_ms=limits.time_ms,
        cpu_ms=limits.time_ms,
        memory_mb=limits.memory_mb,
        output_bytes=limits.output_kb << 10,
    )


def plan_of(
    target: Target, program: Program, steps: Sequence[RunStep], total_ms: int
) -> ExecutionPlan:
    """Return the plan that compiles a program and runs the steps."""
    return ExecutionPlan(
        language=target.language,
        files=program.files,
        runs=tuple(steps),
        compile=program.compile,
        total_ms=total_ms,
        preload=program.preload,
        needs=program.needs,
    )


class Ear:
    """Passes on what is heard, and remembers whether anything was."""

    def __init__(self, listen: Listen) -> None:
        self._listen = listen
        self.heard = False

    def __call__(self, step: str, channel: Channel, data: bytes) -> None:
        """Hear what a step printed."""
        self.heard = True
        self._listen(step, channel, data)


async def executed(
    target: Target,
    program: Program,
    steps: Sequence[RunStep],
    total_ms: int,
    sandbox: Sandbox,
    *,
    listen: Listen | None = None,
    stop_on_timeout: bool = True,
) -> ExecutionReport:
    """Run the steps, and once more in a fresh box when the sandbox itself failed.

    What somebody heard already is not run again. Raises UnavailableError when the last attempt
    fails as a whole.
    """
    plan = replace(plan_of(target, program, steps, total_ms), stop_on_timeout=stop_on_timeout)
    ear = Ear(listen) if listen else None
    report = await _twice_if_needed(plan, sandbox, ear)
    if program.otherwise and _refused_the_quick_way(report):
        return await _twice_if_needed(replace(plan, compile=program.otherwise), sandbox, ear)
    return report


async def _twice_if_needed(
    plan: ExecutionPlan, sandbox: Sandbox, ear: Ear | None
) -> ExecutionReport:
    try:
        report = await sandbox.execute(plan, ear)
    except UnavailableError:
        if ear and ear.heard:
            raise
        return await sandbox.execute(plan, ear)
    failed = any(s.end == "failed" for s in (*report.compile, *report.runs))
    return await sandbox.execute(plan, ear) if failed and not (ear and ear.heard) else report


def _refused_the_quick_way(report: ExecutionReport) -> bool:
    """Return whether a compiler refused a text for which it took a shortcut."""
    return any(
        step.end == "exited" and step.code != 0 and QUICK.encode() in step.stderr
        for step in report.compile
    )


def compile_failure(report: ExecutionReport, program: Program) -> str | None:
    """Return what the compiler said, in words for the learner, or None when it did not refuse.

    Raises UnavailableError when the sandbox failed to run the compiler, or gave it a small share of
    the processor time that it may have.
    """
    for ended in report.compile:
        if ended.end == "failed":
            raise UnavailableError(f"the compiler could not be run: {ended.detail}")
        if ended.end == "time_limit":
            if ended.cpu_ms < LEAST_COMPILE_CPU_MS:
                raise UnavailableError("the machine was too busy for the compiler")
            return compiler_output.TOO_SLOW
        if ended.end == "memory_limit":
            return compiler_output.TOO_LARGE
        if ended.end != "exited" or ended.code != 0:
            output = messages.decoded(ended.stderr + b"\n" + ended.stdout)
            return compiler_output.compile_text(output, program.expects)
    return None
