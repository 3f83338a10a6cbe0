"""Results of compiler calls, kept by everything that they depend on."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from jupyter_codemm.ports import StepReport
from jupyter_codemm.sandbox.products import Product

MOST_BYTES = 64 << 20
ENTRY_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Compiled:
    """How one compiler call ended and what it made."""

    report: StepReport
    made: Mapping[str, Product] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the call succeeded."""
        return self.report.end == "exited" and self.report.code == 0

    @property
    def lasting(self) -> bool:
        """Whether the same call ends the same way: refused is, stopped or broken is not."""
        return self.report.end == "exited"

    @property
    def size(self) -> int:
        """How many bytes keeping it takes, about."""
        streams = len(self.report.stdout) + len(self.report.stderr)
        return (
            ENTRY_BYTES
            + streams
            + sum(len(name) + len(item.content) for name, item in self.made.items())
        )


@dataclass(slots=True)
class _Flight:
    task: asyncio.Task[Compiled]
    waiting: int = 0


class CompileCache:
    """Keeps the results used last, up to a number of bytes, and makes each only once.

    Only what a compiler call returned comes in; nothing that a learner's running program does can.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[str, Compiled] = OrderedDict()
        self._flights: dict[str, _Flight] = {}

    def known(self, key: str) -> Compiled | None:
        """Return the result of an earlier call with this key, if it is still here."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: str, result: Compiled) -> None:
        """Keep a result, unless another try could end otherwise or it is too large."""
        if not result.lasting or result.size > self._most or key in self._kept:
            return
        self._kept[key] = result
        self._bytes += result.size
        while self._bytes > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= oldest.size

    async def once(self, key: str, call: Callable[[], Awaitable[Compiled]]) -> Compiled:
        """Return the result for a key, calling only when nobody did or is just doing so.

        Who is cancelled leaves the others waiting; the last one takes the call down with it.
        """
        if found := self.known(key):
            return found
        flight = self._flights.get(key)
        if flight is None:
            task = asyncio.ensure_future(self._make(key, call))
            flight = self._flights[key] = _Flight(task)
            task.add_done_callback(lambda _: self._landed(key, flight))
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if not flight.waiting and not flight.task.done():
                self._landed(key, flight)
                flight.task.cancel()
                await asyncio.wait({flight.task})

    async def _make(self, key: str, call: Callable[[], Awaitable[Compiled]]) -> Compiled:
        result = await call()
        self.keep(key, result)
        return result

    def _landed(self, key: str, flight: _Flight) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]
