"""A sandbox that does not take a busy machine for a slow compiler."""

from __future__ import annotations

from dataclasses import replace

from jupyter_codemm.gates.counting import CountingSandbox
from jupyter_codemm.ports import CompileStep, ExecutionPlan, ExecutionReport, Listen, StepReport

TIMES = 8
MOST_MS = 240_000
# A compiler that reached its limit of the clock with less than this share of its processor time was
# kept waiting.
BUSY = 0.9


class PatientSandbox(CountingSandbox):
    """Passes everything on; a plan whose compiler was kept waiting is run once more, with patience.

    What a step may take of the processor stays as it is: only the clock's limits are wider.
    """

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        """Run a plan, and once more when its compiler was not given its time."""
        report = await super().execute(plan, listen)
        if not any(map(_kept_waiting, plan.compile, report.compile)):
            return report
        steps = tuple(map(_with_patience, plan.compile))
        return await super().execute(replace(plan, compile=steps), listen)


def _kept_waiting(step: CompileStep, ended: StepReport) -> bool:
    return ended.end == "time_limit" and ended.cpu_ms < BUSY * step.limits.cpu_ms


def _with_patience(step: CompileStep) -> CompileStep:
    wall_ms = min(MOST_MS, TIMES * step.limits.wall_ms)
    return replace(step, limits=replace(step.limits, wall_ms=max(wall_ms, step.limits.wall_ms)))
