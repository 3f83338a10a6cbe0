"""Sensible values for what a user leaves to us."""

from __future__ import annotations

from pydantic import JsonValue

from jupyter_codemm.contracts.base import DIFFICULTIES, Difficulty, Language
from jupyter_codemm.contracts.session import SpecField

_TOPICS: dict[Language, tuple[str, ...]] = {
    "python": ("loops", "lists"),
    "java": ("loops", "strings"),
    "cpp": ("loops", "lists"),
    "sql": ("filtering", "joins"),
}
DEFAULT_LANGUAGE: Language = "python"
DEFAULT_COUNT = 3


def default_plan(count: int) -> JsonValue:
    """Return a plan that is easy for the larger half and medium for the rest."""
    return plan_value({"easy": count - count // 2, "medium": count // 2})


def shared_plan(names: tuple[Difficulty, ...], count: int, *, mostly: bool = False) -> JsonValue:
    """Return a plan in which difficulties share the problems evenly, the easier ones first.

    With `mostly` the first one takes two thirds or more, and its neighbours the rest.
    """
    if mostly:
        main = names[0]
        others = [d for d in (*names[1:], "medium", "easy") if d != main]
        share = count // 3
        return plan_value({main: count - share, others[0]: share})
    share, extra = divmod(count, len(names))
    ordered = [d for d in DIFFICULTIES if d in names]
    return plan_value({d: share + (i < extra) for i, d in enumerate(ordered)})


def plan_value(counts: dict[Difficulty, int]) -> JsonValue:
    """Return the plan with these counts, easy first, without zeros."""
    return [{"difficulty": d, "count": counts[d]} for d in DIFFICULTIES if counts.get(d)]


def default_value(field: SpecField, language: Language, count: int) -> JsonValue:
    """Return the value that we choose for a field."""
    match field:
        case "language":
            return DEFAULT_LANGUAGE
        case "problem_count":
            return DEFAULT_COUNT
        case "difficulty_plan":
            return default_plan(count)
        case "topic_tags":
            return list(_TOPICS[language])
        case "problem_style":
            return "stdout" if language == "sql" else "return"
