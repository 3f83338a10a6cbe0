"""Rules for values that a sentence can spell out: odd lengths, no equal items, never zero."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from pydantic import JsonValue

Keeps = Callable[[JsonValue], bool]
BothKeep = Callable[[JsonValue, JsonValue], bool]
Number = int | float

_ASKED = re.compile(
    r"\b(?:returns?|prints?|outputs?|shows?|counts?|tells?|finds?|removes?|lists? (?:the|all|each)"
    r"|how (?:many|often|much|long)|whether|if|when|unless|until|otherwise|results?|answers?)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s*(?:which|where|whose|with|all of which)\b[^,]*$", re.IGNORECASE)
_COUNTS = {"one": 1, "a single": 1, "two": 2, "three": 3}
_IS: dict[str, Callable[[Number], bool]] = {
    "zero": lambda number: number == 0,
    "negative": lambda number: number < 0,
    "positive": lambda number: number > 0,
    "even": lambda number: number % 2 == 0,
    "odd": lambda number: number % 2 == 1,
}
_DISTINCT = (
    r"\b(?:all|are|is|always|pairwise)\s+(?:different|distinct|unique)\b"
    r"|\b(?:distinct|unique)\s+\w+s\b"
    r"|\bno\s+two\b[^.;]{0,60}\b(?:equal|same|alike|identical)\b"
    r"|\bno\s+\w+\s+(?:\w+\s+){0,4}(?:twice|more\s+than\s+once)\b"
    r"|\b(?:without|no)\s+(?:duplicate|repeat|repetition)\w*\b"
)
_NOT_ZERO = (
    r"\b(?:never|not)\s+(?:be\s+)?(?:zero|0)\b|\bnon-?\s?zero\b|!=\s*0\b"
    r"|\bno\s+(?:number|value|item|element|entry)\b[^.;]{0,30}\b(?:is|equals)\s+(?:zero|0)\b"
    r"|\b(?:no|without)\s+zeros?\b"
)
_MULTIPLE = (
    r"\b(?:length|size|number\s+of)\b[^.;]{0,40}\b(?:multiple\s+of|divisible\s+by)\s+"
    r"(?P<step>\d{1,3})\b"
)
_IS_ODD = r"\b(?P<unit>length|size)\b[^.;]{0,30}\bis\s+(?:always\s+)?(?P<parity>odd|even)\b"
_SOME = (
    r"\b(?P<bound>exactly|at\s+least)\s+(?P<count>one|a\s+single|two|three)\s+"
    r"(?P<kind>zero|negative|positive|even|odd)s?\b"
)
_NOT_MORE = (
    r"(?:\b(?:not|never|no)\s+(?:more|greater|larger|longer|bigger|higher)\s+than|\bat\s+most"
    r"|\bup\s+to|\b(?:not|never)\s+exceeds?|<=|\N{LESS-THAN OR EQUAL TO})"
)
_LESS = r"(?:\b(?:less|smaller|lower)\s+than|\bbelow|<(?!=))"
_LENGTH = r"\s*(?:the\s+)?(?:length|size|number\s+of|len\b|how\s+many)"


def rules_for_one(sentence: str) -> Iterator[Keeps]:
    """Yield the rules for single values that a sentence states of inputs."""
    for pattern, rule in _FOR_ONE:
        for match in pattern.finditer(sentence):
            if is_of_inputs(sentence, match):
                yield rule(match)


def rules_for_two(sentence: str) -> Iterator[BothKeep]:
    """Yield the rules for a number and the length of something that a sentence states."""
    for pattern, rule in _FOR_TWO:
        if any(is_of_inputs(sentence, match) for match in pattern.finditer(sentence)):
            yield rule


def is_of_inputs(sentence: str, match: re.Match[str]) -> bool:
    """Return whether words state something, and are no part of what is asked for."""
    before = sentence[: match.start()]
    return not _ASKED.search(before) or bool(_ASIDE.search(before))


def _number(value: JsonValue) -> Number | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _numbers(value: JsonValue) -> list[Number]:
    items = value if isinstance(value, list) else [value]
    return [number for item in items if (number := _number(item)) is not None]


def _size(value: JsonValue) -> int | None:
    return len(value) if isinstance(value, list | str) else None


def _sized(match: re.Match[str]) -> Keeps:
    left, of_words = int(match["parity"].lower() == "odd"), match["unit"].lower() == "words"

    def keeps(value: JsonValue) -> bool:
        size = len(value.split()) if of_words and isinstance(value, str) else _size(value)
        return size is None or size % 2 == left

    return keeps


def _in_steps(match: re.Match[str]) -> Keeps:
    step = max(1, int(match["step"]))
    return lambda value: (size := _size(value)) is None or size % step == 0


def _distinct(_: re.Match[str]) -> Keeps:
    def keeps(value: JsonValue) -> bool:
        items = value if isinstance(value, list) else []
        return len({json.dumps(item) for item in items}) == len(items)

    return keeps


def _not_zero(_: re.Match[str]) -> Keeps:
    return lambda value: 0 not in _numbers(value)


def _counted(match: re.Match[str]) -> Keeps:
    is_one, word = _IS[match["kind"].lower()], " ".join(match["count"].lower().split())
    count, exact = _COUNTS[word], match["bound"].lower() == "exactly"

    def keeps(value: JsonValue) -> bool:
        if not isinstance(value, list):
            return True
        found = sum(map(is_one, _numbers(value)))
        return found == count if exact else found >= count

    return keeps


def _within(one: JsonValue, other: JsonValue) -> bool:
    number, size = _number(one), _size(other)
    return number is None or size is None or number <= size


def _below(one: JsonValue, other: JsonValue) -> bool:
    number, size = _number(one), _size(other)
    return number is None or size is None or number < size


_FOR_ONE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Keeps]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), rule)
    for pattern, rule in (
        (r"\b(?P<parity>odd|even)\s+(?:number|count|amount)\s+of\s+(?P<unit>\w+)", _sized),
        (r"\b(?P<parity>odd|even)\s+(?P<unit>length|size)\b", _sized),
        (_IS_ODD, _sized),
        (_MULTIPLE, _in_steps),
        (_DISTINCT, _distinct),
        (_NOT_ZERO, _not_zero),
        (_SOME, _counted),
    )
)
_FOR_TWO: tuple[tuple[re.Pattern[str], BothKeep], ...] = (
    (re.compile(_NOT_MORE + _LENGTH, re.IGNORECASE), _within),
    (re.compile(_LESS + _LENGTH, re.IGNORECASE), _below),
)
