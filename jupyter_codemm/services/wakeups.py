"""Telling those who wait in this process that something new is in the store."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Wakeups:
    """Bells by name. They carry no data: who hears one reads the store.

    A bell wakes only those who wait for it, so that hundreds who wait for one thing each do not all
    read the store when one of them is served.
    """

    def __init__(self) -> None:
        self._listeners: dict[str, set[asyncio.Event]] = {}

    def ring(self, bell: str) -> None:
        """Wake everyone who listens to a bell."""
        for listener in self._listeners.get(bell, ()):
            listener.set()

    @contextmanager
    def listening(self, bell: str) -> Iterator[asyncio.Event]:
        """Give an event that is set at each ring of a bell until the block ends."""
        event = asyncio.Event()
        listeners = self._listeners.setdefault(bell, set())
        listeners.add(event)
        try:
            yield event
        finally:
            listeners.discard(event)
            if not listeners and self._listeners.get(bell) is listeners:
                del self._listeners[bell]


async def heard(event: asyncio.Event, seconds: float) -> None:
    """Wait for a ring, for a while at most, and make the event ready for the next."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    event.clear()
