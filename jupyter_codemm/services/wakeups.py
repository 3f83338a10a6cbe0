"""Telling those who wait in this process that something new is in the store."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Wakeups:
    """A bell. It carries no data: who hears it reads the store."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Event] = set()

    def ring(self) -> None:
        """Wake everyone who listens."""
        for listener in self._listeners:
            listener.set()

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        """Give an event that is set at each ring until the block ends."""
        event = asyncio.Event()
        self._listeners.add(event)
        try:
            yield event
        finally:
            self._listeners.discard(event)


async def heard(event: asyncio.Event, seconds: float) -> None:
    """Wait for a ring, for a while at most, and make the event ready for the next."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    event.clear()
