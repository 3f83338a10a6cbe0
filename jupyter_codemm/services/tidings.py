"""One look at the store, every few seconds, for all streams of this process together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from jupyter_codemm.errors import StoreError, place_of
from jupyter_codemm.ports import Store, Transaction

LOOK_SECONDS = 2.0
MOST_SECONDS = 60.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class _Stream:
    """What a stream has read, by topic, kept up to date by itself, and how it is woken."""

    positions: Mapping[str, int]
    news: asyncio.Event = field(default_factory=asyncio.Event)


class Tidings:
    """Tells streams when there is something new of their topics: who is told reads the store.

    What this process itself announces is told at once. For what other processes did, one look asks
    for the newest number of every topic that anybody follows, however many streams there are; it is
    taken every `seconds` while there is a stream, and wakes those that have not read so far. While
    the database cannot be used nobody is woken, and the next looks go on; so they do, less and less
    often, after whatever else goes wrong.
    """

    def __init__(
        self,
        seconds: float = LOOK_SECONDS,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._seconds = seconds
        self._pause = pause
        self._streams: dict[str, set[_Stream]] = {}
        self._task: asyncio.Task[None] | None = None

    def tell(self, topic: str) -> None:
        """Wake the streams of a topic of which this process has announced something."""
        for stream in self._streams.get(topic, ()):
            stream.news.set()

    @contextmanager
    def hearing(self, store: Store, positions: Mapping[str, int]) -> Iterator[asyncio.Event]:
        """Give an event that is set when there may be more than `positions`, until the block ends.

        The caller moves `positions` on as it reads, and reads once after this has begun: nothing is
        told of what was there before. Needs a running event loop.
        """
        stream = _Stream(positions)
        for topic in positions:
            self._streams.setdefault(topic, set()).add(stream)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look_on(store), name="tidings")
        try:
            yield stream.news
        finally:
            self._leave(stream)

    def _leave(self, stream: _Stream) -> None:
        for topic in stream.positions:
            streams = self._streams[topic]
            streams.discard(stream)
            if not streams:
                del self._streams[topic]
        if not self._streams and self._task is not None:
            self._task.cancel()
            self._task = None

    async def _look_on(self, store: Store) -> None:
        away, seconds = False, self._seconds
        while True:
            await self._pause(seconds)
            try:
                await self._look(store)
            except StoreError as error:
                why, seconds = error.message, self._seconds
            except Exception as error:  # noqa: BLE001 - all streams wait for this, whatever fails
                why = f"{type(error).__name__} at {place_of(error)}"
                seconds = min(2 * seconds, MOST_SECONDS)
            else:
                away, seconds = False, self._seconds
                continue
            if not away:
                _log.warning("nothing is heard of other servers: %s", why)
            away = True

    async def _look(self, store: Store) -> None:
        newest = await store.transact(partial(_newest, topics=tuple(self._streams)))
        for topic, number in newest.items():
            for stream in self._streams.get(topic, ()):
                if stream.positions[topic] < number:
                    stream.news.set()


def _newest(tx: Transaction, topics: Collection[str]) -> Mapping[str, int]:
    return tx.events.newest(topics)
