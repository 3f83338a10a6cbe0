"""The learner as pages show it: named views, each computed from the state at a moment."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from jupyter_codemm.contracts.base import Contract, Difficulty, Language, LearningMode
from jupyter_codemm.contracts.learner import MasteryStep
from jupyter_codemm.contracts.struggle import StruggleAlert

MasteryLabel = Literal["secure", "developing", "needs_practice", "not_enough_data"]
ModuleLevel = Literal["beginner", "learning", "proficient", "mastered", "no_data"]
NextKind = Literal["review", "prerequisite", "practice", "next_topic", "start"]
Percentage = Annotated[float, Field(ge=0, le=100)]
Unit = Annotated[float, Field(ge=0, le=1)]


class TopicLevel(Contract):
    """Mastery of a topic: `mastery` as last practised, `shown` as it has faded since.

    `concept_mastery` is the moving mean of verdicts that the source designs name so: another
    number, for another page.
    """

    language: Language
    topic: str
    theta: float
    mastery: Unit
    shown: Unit
    label: MasteryLabel
    episodes: int
    solves: int
    concept_mastery: Unit
    practised_at: AwareDatetime | None


class SkillStat(Contract):
    """Counts of a tag: submissions, distinct problems solved, hints that count."""

    tag: str
    attempts: int
    solved: int
    hints_used: int


class ModuleProgress(Contract):
    """Progress in a module, which is a topic of a language. `percent` is None without data.

    The parts are percentages, None where there is nothing to tell.
    """

    language: Language
    topic: str
    percent: Percentage | None
    level: ModuleLevel
    exercises: Percentage | None
    quizzes: Percentage | None
    quality: Percentage | None
    consistency: Percentage | None
    attempts: int
    passes: int
    completed: int
    minutes: int
    streak_days: int
    practised_at: AwareDatetime | None


class ActiveDay(Contract):
    """One day of the learner's own calendar."""

    day: date
    minutes: int
    practised: bool


class Streak(Contract):
    """Days in a row with practice, up to today or yesterday, in the learner's time zone."""

    days: int
    longest: int
    practised_today: bool
    zone: str
    calendar: tuple[ActiveDay, ...] = Field(description="days with activity, oldest first")


class NextActivity(Contract):
    """What to try next and why; the same state and moment always give the same."""

    kind: NextKind
    language: Language
    topic: str
    difficulty: Difficulty
    learning_mode: LearningMode
    also: str | None = Field(default=None, description="a second topic to mix in")
    avoid_family: str | None = None
    expected: Unit = Field(description="how likely a good result is")
    reason: str


class LearnerTotals(Contract):
    """Counts over everything."""

    problems_opened: int
    attempts: int
    solved: int
    hints_used: int
    minutes: int


class LearnerProfile(Contract):
    """All views together, as of `at`."""

    formula_version: int
    at: AwareDatetime
    recording: bool
    topics: tuple[TopicLevel, ...]
    skills: tuple[SkillStat, ...]
    modules: tuple[ModuleProgress, ...]
    streak: Streak
    totals: LearnerTotals
    next_activity: NextActivity | None
    alerts: tuple[StruggleAlert, ...]


class Explanation(Contract):
    """Why a topic stands where it stands: every change of it, oldest first."""

    language: Language
    topic: str
    theta: float
    steps: tuple[MasteryStep, ...]
    sentences: tuple[str, ...]
