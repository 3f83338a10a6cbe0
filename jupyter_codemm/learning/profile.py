"""The learner's profile: every named view, computed from the state at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from jupyter_codemm.contracts.learner import LearnerState, ModuleCount
from jupyter_codemm.contracts.learner_views import (
    LearnerProfile,
    LearnerTotals,
    ModuleProgress,
    SkillStat,
)
from jupyter_codemm.learning.days import day_of, days_in_row, streak
from jupyter_codemm.learning.formulas import consistency, module_level, module_percent
from jupyter_codemm.learning.levels import level
from jupyter_codemm.learning.next_activity import next_activity

_MINUTE_MS = 60_000


def profile(state: LearnerState, now: datetime, zone: tzinfo) -> LearnerProfile:
    """Return all views of a learner as of `now`, with days in the learner's time zone."""
    days = {number: day_of(number, zone) for number in state.quarters}
    today = now.astimezone(zone).date()
    work = state.work.values()
    active_ms = sum(quarter.active_ms for quarter in state.quarters.values())
    return LearnerProfile(
        formula_version=state.formula_version,
        at=now,
        recording=state.recording,
        topics=tuple(level(topic, now, zone) for topic in state.topics.values()),
        skills=tuple(
            SkillStat(
                tag=tag,
                attempts=count.attempts,
                solved=count.solved,
                hints_used=count.hints_used,
            )
            for tag, count in state.skills.items()
        ),
        modules=tuple(_module(m, days, today) for m in state.modules.values()),
        streak=streak(state.quarters, days, now, zone),
        totals=LearnerTotals(
            problems_opened=len(state.work),
            attempts=sum(w.attempts for w in work),
            solved=sum(w.solved_at is not None for w in work),
            hints_used=sum(w.hints_used for w in work),
            minutes=active_ms // _MINUTE_MS,
        ),
        next_activity=next_activity(state, now, zone),
        alerts=tuple(state.alerts.values()),
    )


def _module(module: ModuleCount, days: Mapping[int, date], today: date) -> ModuleProgress:
    """Return the progress in a module; all of it is None before anything was tried."""
    in_row, _ = days_in_row({days[number] for number in module.quarters}, today)
    exercises = 100 * module.solved / module.tried if module.tried else None
    quizzes = module.quiz_sum / module.quizzes if module.quizzes else None
    quality = module.quality_sum / module.qualities if module.qualities else None
    steady = consistency(in_row) if module.quarters else None
    percent = module_percent(exercises, quizzes, quality, steady)
    return ModuleProgress(
        language=module.language,
        topic=module.topic,
        percent=percent,
        level=module_level(percent),
        exercises=exercises,
        quizzes=quizzes,
        quality=quality,
        consistency=steady,
        attempts=module.attempts,
        passes=module.passes,
        completed=module.solved,
        minutes=module.active_ms // _MINUTE_MS,
        streak_days=in_row,
        practised_at=module.practised_at,
    )
