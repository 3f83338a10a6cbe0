"""The wordings that models are at work on: who follows one hears all of it, however late."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from jupyter_codemm.contracts.wording import WordingEnd, WordingEvent, WordingPart
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.services.phrasing import Phrased, Show
from jupyter_codemm.services.wakeups import Wakeups, heard

_log = logging.getLogger(__name__)
MOST_OPEN = 16
MOST_KNOWN = 200
MOST_TALKS = 500
MOST_SAID = 40
POLL_SECONDS = 10.0

Phrase = Callable[[Show], Awaitable[Phrased]]
Finish = Callable[[Phrased], Awaitable[str]]
Talk = tuple[str, str]
"""A user and a problem, whose id is empty for questions about none."""


@dataclass(frozen=True, slots=True)
class Work:
    """How a wording is made: `phrase` asks for it and shows it.

    `finish` stores what it came to and returns the text that holds. When that fails `rule` holds,
    the text that was made by rules.
    """

    rule: str
    phrase: Phrase
    finish: Finish


@dataclass(slots=True)
class _Wording:
    talk: Talk
    record_id: int | None = None
    parts: list[str] = field(default_factory=list)
    end: str | None = None
    phrasing: asyncio.Future[Phrased] | None = None
    task: asyncio.Task[None] | None = None
    is_cancelled: bool = False
    is_forgotten: bool = False

    def cancel(self) -> None:
        self.is_cancelled = True
        if self.phrasing is not None:
            self.phrasing.cancel()


class Wordings:
    """Keeps those that are open, and for a while those that have ended, in memory.

    One talk has one at a time, so that each counts what the ones before it gave away.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[str, _Wording] = OrderedDict()
        self._said: OrderedDict[Talk, tuple[str, ...]] = OrderedDict()
        self._turns: WeakValueDictionary[Talk, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[None]] = set()
        self._bells = Wakeups()

    def begin(
        self, key: str, work: Work, *, talk: Talk, record_id: int | None = None
    ) -> str | None:
        """Start one and return its key at once; None when too many are open.

        `record_id` is the number of the record that it is about, if there is one.
        """
        if len(self._tasks) >= MOST_OPEN:
            return None
        wording = _Wording(talk, record_id)
        self._known[key] = wording
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        task = asyncio.create_task(self._run(key, wording, work), name="wording")
        wording.task = task
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return key

    def open_one(self, key: str) -> str | None:
        """Return the key of a wording that is at work, None of any other."""
        wording = self._known.get(key)
        return key if wording is not None and wording.end is None else None

    def open_of(self, talk: Talk, record_id: int | None) -> str | None:
        """Return the key of the one at work that is about a record, if there is one."""
        of_record = (
            key
            for key, one in self._known.items()
            if one.talk == talk and one.record_id == record_id and one.end is None
        )
        return None if record_id is None else next(of_record, None)

    def said(self, talk: Talk) -> tuple[str, ...]:
        """Return what models said in a talk since this process started, oldest first."""
        return self._said.get(talk, ())

    async def follow(self, user: str, key: str) -> AsyncGenerator[WordingEvent, None]:
        """Yield what was said so far, what comes, and the end.

        Raises NotFoundError for one that is not known, or is another user's.
        """
        wording, told = self._of(user, key), 0
        with self._bells.listening(key) as rung:
            while True:
                end, parts = wording.end, wording.parts[told:]
                if parts:
                    told += len(parts)
                    yield WordingPart(text="".join(parts))
                if end is not None:
                    yield WordingEnd(text=end)
                    return
                if not parts:
                    await heard(rung, POLL_SECONDS)

    def cancel(self, user: str, key: str) -> None:
        """Stop one; what was shown stays. Raises NotFoundError as `follow` does."""
        self._of(user, key).cancel()

    async def forget(self, user: str, problem_ids: Collection[str] | None = None) -> None:
        """Forget everything of a user, or what is about some problems; none of it is stored then.

        Only what begins after this is.
        """

        def goes(talk: Talk) -> bool:
            return talk[0] == user and (problem_ids is None or talk[1] in problem_ids)

        for key in [key for key, wording in self._known.items() if goes(wording.talk)]:
            wording = self._known.pop(key, None)
            if wording is None:  # somebody else forgets, too
                continue
            wording.is_forgotten = True
            wording.cancel()
            if wording.task is not None:
                await asyncio.wait({wording.task})
        for talk in [talk for talk in self._said if goes(talk)]:
            del self._said[talk]

    async def close(self) -> None:
        """Stop all, and wait until what was shown is stored."""
        for wording in self._known.values():
            wording.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _of(self, user: str, key: str) -> _Wording:
        wording = self._known.get(key)
        if wording is None or wording.talk[0] != user:
            raise NotFoundError("There is no such wording.")
        return wording

    async def _run(self, key: str, wording: _Wording, work: Work) -> None:
        def show(text: str) -> None:
            wording.parts.append(text)
            self._bells.ring(key)

        turn = self._turns.setdefault(wording.talk, asyncio.Lock())
        end = work.rule
        try:
            async with turn:
                came = await self._phrased(wording, work.phrase, show)
                self._remember(wording.talk, came.shown)
                end = work.rule if wording.is_forgotten else await work.finish(came)
        except Exception as error:  # noqa: BLE001 - whatever fails, the text made by rules stands
            _log.warning("a wording was not kept: %s", type(error).__name__)
        finally:
            wording.end = end
            self._bells.ring(key)

    async def _phrased(self, wording: _Wording, phrase: Phrase, show: Show) -> Phrased:
        if wording.is_cancelled:
            return Phrased()
        wording.phrasing = asyncio.ensure_future(phrase(show))
        with suppress(asyncio.CancelledError):
            return await asyncio.shield(wording.phrasing)
        return Phrased(shown="".join(wording.parts))

    def _remember(self, talk: Talk, shown: str) -> None:
        if not shown.strip():
            return
        self._said[talk] = (*self._said.get(talk, ()), shown)[-MOST_SAID:]
        self._said.move_to_end(talk)
        while len(self._said) > MOST_TALKS:
            self._said.popitem(last=False)
