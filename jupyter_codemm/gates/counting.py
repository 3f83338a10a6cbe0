"""A sandbox that counts its own caller's launches, where one sandbox serves many."""

from __future__ import annotations

from dataclasses import replace

from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.judging import shipped_files
from jupyter_codemm.ports import Confidence, ExecutionPlan, ExecutionReport, Listen, Sandbox


class CountingSandbox:
    """Passes everything on and counts the boxes that its caller used.

    With `confidence`, nothing that is compiled here is kept longer than that, but what is ours.
    """

    def __init__(self, sandbox: Sandbox, confidence: Confidence | None = None) -> None:
        self._sandbox = sandbox
        self._confidence = confidence
        self.launches = 0

    @property
    def tier(self) -> Tier:
        """How strongly programs are confined."""
        return self._sandbox.tier

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        """Run a plan in a fresh box and count it."""
        self.launches += 1
        if self._confidence is not None:
            ours = shipped_files(plan.files)
            plan = replace(plan, confidence=self._confidence, open_files=ours)
        return await self._sandbox.execute(plan, listen)

    async def warm_up(self, plan: ExecutionPlan) -> None:
        """Pass it on."""
        await self._sandbox.warm_up(plan)

    async def languages(self) -> tuple[LanguageHealth, ...]:
        """Return what works here."""
        return await self._sandbox.languages()

    async def close(self) -> None:
        """Leave the shared sandbox open: it is its owner's to close."""
