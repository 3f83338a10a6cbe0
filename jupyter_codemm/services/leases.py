"""Keeping leases alive while this process works, so that others know it does."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from jupyter_codemm.errors import StoreError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.surprises import log_surprise

Pause = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class LeaseTimes:
    """How often a lease is renewed, and for how long it is believed without."""

    heartbeat_seconds: float = 5.0
    lease_seconds: float = 15.0


class Heartbeat:
    """Renews every lease in `keys` and says which of them are gone."""

    def __init__(
        self,
        ctx: Context,
        times: LeaseTimes,
        pause: Pause,
        lost: Callable[[str], None],
    ) -> None:
        self._ctx = ctx
        self._times = times
        self._pause = pause
        self._lost = lost
        self._task: asyncio.Task[None] | None = None
        self.keys: set[str] = set()

    def watch(self, key: str) -> None:
        """Renew a lease that is held until it is dropped."""
        self.keys.add(key)
        if self._task is None:
            self._task = asyncio.create_task(self._beat_on(), name="heartbeat")
            self._task.add_done_callback(log_surprise)

    def drop(self, key: str) -> None:
        """Renew a lease no more."""
        self.keys.discard(key)

    async def beat(self) -> None:
        """Renew every lease once, all in a few statements however many there are."""
        keys, now = frozenset(self.keys), self._ctx.clock.now()
        holder, seconds = self._ctx.holder, self._times.lease_seconds

        def renew(tx: Transaction) -> frozenset[str]:
            asked = tx.leases.existing({cancel_key(key) for key in keys})
            held = tx.leases.renew(keys, holder, now, seconds)
            return frozenset(key for key in keys if key not in held or cancel_key(key) in asked)

        for key in await self._ctx.store.transact(renew):
            if key in self.keys:
                self._lost(key)

    async def close(self) -> None:
        """Stop renewing."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _beat_on(self) -> None:
        while True:
            await self._pause(self._times.heartbeat_seconds)
            # A database that is busy for one beat is not the end: the next beat tells.
            with contextlib.suppress(StoreError):
                await self.beat()


class Lookout:
    """Looks for work that nobody does any more, each time that the leases seen may have run out.

    `scan` takes up what it finds and returns whether somebody else still works on some.
    """

    def __init__(
        self, scan: Callable[[], Awaitable[bool]], times: LeaseTimes, pause: Pause
    ) -> None:
        self._scan = scan
        self._times = times
        self._pause = pause
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    async def look(self) -> None:
        """Scan now, and again later if that leaves anything open."""
        if await self._scan():
            self.look_later()

    def look_later(self) -> None:
        """Scan when leases may have run out, until a scan leaves nothing open."""
        if self._closed or (self._task is not None and not self._task.done()):
            return
        self._task = asyncio.create_task(self._until_settled(), name="lookout")
        self._task.add_done_callback(log_surprise)

    async def close(self) -> None:
        """Stop looking."""
        self._closed = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _until_settled(self) -> None:
        left = True
        while left:
            await self._pause(self._times.lease_seconds)
            # A busy database says nothing about the work: look again later.
            with contextlib.suppress(StoreError):
                left = await self._scan()


def cancel_key(key: str) -> str:
    """Return the key of the lease that stands for "somebody asked to stop this"."""
    return f"cancel:{key}"


def cancel_asked(tx: Transaction, key: str) -> bool:
    """Return whether somebody asked to stop the work under a lease."""
    return tx.leases.get(cancel_key(key)) is not None


def clear_cancel(tx: Transaction, key: str) -> None:
    """Forget that somebody asked to stop the work under a lease."""
    asked = tx.leases.get(cancel_key(key))
    if asked is not None:
        tx.leases.release(asked.key, asked.holder)


def held_elsewhere(tx: Transaction, key: str, ctx: Context) -> bool:
    """Return whether another process is believed to work under a lease."""
    lease = tx.leases.get(key)
    return lease is not None and lease.holder != ctx.holder and lease.expires_at > ctx.clock.now()
