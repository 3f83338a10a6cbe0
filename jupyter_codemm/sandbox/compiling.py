"""Results of compiler calls, kept by everything that they depend on."""

from __future__ import annotations

import asyncio
import math
import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from jupyter_codemm.ports import Confidence, StepReport
from jupyter_codemm.sandbox.products import Product

MOST_BYTES = 64 << 20
LARGEST_PART = 8
ENTRY_BYTES = 1024
# How compilers refuse a text, and how long that is believed: some say the same of a machine that
# was short of memory or processes for a moment.
REFUSED, REFUSED_S = 1, 60.0
# What compilers and the tools that they start say of the machine, at the start of a line of their
# own: what they quote of a text may hold the same words, and is indented.
_BROKE_DOWN = re.compile(
    rb"^(?:\S*(?:\+\+[-\w.]*|cc1plus|collect2|\bas|\bld[\w.]*)|\{standard input\}): [^\n]{0,300}?"
    rb"(Killed signal terminated program|Resource temporarily unavailable"
    rb"|(?:fork|spawn\w*|pipe|exec\w*): Cannot allocate memory|No space left on device"
    rb"|Too many open files|Stale file handle|Input/output error)"
    rb"|^(?:# There is |java\.lang\.OutOfMemoryError: )"
    rb"(insufficient memory for the Java Runtime|unable to create native thread)",
    re.MULTILINE,
)
MOST_WORDS = 200


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
    def broke_down(self) -> str:
        """What the compiler says of the machine as the reason why it failed; "" when nothing."""
        if self.report.end != "exited" or self.report.code != REFUSED:
            return ""
        found = _BROKE_DOWN.search(self.report.stderr)
        return (found[1] or found[2]).decode() if found else ""

    @property
    def last_words(self) -> str:
        """How the call ended, and the end of what it said; that may quote what was compiled."""
        said = self.report.stderr.strip()[-MOST_WORDS:].decode("utf-8", "replace")
        return f"{self.report.end} {self.report.code} {said!r}"

    @property
    def lasts_s(self) -> float:
        """For how long the same call ends the same way: one that was stopped or broke, not at all.

        Another exit code than that of a refusal is a compiler's own failure.
        """
        if self.ok:
            return math.inf
        refused = self.report.end == "exited" and self.report.code == REFUSED
        return REFUSED_S if refused else 0.0

    @property
    def size(self) -> int:
        """How many bytes keeping it takes, about."""
        streams = len(self.report.stdout) + len(self.report.stderr)
        return (
            ENTRY_BYTES
            + streams
            + sum(len(name) + len(item.content) for name, item in self.made.items())
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    result: Compiled
    until: float


@dataclass(slots=True)
class _Flight:
    task: asyncio.Task[Compiled]
    waiting: int = 0


class CompileCache:
    """Keeps the results used last, up to a number of bytes, and makes each only once.

    One that takes more than an eighth of the room is not kept: it would drive out everybody's.
    Only what a compiler call returned comes in; nothing that a learner's running program does can.
    """

    def __init__(
        self, most_bytes: int = MOST_BYTES, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._clock = most_bytes, clock
        self._bytes = 0
        self._kept: OrderedDict[str, _Entry] = OrderedDict()
        self._flights: dict[str, _Flight] = {}

    def known(self, key: str) -> Compiled | None:
        """Return the result of an earlier call with this key, if it is still here and holds."""
        found = self._kept.get(key)
        if found is None:
            return None
        if found.until <= self._clock():
            self._drop(key)
            return None
        self._kept.move_to_end(key)
        return found.result

    def keep(self, key: str, result: Compiled, confidence: Confidence | None = None) -> None:
        """Keep a result as long as it lasts, and a confidential one not longer than that."""
        if not result.lasts_s or result.size > self._most // LARGEST_PART or self.known(key):
            return
        self._kept[key] = _Entry(result, self._clock() + result.lasts_s)
        self._bytes += result.size
        while self._bytes > self._most:
            self._drop(next(iter(self._kept)))
        if confidence is not None:
            confidence.at_close(lambda: self._forget(key))

    async def once(
        self,
        key: str,
        call: Callable[[], Awaitable[Compiled]],
        confidence: Confidence | None = None,
    ) -> Compiled:
        """Return the result for a key, calling only when nobody did or is just doing so.

        Who is cancelled leaves the others waiting; the last one takes the call down with it.
        """
        if found := self.known(key):
            return found
        flight = self._flights.get(key)
        if flight is None:
            task = asyncio.ensure_future(self._make(key, call, confidence))
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

    async def _make(
        self, key: str, call: Callable[[], Awaitable[Compiled]], confidence: Confidence | None
    ) -> Compiled:
        result = await call()
        self.keep(key, result, confidence)
        return result

    def _landed(self, key: str, flight: _Flight) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]

    def _forget(self, key: str) -> None:
        if key in self._kept:
            self._drop(key)

    def _drop(self, key: str) -> None:
        self._bytes -= self._kept.pop(key).result.size
