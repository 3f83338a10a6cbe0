"""A sandbox that does not take a busy machine for a slow program."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from jupyter_codemm.gates.counting import CountingSandbox
from jupyter_codemm.ports import (
    CompileStep,
    ExecutionPlan,
    ExecutionReport,
    Listen,
    RunStep,
    StepReport,
)

TIMES = 8
MOST_MS = 240_000
# What reached a limit of the clock with less than this share of its processor time was kept
# waiting. Starting leaves a program less of it than a compiler.
COMPILING, RUNNING = 0.9, 0.5
Step = TypeVar("Step", CompileStep, RunStep)


class PatientSandbox(CountingSandbox):
    """Passes everything on; a plan that was kept waiting is run once more, with patience.

    What a step may take of the processor stays as it is: only the limits of the clock are wider.
    """

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        """Run a plan, and once more when one of its steps was not given its time."""
        report = await super().execute(plan, listen)
        if not _kept_waiting(plan, report):
            return report
        patient = replace(
            plan,
            compile=tuple(map(_with_patience, plan.compile)),
            runs=tuple(map(_with_patience, plan.runs)),
            total_ms=_longer(plan.total_ms),
        )
        return await super().execute(patient, listen)


def _kept_waiting(plan: ExecutionPlan, report: ExecutionReport) -> bool:
    compiled = zip(plan.compile, report.compile, strict=False)
    if any(_waited(step, ended, COMPILING) for step, ended in compiled):
        return True
    used_ms = sum(ended.cpu_ms for ended in report.runs)
    ran = zip(plan.runs, report.runs, strict=False)
    return used_ms < RUNNING * plan.total_ms and any(
        _waited(step, ended, RUNNING) for step, ended in ran
    )


def _waited(step: CompileStep | RunStep, ended: StepReport, share: float) -> bool:
    return ended.end == "time_limit" and ended.cpu_ms < share * step.limits.cpu_ms


def _with_patience(step: Step) -> Step:
    wall_ms = _longer(step.limits.wall_ms)
    return replace(step, limits=replace(step.limits, wall_ms=wall_ms))


def _longer(limit_ms: int) -> int:
    return max(limit_ms, min(MOST_MS, TIMES * limit_ms))
