"""Mastery as it stands at a moment: it fades on reading, and is never written back."""

from __future__ import annotations

from datetime import datetime, tzinfo

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.learner import LearnerState, TopicState
from jupyter_codemm.contracts.learner_views import TopicLevel
from jupyter_codemm.learning.days import count_days
from jupyter_codemm.learning.episodes import abandoned_at, is_abandoned
from jupyter_codemm.learning.formulas import faded, faded_ema, label_of, mastery
from jupyter_codemm.learning.spans import days_between


def shown_mastery(topic: TopicState, now: datetime, zone: tzinfo) -> float:
    """Return the mastery of a topic as it has faded until now, for who lives in a time zone."""
    days = days_between(topic.practised_at, now)
    return faded(mastery(topic.theta), days, count_days(topic.solved_quarters, zone))


def level(topic: TopicState, now: datetime, zone: tzinfo) -> TopicLevel:
    """Return what a page shows of a topic, with days of the learner's time zone."""
    shown = shown_mastery(topic, now, zone)
    unaided_days = count_days(topic.unaided_quarters, zone)
    return TopicLevel(
        language=topic.language,
        topic=topic.topic,
        theta=topic.theta,
        mastery=mastery(topic.theta),
        shown=shown,
        label=label_of(shown, topic.episodes, topic.unaided_solves, unaided_days),
        episodes=topic.episodes,
        solves=topic.solves,
        concept_mastery=faded_ema(topic.ema, days_between(topic.ema_at, now)),
        practised_at=topic.practised_at,
    )


def planning_mastery(
    state: LearnerState, language: Language, now: datetime, zone: tzinfo
) -> dict[str, float]:
    """Return the faded mastery by topic of a language, as the planner of guided mode takes it.

    Topics without a finished episode are left out: the planner knows what to think of those.
    """
    return {
        topic.topic: shown_mastery(topic, now, zone)
        for topic in state.topics.values()
        if topic.language == language and topic.episodes
    }


def given_up(state: LearnerState, now: datetime) -> tuple[str, ...]:
    """Return the problems whose episode ends now: three failed submissions, and two days of rest.

    For each of them the record gets one `episode_closed` by idle.
    """
    return tuple(sorted(pid for pid, work in state.work.items() if is_abandoned(work, now)))


def gives_up_at(state: LearnerState) -> datetime | None:
    """Return when `given_up` names the next problem, if nobody works on it; None if on none."""
    ends = (abandoned_at(work) for work in state.work.values())
    return min((at for at in ends if at is not None), default=None)
