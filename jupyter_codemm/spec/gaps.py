"""What is still open, and how it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.session import SPEC_FIELDS, SpecField
from jupyter_codemm.contracts.spec import MAX_PROBLEMS, DraftSpec
from jupyter_codemm.spec.topic_names import EXAMPLES, SQL_EXAMPLES
from jupyter_codemm.spec.vocabulary import LANGUAGE_TITLES

OPENING = (
    "What shall the exercise be about? For example: "
    "three Python problems on loops, two easy and one medium."
)
OPENING_REPLIES = (
    "three Python problems on loops, two easy and one medium",
    "2 easy Java problems on strings",
    "four SQL problems on joins",
    "surprise me",
)
DEFER_REPLY = "you decide"


@dataclass(frozen=True, slots=True)
class Question:
    """The next question; each quick reply answers it when it is sent as it is."""

    key: str
    text: str
    quick_replies: tuple[str, ...] = ()


def gaps(draft: DraftSpec) -> tuple[SpecField, ...]:
    """Return the open fields in the order in which they are asked for."""
    return tuple(name for name in SPEC_FIELDS if getattr(draft, name) is None)


def question(draft: DraftSpec) -> Question:
    """Return the question for the first open field, or the one that says it is ready."""
    match next(iter(gaps(draft)), None):
        case "language":
            titles = tuple(LANGUAGE_TITLES.values())
            return Question(
                "language", "Which language: Python, Java, C++ or SQL?", (*titles, DEFER_REPLY)
            )
        case "problem_count":
            return Question(
                "problem_count",
                f"How many problems (1 to {MAX_PROBLEMS})?",
                ("3 problems", "5 problems", DEFER_REPLY),
            )
        case "difficulty_plan":
            return _ask_for_plan(draft.problem_count or 1)
        case "topic_tags":
            return _ask_for_topics(draft.language)
        case "problem_style":
            text = "Shall solutions return their result, print it, or a mix of both?"
            return Question("problem_style", text, ("return", "print", "mixed", DEFER_REPLY))
        case None:
            return Question("ready", "Start generation, or tell me what to change.")


def _ask_for_plan(count: int) -> Question:
    if count == 1:
        text = "How difficult shall it be: easy, medium or hard?"
        return Question("difficulty_plan", text, ("easy", "medium", "hard", DEFER_REPLY))
    halves = f"{count - count // 2} easy, {count // 2} medium"
    text = f'How difficult shall the {count} problems be? For example "{halves}", or "all easy".'
    return Question("difficulty_plan", text, (halves, "all easy", "all medium", DEFER_REPLY))


def _ask_for_topics(language: Language | None) -> Question:
    examples = SQL_EXAMPLES if language == "sql" else EXAMPLES
    text = f"Which topics? For example {', '.join(examples[:-1])} or {examples[-1]}."
    replies = (examples[0], f"{examples[1]} and {examples[2]}", examples[3], DEFER_REPLY)
    return Question("topic_tags", text, replies)
