"""A learner's own journey: what is known of them, how it went, and what they decide about it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import (
    ConsentChanged,
    RecordingPaused,
    RecordingResumed,
    StruggleResolved,
)
from jupyter_codemm.contracts.journey_views import ReplayStep
from jupyter_codemm.contracts.learner import FORMULA_VERSION, LearnerState
from jupyter_codemm.contracts.learner_views import Explanation, LearnerProfile
from jupyter_codemm.contracts.progress import ResolveRequest, Timeline
from jupyter_codemm.contracts.recording import RecordingSettings, SettingsChange
from jupyter_codemm.errors import InvalidInputError, NotFoundError
from jupyter_codemm.journey import Replay, of_problem, timeline
from jupyter_codemm.learning import explain, planning_mastery, profile, rebuild
from jupyter_codemm.ports import Learner, Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.recording import Journal

SWEEP_EVERY = timedelta(minutes=1)
MOST_REPLAYS = 8
_ReplayKey = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class JourneyProfiles:
    """The port `ProfileReader` on the journeys: what the planner knows of a learner."""

    ctx: Context

    async def mastery(self, user: str, language: Language) -> Mapping[str, float]:
        """Return mastery 0..1 by topic; a topic that is missing is unknown."""
        state = await self.ctx.store.transact(partial(_state_of, user=user))
        return planning_mastery(state, language, self.ctx.clock.now())


@dataclass(slots=True)
class Journeys:
    """Reads journeys. The replays that were looked at last stay made, for the next step."""

    ctx: Context
    _replays: OrderedDict[_ReplayKey, Replay] = field(default_factory=OrderedDict)

    async def profile(self, user: str) -> LearnerProfile:
        """Return everything that is known of a learner, as of now."""

        def work(tx: Transaction) -> tuple[LearnerState, RecordingSettings]:
            return _state_of(tx, user), tx.journeys.learner(user).settings

        state, settings = await self.ctx.store.transact(work)
        now = self.ctx.clock.now()
        return await asyncio.to_thread(profile, state, now, settings.time_zone)

    async def explain(self, user: str, language: Language, topic: str) -> Explanation:
        """Return why a topic stands where it stands; raises NotFoundError for one never met."""
        state = await self.ctx.store.transact(partial(_state_of, user=user))
        if f"{language}:{topic}" not in state.topics:
            raise NotFoundError(f"There is nothing about {topic} in {language} yet.", where="topic")
        return explain(state, language, topic)

    async def settings(self, user: str) -> RecordingSettings:
        """Return what the learner decided about the record."""
        return await self.ctx.store.transact(lambda tx: tx.journeys.learner(user).settings)

    async def change_settings(self, user: str, change: SettingsChange) -> RecordingSettings:
        """Change some settings. Pausing and going on stand in the journey themselves."""
        changes = change.model_dump(exclude_none=True)

        def work(tx: Transaction) -> RecordingSettings:
            learner = tx.journeys.learner(user)
            new = learner.settings.model_copy(update=changes)
            self._write_down(tx, learner, new)
            return new

        return await self.ctx.store.transact(work)

    async def timeline(self, user: str, problem_id: str | None = None) -> Timeline:
        """Return what happened, oldest first, of one problem if it is named."""
        found = await self._records(user, problem_id)
        rows = await asyncio.to_thread(timeline, found)
        return Timeline(problem_id=problem_id, steps=len(found), rows=tuple(rows))

    async def step(self, user: str, step: int, problem_id: str | None = None) -> ReplayStep:
        """Return what stood after so many records; raises InvalidInputError for no such step."""
        replay = await self._replay(user, problem_id)
        if not 0 <= step <= replay.steps:
            raise InvalidInputError(f"step: must be 0 to {replay.steps} (got {step})", where="step")
        return await asyncio.to_thread(replay.step, step)

    async def resolve(self, user: str, request: ResolveRequest) -> LearnerProfile:
        """Close an offer of help; raises NotFoundError when it is not open."""

        def work(tx: Transaction) -> None:
            journal = Journal.of(tx, user, self.ctx.clock.now(), self.ctx.new_id)
            if f"{request.trigger}:{request.topic}" not in journal.state.alerts:
                raise NotFoundError("This offer of help is not open.", where="trigger")
            journal.decided(
                StruggleResolved(
                    trigger=request.trigger,
                    topic=request.topic,
                    by="learner",
                    dismissed=request.dismissed,
                )
            )
            journal.close()

        await self.ctx.store.transact(work)
        return await self.profile(user)

    async def erase(self, user: str) -> Mapping[str, int]:
        """Delete everything that is stored of a learner; returns how many rows of each table."""
        erased = await self.ctx.store.transact(lambda tx: tx.people.erase(user, actor=user))
        for key in [key for key in self._replays if key[0] == user]:
            del self._replays[key]
        return erased

    async def sweep(self) -> int:
        """End what learners left; returns how many of them were looked at."""
        now = self.ctx.clock.now()

        def work(tx: Transaction) -> int:
            due = tx.journeys.due(now)
            for user in due:
                journal = Journal.of(tx, user, now, self.ctx.new_id)
                journal.sweep()
                journal.close()
            return len(due)

        return await self.ctx.store.transact(work)

    def _write_down(self, tx: Transaction, learner: Learner, new: RecordingSettings) -> None:
        old, now = learner.settings, self.ctx.clock.now()
        tx.journeys.save(replace(learner, settings=new))
        journal = Journal.of(tx, learner.user, now, self.ctx.new_id)
        if old.recording and not new.recording:
            journal.decided(RecordingPaused())
        elif new.recording and not old.recording:
            journal.decided(RecordingResumed())
        if new.research != old.research:
            journal.decided(ConsentChanged(recording=new.recording, research=new.research))
        journal.close()

    async def _records(self, user: str, problem_id: str | None) -> tuple[JourneyRecord, ...]:
        found = await self.ctx.store.transact(lambda tx: tx.journeys.records(user))
        return of_problem_or_all(found, problem_id)

    async def _replay(self, user: str, problem_id: str | None) -> Replay:
        def work(tx: Transaction) -> tuple[int, tuple[JourneyRecord, ...], dict[str, CodeState]]:
            last = tx.journeys.learner(user).last_id
            if (user, problem_id or "", last) in self._replays:
                return last, (), {}
            found = tx.journeys.records(user, problem_id=problem_id)
            ids = {r.code_state_id for r in found if r.code_state_id is not None}
            return last, found, dict(tx.journeys.code(user, ids))

        last, found, code = await self.ctx.store.transact(work)
        key = (user, problem_id or "", last)
        known = self._replays.get(key)
        if known is None:
            known = await asyncio.to_thread(Replay, found, code)
            self._replays[key] = known
        self._replays.move_to_end(key)
        while len(self._replays) > MOST_REPLAYS:
            self._replays.popitem(last=False)
        return known


def _state_of(tx: Transaction, user: str) -> LearnerState:
    learner = tx.journeys.learner(user)
    state = learner.state
    if state is not None and state.formula_version == FORMULA_VERSION:
        return state
    return rebuild(tx.journeys.records(user))
