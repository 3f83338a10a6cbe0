"""A sandbox that starts nothing: every run answers with the same value at once."""

from __future__ import annotations

import asyncio

from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, Listen, StepReport


class InstantSandbox:
    """Ends every step without a result, and remembers the sources that it was given, in order.

    A plan waits while `open` is clear; `busy` and `most_busy` count plans at once.
    """

    def __init__(self, tier: Tier = "rlimit") -> None:
        self.tier: Tier = tier
        self.launches = 0
        self.seen: list[str] = []
        self.warmed: list[ExecutionPlan] = []
        self.open = asyncio.Event()
        self.open.set()
        self.busy = self.most_busy = self.stopped = 0
        self._changed = asyncio.Event()

    async def until_busy(self, plans: int) -> None:
        """Return when that many plans are being run."""
        while self.busy != plans:
            self._changed.clear()
            await self._changed.wait()

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        self.launches += 1
        self.seen.append(b"\n".join(plan.files.values()).decode())
        self.busy += 1
        self._changed.set()
        self.most_busy = max(self.most_busy, self.busy)
        try:
            await self.open.wait()
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        finally:
            self.busy -= 1
            self._changed.set()
        ended = tuple(StepReport(name=step.name, end="exited") for step in plan.runs)
        compiled = tuple(StepReport(name="compile", end="exited") for _ in plan.compile)
        return ExecutionReport(self.tier, ended, compiled)

    async def warm_up(self, plan: ExecutionPlan) -> None:
        self.warmed.append(plan)

    async def languages(self) -> tuple[LanguageHealth, ...]:
        return tuple(
            LanguageHealth(language=language, tier=self.tier, ok=True) for language in LANGUAGES
        )

    async def close(self) -> None:
        return
