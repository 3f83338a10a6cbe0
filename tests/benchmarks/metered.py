"""A sandbox that adds up what the programs in it took."""

from __future__ import annotations

from jupyter_codemm.evaluation.measuring import ran_now
from jupyter_codemm.gates.counting import CountingSandbox
from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, Listen, Sandbox


class MeteredSandbox(CountingSandbox):
    """Passes everything on; knows the seconds of all compilers and runs, by the clock and by CPU.

    A compiled part that was used again counts once.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__(sandbox)
        self.wall = self.cpu = 0.0
        self._compiled = set[object]()

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        """Run a plan and add up its steps."""
        report = await super().execute(plan, listen)
        steps = ran_now(plan, report, self._compiled)
        self.wall += sum(step.wall_ms for step in steps) / 1000
        self.cpu += sum(step.cpu_ms for step in steps) / 1000
        return report
