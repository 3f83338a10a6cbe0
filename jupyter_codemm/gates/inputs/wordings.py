"""Rules for whole lists and numbers that are believed only when the statement speaks of them.

Ten lists that are sorted by chance, or by an author who thought of nothing else, look like lists
that have to be. What the statement does not ask for may come, so a test may have it. A word on the
order of the result, as in "return them in ascending order", asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from jupyter_codemm.gates.inputs.domain import Domain
from jupyter_codemm.gates.inputs.spans import Span

SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n\s*\n")
_ORDERED = re.compile(
    r"\b(?:sorted|order(?:ed|s)?|ascending|descending|(?:non-?)?(?:in|de)creas\w+|rising|falling"
    r"|monoton\w+|chronolog\w+|alphabet\w+|one after (?:the )?(?:an)?other|earliest|latest"
    r"|from (?:the )?(?:small|low|short|light|cheap|young|old|first|left|large|high|long)\w*)\b",
    re.IGNORECASE,
)
_DISTINCT = re.compile(
    r"\b(?:distinct|different|unique\w*|duplicate\w*|repeat\w*|twice|no two|permutation\w*"
    r"|(?:its|their) own|a set of|strictly)\b"
    # What counts once, or is returned once, may come more often.
    r"|\b(?:appear|occur|come|stand|contain|hold|list|present|have|has|give|exactly|at most)\w*\b"
    r"[^.;]{0,80}\bonce\b",
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
_STEPPED = re.compile(
    r"\b(?:multiples?|divisib\w+|steps of|tens|hundreds|thousands|dozens?|end(?:s|ing)? in)\b",
    re.IGNORECASE,
)
_STEP_WORDS: Mapping[int, str] = {
    2: r"even|odd|two|twos|pairs?|second", 3: r"three\w*|third", 4: r"fours?|fourth", 5: r"fives?",
    10: r"tens?|tenth", 12: r"twelve|dozen", 20: r"twenty|twenties", 100: r"hundreds?",
}  # fmt: skip
SPOKEN: Mapping[str, re.Pattern[str]] = {
    "rising": _ORDERED,
    "falling": _ORDERED,
    "distinct": _DISTINCT,
    "permutation": _PERMUTED,
}
_OF_RESULT = re.compile(
    r"\b(?:results?|answers?|outputs?|returned|printed)\b"
    r"|\b(?:returns?|prints?|shows?|yields?|sorts?|arranges?)\b(?P<told>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# "Return the place of x in the sorted list", "return how many of them, which are in order, …".
_OF_INPUT_AGAIN = re.compile(
    r"\b(?:is|are|was|were|which|already|given|comes?|stands?|stored|arrives?)\b"
    r"|\b(?:in|of|from|into|to|for|over)\s+(?:an?|the|this|these|its|their)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
_CASED = re.compile(
    r"\b(?:capital\w*|(?:upper|lower|title|camel)[ -]?case\w*|small letters?|initials?)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:is|are|comes?|stands?|given|already|holds?|contains?|has|have|sorted|ordered)\b",
    re.IGNORECASE,
)


def spoken_of(domain: Domain, statement: str, *, sorted_anyway: bool = False) -> Domain:
    """Return the domain without the rules for lists and numbers that the statement has no word for.

    Where the reference sorts a list itself, only a plain word on how the list is tells its order.
    """
    statement = _ANY_ORDER.sub("", statement)
    orders, span = domain.orders, domain.span
    if domain.node.name == "list":
        orders = tuple(
            name for name in orders if _is_spoken_of(name, statement, sorted_anyway=sorted_anyway)
        )
    if span is not None and not _is_stepped(span, statement):
        span = replace(span, step=1)
    parts = tuple(spoken_of(part, statement) for part in domain.parts)
    return replace(domain, orders=orders, parts=parts, span=span)


def speaks_of_case(statement: str) -> bool:
    """Return whether a statement says which letters of inputs are capitals or small."""
    return any(
        _is_of_input(sentence[: match.start()], match.group(), sorted_anyway=False)
        for sentence in SENTENCE.split(statement)
        for match in _CASED.finditer(sentence)
    )


def _is_spoken_of(name: str, statement: str, *, sorted_anyway: bool) -> bool:
    words = SPOKEN.get(name)
    if words is not _ORDERED:
        return words is None or words.search(statement) is not None
    return any(
        _is_of_input(sentence[: match.start()], match.group(), sorted_anyway=sorted_anyway)
        for sentence in SENTENCE.split(statement)
        for match in _ORDERED.finditer(sentence)
    )


def _is_of_input(before: str, word: str, *, sorted_anyway: bool) -> bool:
    """Return whether a word on order, with what stands before it in its sentence, is of inputs."""
    result = _OF_RESULT.search(before)
    if result is None:
        return not sorted_anyway or _STATE.search(f"{before} {word}") is not None
    told = result.group("told")
    return told is not None and _OF_INPUT_AGAIN.search(told) is not None


def _is_stepped(span: Span, statement: str) -> bool:
    """Return whether a statement has a word for the common step of numbers, or names the step."""
    named = _STEP_WORDS.get(span.step, r"(?!)")
    return (
        span.step == 1
        or _STEPPED.search(statement) is not None
        or re.search(
            rf"(?<![\w.])(?:{span.step}|{named})(?![\w.]{{0,20}}\d|\w)", statement, re.IGNORECASE
        )
        is not None
    )
