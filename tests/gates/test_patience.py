"""What was kept waiting by a busy machine says nothing about a draft."""

import asyncio

import pytest

from jupyter_codemm.gates.patience import PatientSandbox
from jupyter_codemm.ports import (
    CompileStep,
    ExecutionPlan,
    ExecutionReport,
    RunStep,
    StepLimits,
    StepReport,
)
from tests.fakes.bare_sandbox import BareSandbox

LIMITS = StepLimits(wall_ms=30_000, cpu_ms=10_000, memory_mb=64)
PLAN = ExecutionPlan("java", {}, (), compile=(CompileStep(("javac",), LIMITS),))


class Late(BareSandbox):
    """Ends each compiler at its limit of the clock, as long as that is no more than a minute."""

    def __init__(self, cpu_ms):
        super().__init__()
        self.cpu_ms, self.limits = cpu_ms, []

    async def execute(self, plan, listen=None):
        limits = plan.compile[0].limits
        self.limits.append((limits.wall_ms, limits.cpu_ms))
        late = limits.wall_ms <= 60_000
        step = StepReport("javac", "time_limit" if late else "exited", cpu_ms=self.cpu_ms)
        return ExecutionReport("rlimit", (), compile=(step,))


@pytest.mark.parametrize(
    ("cpu_ms", "limits", "end"),
    [
        (1500, [(30_000, 10_000), (240_000, 10_000)], "exited"),
        (9900, [(30_000, 10_000)], "time_limit"),
    ],
    ids=["kept waiting", "busy itself"],
)
def test_only_a_compiler_that_was_kept_waiting_gets_more_time_of_the_clock(cpu_ms, limits, end):
    sandbox = Late(cpu_ms)
    report = asyncio.run(PatientSandbox(sandbox).execute(PLAN))
    assert sandbox.limits == limits
    assert report.compile[0].end == end


def test_a_compiler_that_ended_is_not_called_again():
    sandbox = Late(1500)
    wide = ExecutionPlan(
        "java", {}, (), compile=(CompileStep(("javac",), StepLimits(70_000, 1, 1)),)
    )
    asyncio.run(PatientSandbox(sandbox).execute(wide))
    assert len(sandbox.limits) == 1


class Crowded(BareSandbox):
    """Lets each program wait five seconds for the 50 ms that it takes."""

    def __init__(self, cpu_ms):
        super().__init__()
        self.cpu_ms, self.totals = cpu_ms, []

    async def execute(self, plan, listen=None):
        self.totals.append(plan.total_ms)
        runs, left_ms = [], plan.total_ms
        for step in plan.runs:
            late = left_ms < 5000 or step.limits.wall_ms < 5000
            end = "not_run" if left_ms <= 0 else "time_limit" if late else "exited"
            runs.append(StepReport(step.name, end, cpu_ms=0 if left_ms <= 0 else self.cpu_ms))
            left_ms -= 5000
        return ExecutionReport("rlimit", tuple(runs))


@pytest.mark.parametrize(
    ("cpu_ms", "totals", "ends"),
    [
        (50, [4000, 32_000], {"exited"}),
        (4000, [4000], {"time_limit", "not_run"}),
    ],
    ids=["kept waiting", "busy themselves"],
)
def test_only_programs_that_were_kept_waiting_get_more_time_of_the_clock(cpu_ms, totals, ends):
    limits = StepLimits(wall_ms=4000, cpu_ms=4000, memory_mb=64)
    runs = tuple(RunStep(f"test_{n}", ("java",), limits) for n in range(6))
    sandbox = Crowded(cpu_ms)
    plan = ExecutionPlan("java", {}, runs, total_ms=4000)
    report = asyncio.run(PatientSandbox(sandbox).execute(plan))
    assert sandbox.totals == totals
    assert {run.end for run in report.runs} == ends
