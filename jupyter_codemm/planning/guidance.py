"""What guided mode adds to a slot."""

from __future__ import annotations

from collections.abc import Mapping

from jupyter_codemm.contracts.base import ScaffoldLevel
from jupyter_codemm.contracts.plan import Scaffold

UNKNOWN_MASTERY = 0.5
HINTS_BELOW = 0.6
LEVELS: tuple[ScaffoldLevel, ...] = (80, 60, 30, 10)
"""How much of the structure is given, by position; the last one stays."""


def weakest_first(topics: tuple[str, ...], mastery: Mapping[str, float]) -> tuple[str, ...]:
    """Return the topics by mastery, then by name; a topic without mastery counts as 0.5."""
    return tuple(sorted(topics, key=lambda topic: (mastery.get(topic, UNKNOWN_MASTERY), topic)))


def scaffold(
    index: int, chosen: tuple[str, ...], topics: tuple[str, ...], mastery: Mapping[str, float]
) -> Scaffold:
    """Return the scaffold of a slot.

    Hints are on while the mean mastery of all topics of the activity is below 0.6.
    """
    mean = sum(mastery.get(topic, UNKNOWN_MASTERY) for topic in topics) / len(topics)
    return Scaffold(
        level=LEVELS[min(index, len(LEVELS) - 1)],
        learning_goal=f"Use {' and '.join(chosen)} with less and less help.",
        hints_enabled=mean < HINTS_BELOW,
    )
