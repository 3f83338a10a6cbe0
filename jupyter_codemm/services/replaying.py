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
from jupyter_codemm.services.context import Context

MOST_OPEN = 8
"""Replays that stay open for the next step."""

_Key = tuple[str, str, int, datetime | None]
"""A user, a problem or nothing, the number of the last record and its time."""
_Read = tuple[tuple[JourneyRecord, ...], Mapping[str, CodeState]]


@dataclass(frozen=True, slots=True)
class _Opened:
    """A journey as it was read, with its code, and its replay."""

    records: tuple[JourneyRecord, ...]
    replay: Replay


@dataclass(slots=True)
class Replays:
    """Opens journeys for looking at them. Those that were looked at last stay open."""

    ctx: Context
    _open: OrderedDict[_Key, _Opened] = field(default_factory=OrderedDict)

    async def timeline(self, user: str, problem_id: str | None = None) -> Timeline:
        """Return what happened, oldest first, of one problem if it is named."""
        opened = await self._opened(user, problem_id)
        rows = await asyncio.to_thread(timeline, opened.records)
        return Timeline(problem_id=problem_id, steps=len(opened.records), rows=rows)

    async def step(self, user: str, step: int, problem_id: str | None = None) -> ReplayStep:
        """Return what stood after so many records; raises InvalidInputError for no such step."""
        return (await self._opened(user, problem_id)).replay.step(step)

    async def interactions(self, user: str, problem_id: str | None = None) -> Interactions:
        """Return questions, runs and submissions with what came of each, oldest first."""
        opened = await self._opened(user, problem_id)
        return Interactions(rows=await asyncio.to_thread(interactions, opened.records))

    async def solutions(self, user: str, problem_id: str) -> SolutionHistory:
        """Return every version of a solution that was kept, oldest first."""
        opened = await self._opened(user, problem_id)
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
        """Close the journeys of a user."""
        for key in [key for key in self._open if key[0] == user]:
            del self._open[key]

    async def _opened(self, user: str, problem_id: str | None) -> _Opened:
        def work(tx: Transaction) -> tuple[_Key, _Opened | None, _Read]:
            key = _key(tx, user, problem_id)
            known = self._open.get(key)
            if known is not None:
                return key, known, ((), {})
            found = tx.journeys.records(user, problem_id=problem_id)
            ids = {record.code_state_id for record in found} - {None}
            code = tx.journeys.code(user, [name for name in ids if name])
            return key, None, (found, code)

        key, opened, read = await self.ctx.store.transact(work)
        if opened is None:
            opened = await asyncio.to_thread(_open, *read)
        # Another journey may have taken its place meanwhile.
        self._open[key] = opened
        self._open.move_to_end(key)
        while len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        return opened


def _key(tx: Transaction, user: str, problem_id: str | None) -> _Key:
    """Return what names a journey as it is: one that is erased may grow as long again."""
    last = tx.journeys.learner(user).last_id
    ends = tx.journeys.records(user, after=last - 1, limit=1) if last else ()
    return user, problem_id or "", last, ends[0].at if ends else None


def _open(records: tuple[JourneyRecord, ...], code: Mapping[str, CodeState]) -> _Opened:
    def text(code_id: str) -> str:
        known = code.get(code_id)
        return "" if known is None else known.text

    return _Opened(records, Replay(records, text))
