"""Every family of the built-in author, and which of them can write what."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.authoring.builtin.families import FAMILIES
from jupyter_codemm.authoring.builtin.family import Family
from jupyter_codemm.authoring.builtin.sql import SQL_FAMILIES
from jupyter_codemm.contracts.base import Difficulty, Language, ProblemStyle
from jupyter_codemm.planning.topics import topics_of

ALL_FAMILIES: tuple[Family, ...] = (*FAMILIES, *SQL_FAMILIES)
EVERY_QUERY = "select"
"""Asked for beside other topics it asks for nothing more: whatever a query is about, it selects."""


def families_for(
    language: Language, topics: Sequence[str], difficulty: Difficulty, style: ProblemStyle
) -> list[Family]:
    """Return the families that exercise all canonical topics of that slot, in a fixed order.

    When there is none, those that are about all of them but what every query does.
    """
    about = _about(language, topics, difficulty, style)
    others = [topic for topic in topics if topic != EVERY_QUERY]
    if about or not others:
        return about
    return _about(language, others, difficulty, style)


def _about(
    language: Language, topics: Sequence[str], difficulty: Difficulty, style: ProblemStyle
) -> list[Family]:
    return [
        family
        for family in ALL_FAMILIES
        if language in family.languages
        and family.topics.issuperset(topics)
        and difficulty in family.difficulties
        and style in family.styles
    ]


def topics_for(language: Language) -> tuple[str, ...]:
    """Return the canonical topics that some family can write in a language."""
    known = {topic for f in ALL_FAMILIES if language in f.languages for topic in f.topics}
    return tuple(topic for topic in topics_of(language) if topic in known)


def partners_of(
    topic: str, language: Language, difficulty: Difficulty, style: ProblemStyle
) -> tuple[str, ...]:
    """Return the topics that can be combined with a topic in that slot."""
    return tuple(
        other
        for other in topics_for(language)
        if other != topic and families_for(language, (topic, other), difficulty, style)
    )
