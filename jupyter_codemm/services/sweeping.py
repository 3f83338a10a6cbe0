"""Ending what was left, once a minute, for as long as the server runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from jupyter_codemm.errors import CodemmError
from jupyter_codemm.services.leases import Pause

SWEEP_SECONDS = 60.0
_log = logging.getLogger(__name__)

Sweep = Callable[[], Awaitable[int]]


class Sweeper:
    """Ends sittings, episodes and questions that were left.

    What fails keeps nothing else from being ended, and is tried again a minute later.
    """

    def __init__(self, sweeps: Sequence[Sweep], pause: Pause = asyncio.sleep) -> None:
        self._sweeps = sweeps
        self._pause = pause
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Sweep from now on."""
        if self._task is None:
            self._task = asyncio.create_task(self._sweep_on(), name="sweep")

    async def close(self) -> None:
        """Sweep no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _sweep_on(self) -> None:
        while True:
            for sweep in self._sweeps:
                try:
                    await sweep()
                except CodemmError as error:
                    _log.warning("what was left was not ended: %s", error.message)
            await self._pause(SWEEP_SECONDS)
