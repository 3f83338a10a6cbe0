"""Good exercises that are not the ones that were asked for: without a topic, or too easy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random

from jupyter_codemm.contracts.base import DIFFICULTIES
from jupyter_codemm.evaluation.faults.spoiling import Spoilt
from jupyter_codemm.evaluation.triples import Triple

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


def is_of_another_difficulty(
    triple: Triple, others: Sequence[Triple], rng: Random
) -> Spoilt | None:
    """Answer an easy slot with a hard exercise of the same topic, or the other way round."""
    ends = (DIFFICULTIES[0], DIFFICULTIES[-1])
    if triple.slot.difficulty not in ends:
        return None
    fitting = [
        other
        for other in others
        if _is_like(triple, other)
        and other.slot.difficulty in ends
        and other.slot.difficulty != triple.slot.difficulty
        and set(triple.slot.topics) <= set(other.slot.topics)
    ]
    if not fitting:
        return None
    other = rng.choice(fitting)
    return Spoilt(triple.slot, other.reply, f"{other.slot.difficulty} for {triple.slot.difficulty}")


def _is_like(triple: Triple, other: Triple) -> bool:
    same = other.kind == triple.kind and other.slot.style == triple.slot.style
    return same and other.name != triple.name and other.language == triple.language


def _uses(triple: Triple, topic: str) -> bool:
    code = str(triple.reply["reference"])
    if topic == "recursion":
        signature = triple.reply.get("signature") or {"name": "main"}
        return len(re.findall(rf"\b{signature['name']}\s*\(", code)) > 1 or "(n" in code
    return topic in triple.slot.topics or re.search(_SIGNS[topic], code) is not None
