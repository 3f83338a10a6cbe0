"""What waits for a judge that cannot be reached, out of the way of what can be judged."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from jupyter_codemm.ports import Clock, Pending
from jupyter_codemm.services.leases import Pause
from jupyter_codemm.services.surprises import log_surprise

PATIENCE = timedelta(seconds=60)
LONGEST_REST_S = 16


@dataclass(slots=True)
class _Rest:
    pending: Pending
    since: datetime
    times: int = 0
    why: str = ""
    timer: asyncio.Task[None] | None = None


class Resting:
    """Hands back each submission that was laid down here after a while, longer every time.

    One is remembered, also while it is tried again, until it is removed.
    """

    def __init__(self, clock: Clock, pause: Pause, back: Callable[[Pending], None]) -> None:
        self._clock = clock
        self._pause = pause
        self._back = back
        self._rests: dict[str, _Rest] = {}

    def __contains__(self, submission_id: str) -> bool:
        rest = self._rests.get(submission_id)
        return rest is not None and rest.timer is not None

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all that rest now."""
        return iter([key for key in self._rests if key in self])

    def lay_down(self, pending: Pending, why: str) -> bool:
        """Let one rest; False when it has been tried for so long that it shall not."""
        now = self._clock.now()
        rest = self._rests.setdefault(pending.id, _Rest(pending, now))
        if now - rest.since >= PATIENCE:
            return False
        rest.why = why
        seconds = min(2**rest.times, LONGEST_REST_S)
        rest.times += 1
        rest.timer = asyncio.create_task(self._rested(rest, seconds), name=f"rest:{pending.id}")
        rest.timer.add_done_callback(log_surprise)
        return True

    def why(self, submission_id: str) -> str:
        """Return why one had to rest the last time, "" if it never had to."""
        rest = self._rests.get(submission_id)
        return rest.why if rest is not None else ""

    def remove(self, submission_id: str) -> Pending | None:
        """Forget one; return it if it was resting."""
        rest = self._rests.pop(submission_id, None)
        if rest is None or rest.timer is None:
            return None
        rest.timer.cancel()
        return rest.pending

    async def close(self) -> None:
        """Hand nothing back any more."""
        timers = [rest.timer for rest in self._rests.values() if rest.timer is not None]
        for timer in timers:
            timer.cancel()
        await asyncio.gather(*timers, return_exceptions=True)

    async def _rested(self, rest: _Rest, seconds: float) -> None:
        await self._pause(seconds)
        rest.timer = None
        self._back(rest.pending)
