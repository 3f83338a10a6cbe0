"""Good exercises that are not the ones that were asked for: without a topic, or too easy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random

from jupyter_codemm.contracts.base import DIFFICULTIES
from jupyter_codemm.evaluation.faults.spoiling import Spoilt
from jupyter_codemm.evaluation.triples import Triple, draft_of
from jupyter_codemm.gates.difficulty import features

_SIGNS: Mapping[str, str] = {
    "loops": r"\bfor\b|\bwhile\b",
    "conditionals": r"\bif\b|\?|\bswitch\b|\bmatch\b|\bmin|\bmax",
    "sorting": r"sort",
    "maps": r"\bMap\b|HashMap|TreeMap|std::(unordered_)?map|\{\}|dict|Counter|\{\"|\{'",
    "sets": r"\bSet\b|HashSet|TreeSet|std::(unordered_)?set|\bset\(|\{\w+ for|\{[^:{}]+\}",
    "2d arrays": r"\]\s*\[|grid|list\[list|List<List|vector<std::vector|\[\]\[\]",
    "recursion": r"RECURSION",
    "stacks": r"pop|Stack|Deque|stack",
    "queues": r"pop|Queue|Deque|deque|queue",
    "joins": r"\bJOIN\b",
    "grouping": r"\bGROUP BY\b",
    "having": r"\bHAVING\b",
    "window functions": r"\bOVER\b",
    "cte": r"\bWITH\b",
    "distinct": r"\bDISTINCT\b",
    "subqueries": r"\(\s*SELECT",
    "ordering": r"\bORDER BY\b",
    "filtering": r"\bWHERE\b|\bHAVING\b|\bON\b",
    "aggregation": r"\b(COUNT|SUM|AVG|MIN|MAX|TOTAL)\s*\(",
}
"""What code shows that uses a topic, read generously: without any of it the topic is missing."""


FAR = ((5.0, 15.0), (2.5, 9.0))
"""What is tiny and what is huge by the gate's own measure, of programs and of queries."""


def misses_a_topic(triple: Triple, others: Sequence[Triple], rng: Random) -> Spoilt | None:
    """Answer with a good exercise that does without a topic of the slot."""
    topics = [topic for topic in triple.slot.topics if topic in _SIGNS]
    fitting = [
        (topic, other)
        for topic in topics
        for other in others
        if _is_like(triple, other)
        and not _uses(other, topic)
        and other.slot.difficulty == triple.slot.difficulty
    ]
    if not fitting:
        return None
    topic, other = rng.choice(fitting)
    return Spoilt(triple.slot, other.reply, f"without {topic}")


def is_labelled_two_steps_off(
    triple: Triple, others: Sequence[Triple], rng: Random
) -> Spoilt | None:
    """Answer an easy slot with an exercise that its author calls hard, or the other way round."""
    return _swapped(triple, _of_other_labels(triple, others, steps=2), rng)


def is_labelled_one_step_off(
    triple: Triple, others: Sequence[Triple], rng: Random
) -> Spoilt | None:
    """Answer a slot with an exercise that its author calls one step easier or harder."""
    return _swapped(triple, _of_other_labels(triple, others, steps=1), rng)


def is_far_too_small_or_large(
    triple: Triple, others: Sequence[Triple], rng: Random
) -> Spoilt | None:
    """Answer a hard slot with a tiny exercise, or an easy one with a huge one.

    Labels are opinions. Here sizes count, and they are far from all that belongs to the label.
    """
    smallest, largest = FAR[triple.language == "sql"]
    fitting = []
    for other in _of_other_labels(triple, others, steps=2):
        size = features(draft_of(other.slot, other.reply)).score or 0.0
        is_easy = triple.slot.difficulty == "easy"
        if (is_easy and size > largest) or (not is_easy and size < smallest):
            fitting.append(other)
    return _swapped(triple, fitting, rng)


def _swapped(triple: Triple, fitting: Sequence[Triple], rng: Random) -> Spoilt | None:
    if not fitting:
        return None
    other = rng.choice(fitting)
    return Spoilt(triple.slot, other.reply, f"{other.slot.difficulty} for {triple.slot.difficulty}")


def _of_other_labels(triple: Triple, others: Sequence[Triple], *, steps: int) -> list[Triple]:
    asked = DIFFICULTIES.index(triple.slot.difficulty)
    return [
        other
        for other in others
        if _is_like(triple, other)
        and abs(DIFFICULTIES.index(other.slot.difficulty) - asked) == steps
        and set(triple.slot.topics) <= set(other.slot.topics)
    ]


def _is_like(triple: Triple, other: Triple) -> bool:
    same = other.kind == triple.kind and other.slot.style == triple.slot.style
    return same and other.name != triple.name and other.language == triple.language


def _uses(triple: Triple, topic: str) -> bool:
    code = str(triple.reply["reference"])
    if topic == "recursion":
        signature = triple.reply.get("signature") or {"name": "main"}
        return len(re.findall(rf"\b{signature['name']}\s*\(", code)) > 1 or "(n" in code
    return topic in triple.slot.topics or re.search(_SIGNS[topic], code) is not None
