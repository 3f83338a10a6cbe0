"""The plan: one slot per problem, in the order in which learners meet them."""

from __future__ import annotations

from pydantic import Field

from jupyter_codemm.contracts.base import (
    Contract,
    Difficulty,
    Language,
    LearningMode,
    ProblemStyle,
    ScaffoldLevel,
)
from jupyter_codemm.contracts.spec import Topic


class Scaffold(Contract):
    """What guided mode adds to a slot: how much of the structure is given, and why."""

    level: ScaffoldLevel
    learning_goal: str = Field(min_length=1, max_length=240)
    hints_enabled: bool


class Slot(Contract):
    """One problem to be authored."""

    index: int = Field(ge=0, le=6)
    language: Language
    difficulty: Difficulty
    topics: tuple[Topic, ...] = Field(min_length=1, max_length=2)
    style: ProblemStyle
    scaffold: Scaffold | None = None


class Plan(Contract):
    """Slots with indexes 0..n-1, easy first."""

    mode: LearningMode
    slots: tuple[Slot, ...] = Field(min_length=1, max_length=7)
