"""Looking back at a journey: step by step, as rows, and how a solution came to be."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_views import ProblemJourney, ReplayStep
from jupyter_codemm.contracts.progress import Interactions, SolutionHistory, Timeline
from jupyter_codemm.journey import Replay, interactions, solution_history, timeline
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.accesses import Allow
from jupyter_codemm.services.context import Context

MOST_OPEN = 8
"""Replays that stay open for the next step."""
BEGINNING = 300
"""Records that are read for the first look at a journey, so that a long one opens at once."""

_Key = tuple[str, str, int, datetime | None, int]
"""A user, a problem or nothing, the number of the last record and its time, and how many."""


@dataclass(frozen=True, slots=True)
class _Read:
    """The records of a journey, or the first of them; `count` is how many there are."""

    records: tuple[JourneyRecord, ...]
    code: Mapping[str, CodeState]
    count: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Opened:
    """A journey as it was read, and its replay."""

    read: _Read
    replay: Replay

    @property
    def records(self) -> tuple[JourneyRecord, ...]:
        return self.read.records

    @property
    def steps(self) -> int:
        """How many records there are to step through."""
        return len(self.records) if self.read.is_whole else self.read.count

    def reaches(self, step: int | None) -> bool:
        """Return whether it can tell what stood after so many records; None asks for all."""
        return self.read.is_whole or (step is not None and step <= len(self.records))


def its_own(tx: Transaction) -> None:
    """Let somebody look at their own journey."""
    del tx


@dataclass(slots=True)
class Replays:
    """Opens journeys for looking at them. Those that were looked at last stay open.

    `allow` is asked first, in the transaction that reads, when somebody else looks.
    """

    ctx: Context
    _open: OrderedDict[_Key, _Opened] = field(default_factory=OrderedDict)
    _forgotten: int = 0

    async def timeline(
        self, user: str, problem_id: str | None = None, *, allow: Allow = its_own
    ) -> Timeline:
        """Return what happened, oldest first, of one problem if it is named."""
        opened = await self._opened(user, problem_id, allow=allow)
        return await self._timeline(opened, problem_id)

    async def beginning(
        self, user: str, problem_id: str | None = None, *, allow: Allow = its_own
    ) -> Timeline:
        """As `timeline`, of the first records only; what came of them later may be missing."""
        opened = await self._opened(user, problem_id, BEGINNING, allow)
        return await self._timeline(opened, problem_id)

    async def step(
        self, user: str, step: int, problem_id: str | None = None, *, allow: Allow = its_own
    ) -> ReplayStep:
        """Return what stood after so many records; raises InvalidInputError for no such step."""
        most = step if step <= BEGINNING else None
        opened = await self._opened(user, problem_id, most, allow)
        if not opened.reaches(step):  # as there are rows among the first that cannot be read
            opened = await self._opened(user, problem_id)
        return opened.replay.step(step).model_copy(update={"steps": opened.steps})

    async def interactions(
        self, user: str, problem_id: str | None = None, *, allow: Allow = its_own
    ) -> Interactions:
        """Return questions, runs and submissions with what came of each, oldest first."""
        opened = await self._opened(user, problem_id, allow=allow)
        return Interactions(rows=await asyncio.to_thread(interactions, opened.records))

    async def solutions(
        self, user: str, problem_id: str, *, allow: Allow = its_own
    ) -> SolutionHistory:
        """Return every version of a solution that was kept, oldest first."""
        opened = await self._opened(user, problem_id, allow=allow)
        rows = await asyncio.to_thread(solution_history, opened.records)
        return SolutionHistory(problem_id=problem_id, versions=rows)

    async def problem(self, user: str, problem_id: str) -> ProblemJourney:
        """Return what the journey says of a problem, and all that was said about it."""
        told = (await self._opened(user, problem_id)).replay.of(problem_id)
        keys = [self.ctx.wordings.open_of((user, problem_id), line.record_id) for line in told.chat]
        if not any(keys):
            return told
        lines = zip(told.chat, keys, strict=True)
        chat = tuple(line.model_copy(update={"wording": key}) for line, key in lines)
        return told.model_copy(update={"chat": chat})

    def forget(self, user: str) -> None:
        """Close the journeys of a user; one that is being opened for them does not stay open."""
        self._forgotten += 1
        for key in [key for key in self._open if key[0] == user]:
            del self._open[key]

    async def _timeline(self, opened: _Opened, problem_id: str | None) -> Timeline:
        rows = await asyncio.to_thread(timeline, opened.records)
        is_whole = opened.read.is_whole
        return Timeline(problem_id=problem_id, steps=opened.steps, rows=rows, complete=is_whole)

    async def _opened(
        self, user: str, problem_id: str | None, step: int | None = None, allow: Allow = its_own
    ) -> _Opened:
        """Return a journey so far that it has so many records, where there are as many; or all."""

        def work(tx: Transaction) -> tuple[_Key, _Opened | _Read]:
            allow(tx)
            key = _key(tx, user, problem_id)
            known = self._open.get(key)
            if known is not None and known.reaches(step):
                return key, known
            return key, _read(tx, user, problem_id, None if step is None else BEGINNING)

        forgotten = self._forgotten
        key, found = await self.ctx.store.transact(work)
        opened = await asyncio.to_thread(_open, found) if isinstance(found, _Read) else found
        # Another journey may have taken its place meanwhile, and all of this one have been read.
        known = self._open.get(key)
        if known is not None and known.read.is_whole:
            opened = known
        if self._forgotten == forgotten:
            self._open[key] = opened
            self._open.move_to_end(key)
        while len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        return opened


def _key(tx: Transaction, user: str, problem_id: str | None) -> _Key:
    """Return what names a journey as it is.

    One that is erased may grow as long again, and records at one problem may be deleted alone.
    """
    last = tx.journeys.learner(user).last_id
    ends = tx.journeys.records(user, after=last - 1, limit=1) if last else ()
    count = tx.journeys.count(user, problem_id=problem_id)
    return user, problem_id or "", last, ends[0].at if ends else None, count


def _read(tx: Transaction, user: str, problem_id: str | None, limit: int | None) -> _Read:
    found = tx.journeys.records(user, problem_id=problem_id, limit=limit)
    ids = {record.code_state_id for record in found} - {None}
    code = tx.journeys.code(user, [name for name in ids if name])
    count = tx.journeys.count(user, problem_id=problem_id)
    return _Read(found, code, count, is_whole=limit is None or count <= limit)


def _open(read: _Read) -> _Opened:
    def text(code_id: str) -> str:
        known = read.code.get(code_id)
        return "" if known is None else known.text

    return _Opened(read, Replay(read.records, text))
