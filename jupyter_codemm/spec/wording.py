"""The sentences of the authoring loop: short, and always naming what was understood."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import JsonValue

from jupyter_codemm.contracts.session import PatchOperation, SpecField
from jupyter_codemm.contracts.spec import MAX_PROBLEMS, DifficultyCount, DraftSpec
from jupyter_codemm.spec.vocabulary import LANGUAGE_TITLES

RANGE = f"An activity has 1 to {MAX_PROBLEMS} problems"
FOUR_LANGUAGES = "I can write Python, Java, C++ and SQL"
SQL_HAS_NO_STYLE = (
    "SQL answers are always judged by the table they produce, so there is no return style there."
)
FINISHED = "This activity is finished. Start a new session to make another one."
STYLES = {"return": "return", "stdout": "print", "mixed": "return and print"}
FIELD_NAMES: dict[SpecField, str] = {
    "language": "language",
    "problem_count": "number of problems",
    "difficulty_plan": "difficulties",
    "topic_tags": "topics",
    "problem_style": "style",
}


def listed(names: Iterable[str], last: str = "and") -> str:
    """Return "a, b and c"."""
    *head, tail = names
    return f"{', '.join(head)} {last} {tail}" if head else tail


def problems(count: int) -> str:
    """Return "1 problem" or "3 problems"."""
    return f"{count} problem{'' if count == 1 else 's'}"


def mix(plan: Iterable[DifficultyCount]) -> str:
    """Return "2 easy, 1 medium"."""
    return ", ".join(f"{item.count} {item.difficulty}" for item in plan)


def summary(draft: DraftSpec) -> str:
    """Return what is decided: "Python, 3 problems: 2 easy, 1 medium; topics: loops"."""
    head = [LANGUAGE_TITLES[draft.language]] if draft.language else []
    plan = mix(draft.difficulty_plan or ())
    if draft.problem_count:
        head.append(problems(draft.problem_count) + (f": {plan}" if plan else ""))
    parts = [", ".join(head)] if head else []
    if plan and not draft.problem_count:
        parts.append(plan)
    if draft.topic_tags:
        parts.append(f"topics: {', '.join(draft.topic_tags)}")
    if draft.problem_style and draft.language != "sql":
        parts.append(f"style: {STYLES[draft.problem_style]}")
    return "; ".join(parts)


def value_of(field: SpecField, draft: DraftSpec) -> str:
    """Return a decided field in words."""
    match field:
        case "language":
            return LANGUAGE_TITLES[draft.language] if draft.language else ""
        case "problem_count":
            return problems(draft.problem_count or 0)
        case "difficulty_plan":
            return mix(draft.difficulty_plan or ())
        case "topic_tags":
            return f"topics {listed(draft.topic_tags or ('none',))}"
        case "problem_style":
            return f"style {STYLES[draft.problem_style or 'return']}"


def proposed(operation: PatchOperation) -> str:
    """Return what an operation that waits for a yes would set, in words."""
    value: JsonValue = operation.value
    if operation.path == "/language":
        return next((t for k, t in LANGUAGE_TITLES.items() if k == value), "")
    if operation.path == "/problem_count":
        return problems(value) if isinstance(value, int) else ""
    if operation.path == "/topic_tags" and isinstance(value, list):
        return f"topics {listed(str(topic) for topic in value)}" if value else ""
    if isinstance(value, list):
        counts = [v for v in value if isinstance(v, dict) and v.get("count")]
        return ", ".join(f"{v['count']} {v['difficulty']}" for v in counts)
    return ""
