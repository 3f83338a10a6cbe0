"""What guided mode adds to a slot."""

from __future__ import annotations

from collections.abc import Mapping

from jupyter_codemm.contracts.base import Language, ScaffoldLevel
from jupyter_codemm.contracts.plan import Scaffold
from jupyter_codemm.planning.topics import canonical

UNKNOWN_MASTERY = 0.5
HINTS_BELOW = 0.6
LEVELS: tuple[ScaffoldLevel, ...] = (80, 60, 30, 10)
"""How much of the structure is given, by position; the last one stays."""


_HELP: dict[ScaffoldLevel, str] = {
    80: "with a plan at your side",
    60: "with the outline of a plan",
    30: "with a list of the steps",
    10: "on your own after the first step",
}


def known_mastery(topic: str, language: Language, mastery: Mapping[str, float]) -> float:
    """Return the mastery of a topic, or of what it is called canonically; 0.5 when unknown."""
    known = mastery.get(topic)
    if known is None:
        known = mastery.get(canonical(topic, language) or topic)
    return UNKNOWN_MASTERY if known is None else known


def weakest_first(
    topics: tuple[str, ...], language: Language, mastery: Mapping[str, float]
) -> tuple[str, ...]:
    """Return the topics by mastery, then by name."""
    return tuple(sorted(topics, key=lambda topic: (known_mastery(topic, language, mastery), topic)))


def scaffold(index: int, chosen: tuple[str, ...], mean_mastery: float) -> Scaffold:
    """Return the scaffold of a slot, by its place among the slots.

    Hints are on while the mean mastery of all topics of the activity is below 0.6.
    """
    level = LEVELS[min(index, len(LEVELS) - 1)]
    return Scaffold(
        level=level,
        learning_goal=f"Use {' and '.join(chosen)}, {_HELP[level]}.",
        hints_enabled=mean_mastery < HINTS_BELOW,
    )


def mean_mastery(
    topics: tuple[str, ...], language: Language, mastery: Mapping[str, float]
) -> float:
    """Return the mean mastery of the topics of an activity."""
    return sum(known_mastery(topic, language, mastery) for topic in topics) / len(topics)
