"""A compiler that was kept waiting by a busy machine says nothing about a draft."""

import asyncio

import pytest

from jupyter_codemm.gates.patience import PatientSandbox
from jupyter_codemm.ports import CompileStep, ExecutionPlan, ExecutionReport, StepLimits, StepReport
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
