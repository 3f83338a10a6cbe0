"""Waiting without time: who pauses goes on when the test says so."""

from __future__ import annotations

import asyncio


class Pauses:
    """Stands in for asyncio.sleep. `pass_on` ends every pause there is and lets the woken run."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []
        self._arrived = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        self._arrived.set()
        await future

    async def reached(self, pauses: int) -> None:
        """Return when that many wait."""
        while len(self._waiting) < pauses:
            self._arrived.clear()
            await self._arrived.wait()

    async def pass_on(self) -> None:
        await self.reached(1)
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)
