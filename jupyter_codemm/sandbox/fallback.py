"""Docker first, and the local sandbox for a language whose image is not there."""

from __future__ import annotations

from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, Listen, Sandbox


class FallbackSandbox:
    """Runs a plan in the preferred sandbox, or in the other when the first lacks the language.

    A sandbox that fails is not replaced: only a missing toolchain is, and the report names the tier
    that was really used. An image that is built later is used from then on.
    """

    def __init__(self, preferred: Sandbox, other: Sandbox) -> None:
        self._preferred = preferred
        self._other = other

    @property
    def tier(self) -> Tier:
        """How strongly programs are confined where the preferred sandbox has their language."""
        return self._preferred.tier

    @property
    def launches(self) -> int:
        """How many plans were run so far, in both."""
        return self._preferred.launches + self._other.launches

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        """Run a plan; see the port."""
        try:
            return await self._preferred.execute(plan, listen)
        except MissingToolError as error:
            try:
                return await self._other.execute(plan, listen)
            except MissingToolError as second:
                raise MissingToolError(
                    f"{error.message}; {second.message}", where=error.where
                ) from None

    async def warm_up(self, plan: ExecutionPlan) -> None:
        """Get the sandbox ready that would run such a plan; see the port."""
        try:
            await self._preferred.warm_up(plan)
        except MissingToolError:
            await self._other.warm_up(plan)

    async def languages(self) -> tuple[LanguageHealth, ...]:
        """Return, for each language, where it works, or how to get it in either sandbox."""
        first, second = await self._preferred.languages(), await self._other.languages()
        others = {item.language: item for item in second}
        return tuple(item if item.ok else _either(item, others[item.language]) for item in first)

    async def close(self) -> None:
        """Release what both hold."""
        try:
            await self._preferred.close()
        finally:
            await self._other.close()


def _either(first: LanguageHealth, second: LanguageHealth) -> LanguageHealth:
    if second.ok:
        return second
    return first.updated(
        reason=f"{first.reason}; {second.reason}", fix=f"{first.fix}, or {second.fix}"
    )
