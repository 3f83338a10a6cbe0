"""The title that an activity gets from its spec."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.spec import ActivitySpec

SHOWN_TOPICS = 3


def activity_title(spec: ActivitySpec, count: int) -> str:
    """Return a title such as `Python: loops and strings (3 problems)`."""
    problems = "1 problem" if count == 1 else f"{count} problems"
    return f"{FACTS[spec.language].title}: {_listed(spec.topic_tags)} ({problems})"


def _listed(topics: Sequence[str]) -> str:
    shown = list(topics[:SHOWN_TOPICS])
    if len(topics) > SHOWN_TOPICS:
        return ", ".join(shown) + " and more"
    return ", ".join(shown[:-1]) + (" and " if len(shown) > 1 else "") + shown[-1]
