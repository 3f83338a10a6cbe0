"""A learner's own journey: what is known of them, how it went, and what they decide about it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from zoneinfo import ZoneInfo

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.journey_talk import (
    ConsentChanged,
    RecordingPaused,
    RecordingResumed,
    StruggleResolved,
)
from jupyter_codemm.contracts.learner import LearnerState, WorkState
from jupyter_codemm.contracts.learner_views import Explanation, LearnerProfile
from jupyter_codemm.contracts.progress import ResolveRequest, WorkedProblem, WorkedProblems
from jupyter_codemm.contracts.recording import RecordingSettings, SettingsChange
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.learning import explain, planning_mastery, profile
from jupyter_codemm.ports import Clock, Learner, Store, Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.recording import Journal, known_state


@dataclass(frozen=True, slots=True)
class JourneyProfiles:
    """The port `ProfileReader` on the journeys: what the planner knows of a learner."""

    store: Store
    clock: Clock

    async def mastery(self, user: str, language: Language) -> Mapping[str, float]:
        """Return mastery 0..1 by topic; a topic that is missing is unknown."""
        state, settings = await self.store.transact(partial(_known, user=user))
        return planning_mastery(state, language, self.clock.now(), ZoneInfo(settings.time_zone))


@dataclass(frozen=True, slots=True)
class Journeys:
    """What a learner asks about themselves, and decides."""

    ctx: Context

    async def profile(self, user: str) -> LearnerProfile:
        """Return everything that is known of a learner, as of now."""
        state, settings = await self.ctx.store.transact(partial(_known, user=user))
        now = self.ctx.clock.now()
        views = await asyncio.to_thread(profile, state, now, ZoneInfo(settings.time_zone))
        # Where old records were deleted, no record tells of the pause any more.
        return views.model_copy(update={"recording": settings.recording})

    async def explain(self, user: str, language: Language, topic: str) -> Explanation:
        """Return why a topic stands where it stands; raises NotFoundError for one never met."""
        state = await self.ctx.store.transact(partial(state_of, user=user))
        if f"{language}:{topic}" not in state.topics:
            raise NotFoundError(f"There is nothing about {topic} in {language} yet.", where="topic")
        return explain(state, language, topic)

    async def worked(self, user: str) -> WorkedProblems:
        """Return the problems that a learner worked on, the last one first."""
        state = await self.ctx.store.transact(partial(state_of, user=user))
        problems = [worked_problem(name, work) for name, work in state.work.items()]
        problems.sort(key=lambda each: (each.worked_at, each.problem_id), reverse=True)
        return WorkedProblems(problems=tuple(problems))

    async def settings(self, user: str) -> RecordingSettings:
        """Return what the learner decided about the record."""
        return await self.ctx.store.transact(lambda tx: tx.journeys.learner(user).settings)

    async def change_settings(self, user: str, change: SettingsChange) -> RecordingSettings:
        """Change some settings. Pausing and going on stand in the journey themselves.

        Raises NotFoundError for a choice in a class of which the learner is and was no member.
        """
        changes = change.model_dump(exclude_none=True, exclude={"research_in"})

        def work(tx: Transaction) -> RecordingSettings:
            learner = tx.journeys.learner(user)
            new = learner.settings.model_copy(update=changes)
            if change.research_in is not None:
                _check_known(tx, user, change.research_in.class_id)
                new = new.with_research(change.research_in)
            self._write_down(tx, learner, new)
            return new

        return await self.ctx.store.transact(work)

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
        return await self.ctx.store.transact(lambda tx: tx.people.erase(user, actor=user))

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
        for class_id in _classes_decided(old, new):
            journal.decided(
                ConsentChanged(
                    recording=new.recording,
                    research=new.allows_research(class_id),
                    class_id=class_id,
                    class_name=_name_of(tx, class_id),
                )
            )
        journal.close()


def _check_known(tx: Transaction, user: str, class_id: str) -> None:
    if all(one.class_id != class_id for one in tx.memberships.of_user(user, ended=True)):
        raise NotFoundError(f"There is no class {class_id}.", where="research_in.class_id")


def _name_of(tx: Transaction, class_id: str) -> str | None:
    """Return what a class is called, None of one that is hidden."""
    try:
        return tx.classes.get(class_id).name
    except NotFoundError:
        return None


def _classes_decided(old: RecordingSettings, new: RecordingSettings) -> tuple[str, ...]:
    """Return the classes for which something else was chosen."""
    changed = set(old.research_in) ^ set(new.research_in)
    return tuple(sorted({one.class_id for one in changed}))


def _known(tx: Transaction, user: str) -> tuple[LearnerState, RecordingSettings]:
    learner = tx.journeys.learner(user)
    return known_state(tx, learner), learner.settings


def state_of(tx: Transaction, user: str) -> LearnerState:
    """Return what the learner model knows of a user."""
    return known_state(tx, tx.journeys.learner(user))


def worked_problem(problem_id: str, work: WorkState) -> WorkedProblem:
    """Return a problem as a list of those that were worked on has it."""
    return WorkedProblem(
        problem_id=problem_id,
        activity_id=work.activity_id,
        title=work.facts.title,
        language=work.facts.language,
        attempts=work.attempts,
        hints_used=work.hints_used,
        solved=work.solved_at is not None,
        active_ms=work.active_ms,
        worked_at=work.touched_at,
    )
