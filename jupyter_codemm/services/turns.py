"""Doing a few things at a time, in fair order, while their callers wait."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from jupyter_codemm.ports import Clock, Pending
from jupyter_codemm.services.fair_queue import FairQueue


class Turns:
    """Lets at most `at_once` blocks run, round robin over users."""

    def __init__(self, at_once: int, clock: Clock) -> None:
        self._free = at_once
        self._clock = clock
        self._numbers = count()
        self._waiting = FairQueue()
        self._called: dict[str, asyncio.Future[None]] = {}

    @asynccontextmanager
    async def turn(self, user: str) -> AsyncIterator[None]:
        """Wait for one's turn; it ends with the block. Who is cancelled gives it up."""
        pending = Pending(str(next(self._numbers)), user, self._clock.now())
        self._called[pending.id] = asyncio.get_running_loop().create_future()
        self._waiting.add(pending)
        self._call()
        try:
            await self._called[pending.id]
            yield
        finally:
            del self._called[pending.id]
            if self._waiting.remove(pending.id) is None:  # its turn had come
                self._free += 1
                self._call()

    def _call(self) -> None:
        while self._free and (pending := self._waiting.take()) is not None:
            self._free -= 1
            if not self._called[pending.id].done():  # else its caller was just cancelled
                self._called[pending.id].set_result(None)
