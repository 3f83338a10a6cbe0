"""Letting requests in a few at a time, so that a crowd of them holds up nothing else."""

from __future__ import annotations

import asyncio
from collections import deque

AT_ONCE = 4


class Turnstile:
    """Lets at most a few requests begin in one turn of the event loop, first come first served.

    What hundreds of clients send in one moment would otherwise all be begun in a single turn, for
    whose length kernels and everything else in Jupyter would wait.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._turning = False

    async def enter(self) -> None:
        """Wait for one's turn; a caller who is cancelled gives it up."""
        loop = asyncio.get_running_loop()
        place = loop.create_future()
        self._waiting.append(place)
        if not self._turning:
            self._turning = True
            loop.call_soon(self._turn, loop)
        await place

    def _turn(self, loop: asyncio.AbstractEventLoop) -> None:
        let_in = 0
        while self._waiting and let_in < self._at_once:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(None)
                let_in += 1
        self._turning = bool(self._waiting)
        if self._turning:
            loop.call_soon(self._turn, loop)
