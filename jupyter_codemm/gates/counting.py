"""A sandbox that counts its own caller's launches, where one sandbox serves many."""

from __future__ import annotations

from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, Listen, Sandbox


class CountingSandbox:
    """Passes everything on and counts the boxes that its caller used."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.launches = 0

    @property
    def tier(self) -> Tier:
        """How strongly programs are confined."""
        return self._sandbox.tier

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        """Run a plan in a fresh box and count it."""
        self.launches += 1
        return await self._sandbox.execute(plan, listen)

    async def warm_up(self, plan: ExecutionPlan) -> None:
        """Pass it on."""
        await self._sandbox.warm_up(plan)

    async def languages(self) -> tuple[LanguageHealth, ...]:
        """Return what works here."""
        return await self._sandbox.languages()

    async def close(self) -> None:
        """Leave the shared sandbox open: it is its owner's to close."""
