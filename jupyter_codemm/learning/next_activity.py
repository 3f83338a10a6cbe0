"""What to try next. The same state and moment always give the same proposal, with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from jupyter_codemm.contracts.base import DIFFICULTIES, Difficulty, Language
from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.contracts.learner_views import NextActivity, NextKind
from jupyter_codemm.learning.course import CourseGraph, before, course_of
from jupyter_codemm.learning.formulas import (
    SECURE,
    demand,
    expected_score,
    mastery,
    theta_of,
)
from jupyter_codemm.learning.levels import shown_mastery
from jupyter_codemm.learning.sentences import REASONS

REVIEW_BELOW = 0.75
FIRM = 0.6
WISHED = 0.70
_UNKNOWN = 0.5


@dataclass(frozen=True, slots=True)
class _Standing:
    """Mastery of the topics of one language that were practised, faded and not."""

    language: Language
    current: str
    shown: dict[str, float]
    reached: dict[str, float]
    course: CourseGraph

    def weakest(self, fits: Callable[[str], bool]) -> str | None:
        """Return the weakest practised topic that fits; ties go by name."""
        found = [topic for topic in self.shown if fits(topic)]
        return min(found, key=lambda topic: (self.shown[topic], topic), default=None)


def next_activity(
    state: LearnerState, now: datetime, zone: tzinfo, course: CourseGraph | None = None
) -> NextActivity | None:
    """Return what to try next in the language last worked in; None before the first problem.

    In this order: a review of what was firm and has faded; the weakest topic that the current one
    rests on, below .6; the current topic until it is firm; the next topic of the course.
    """
    if state.last_topic is None:
        return None
    standing = _standing(state, now, zone, course)
    kind, topic = _choose(standing)
    shown = standing.shown.get(topic, _UNKNOWN)
    difficulty, expected = _fitting(shown)
    return NextActivity(
        kind=kind,
        language=standing.language,
        topic=topic,
        difficulty=difficulty,
        learning_mode="guided" if shown < FIRM else "practice",
        also=_beside(standing, topic),
        avoid_family=state.last_family,
        expected=expected,
        reason=REASONS[kind].format(topic=topic, current=standing.current, difficulty=difficulty),
    )


def _standing(
    state: LearnerState, now: datetime, zone: tzinfo, course: CourseGraph | None
) -> _Standing:
    last = state.work[state.last_problem_id or ""].facts
    topics = [t for t in state.topics.values() if t.language == last.language and t.episodes]
    return _Standing(
        language=last.language,
        current=last.topics[0],
        shown={t.topic: shown_mastery(t, now, zone) for t in topics},
        reached={t.topic: mastery(t.theta) for t in topics},
        course=course_of(last.language) if course is None else course,
    )


def _choose(standing: _Standing) -> tuple[NextKind, str]:
    shown, current = standing.shown, standing.current
    review = standing.weakest(
        lambda t: standing.reached[t] >= SECURE and shown[t] < REVIEW_BELOW,
    )
    if review is not None:
        return "review", review
    earlier = set(before(standing.course, current))
    weak = standing.weakest(lambda t: t in earlier and shown[t] < FIRM)
    if weak is not None:
        return "prerequisite", weak
    if shown.get(current, _UNKNOWN) < SECURE:
        return "practice", current
    following = _following(standing)
    return ("practice", current) if following is None else ("next_topic", following)


def _following(standing: _Standing) -> str | None:
    """Return the next topic of the course, after the current one or else from its beginning."""
    order = list(standing.course)
    place = order.index(standing.current) + 1 if standing.current in standing.course else 0
    return next(
        (t for t in order[place:] + order[:place] if standing.shown.get(t, _UNKNOWN) < SECURE), None
    )


def _fitting(shown: float) -> tuple[Difficulty, float]:
    """Return the difficulty whose expected score is nearest .70; the easier one of two."""
    theta = theta_of(shown)
    expected = [(d, expected_score(theta, demand(d, 0.0))) for d in DIFFICULTIES]
    return min(expected, key=lambda pair: abs(pair[1] - WISHED))


def _beside(standing: _Standing, topic: str) -> str | None:
    """Return a second topic to mix in, once both are firm."""
    if standing.shown.get(topic, _UNKNOWN) < FIRM:
        return None
    return standing.weakest(lambda t: t != topic and standing.shown[t] >= FIRM)
