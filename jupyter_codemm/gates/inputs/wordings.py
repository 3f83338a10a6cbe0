"""Rules for whole lists that are believed only when the statement speaks of them.

Ten lists that are sorted by chance, or by an author who thought of nothing else, look like lists
that have to be. What the statement does not ask for may come, so a test may have it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from jupyter_codemm.gates.inputs.domain import Domain

_ORDERED = re.compile(
    r"\b(?:sorted|order(?:ed|s)?|ascending|descending|(?:non-?)?(?:in|de)creas\w+|rising|falling"
    r"|monoton\w+|chronolog\w+|alphabet\w+|one after (?:the )?(?:an)?other|earliest|latest"
    r"|from (?:the )?(?:small|low|short|light|cheap|young|old|first|left|large|high|long)\w*)\b",
    re.IGNORECASE,
)
_DISTINCT = re.compile(
    r"\b(?:distinct|different|unique\w*|duplicate\w*|repeat\w*|twice|once|no two|permutation\w*"
    r"|(?:its|their) own|a set of|strictly)\b",
    re.IGNORECASE,
)
_PERMUTED = re.compile(
    r"\b(?:permut\w+|each (?:number|value|index|place)|exactly once|every (?:number|value) from"
    r"|shuffl\w+|seat\w*|points? to|next)\b",
    re.IGNORECASE,
)
_ANY_ORDER = re.compile(
    r"\b(?:any|whatever|no (?:particular|special|certain|fixed)|some|random) orders?\b"
    r"|\bunordered\b",
    re.IGNORECASE,
)
SPOKEN: Mapping[str, re.Pattern[str]] = {
    "rising": _ORDERED,
    "falling": _ORDERED,
    "distinct": _DISTINCT,
    "permutation": _PERMUTED,
}


def spoken_of(domain: Domain, statement: str) -> Domain:
    """Return the domain without the rules for lists that the statement has no word for."""
    statement = _ANY_ORDER.sub("", statement)
    orders = domain.orders
    if domain.node.name == "list":
        silent = {name for name, words in SPOKEN.items() if not words.search(statement)}
        orders = tuple(name for name in orders if name not in silent)
    parts = tuple(spoken_of(part, statement) for part in domain.parts)
    return replace(domain, orders=orders, parts=parts)
