"""A sandbox that fails for a while, then passes on to a real one."""

from __future__ import annotations

from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, Listen, Sandbox


class FailingSandbox:
    """Raises UnavailableError for the first `failures` plans; `missing` languages do not work."""

    def __init__(
        self, inner: Sandbox, failures: int = 0, missing: frozenset[str] = frozenset()
    ) -> None:
        self._inner = inner
        self.failures = failures
        self._missing = missing

    @property
    def tier(self) -> Tier:
        return self._inner.tier

    @property
    def launches(self) -> int:
        return self._inner.launches

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        if self.failures > 0:
            self.failures -= 1
            raise UnavailableError("the box did not start")
        return await self._inner.execute(plan, listen)

    async def warm_up(self, plan: ExecutionPlan) -> None:
        await self._inner.warm_up(plan)

    async def languages(self) -> tuple[LanguageHealth, ...]:
        return tuple(
            LanguageHealth(
                language=item.language,
                tier=item.tier,
                ok=item.ok and item.language not in self._missing,
                reason="no compiler was found" if item.language in self._missing else item.reason,
                fix="install one" if item.language in self._missing else item.fix,
            )
            for item in await self._inner.languages()
        )

    async def close(self) -> None:
        await self._inner.close()
