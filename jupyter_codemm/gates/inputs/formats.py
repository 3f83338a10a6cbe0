"""Forms that random changes would break: kept whenever every text that was seen has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

MIN_SEEN = 3
_PAIRS = {")": "(", "]": "[", "}": "{"}
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])")
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?")


def _balanced(text: str) -> bool:
    waiting = []
    for char in text:
        if char in _PAIRS.values():
            waiting.append(char)
        elif char in _PAIRS and (not waiting or waiting.pop() != _PAIRS[char]):
            return False
    return not waiting


def _trimmed(text: str) -> bool:
    return text == text.strip() and "  " not in text


FORMATS: Mapping[str, Callable[[str], bool]] = {
    "balanced": _balanced,
    "roman": lambda text: bool(_ROMAN.fullmatch(text)),
    "integer": lambda text: bool(_INTEGER.fullmatch(text)),
    "date": lambda text: bool(_DATE.fullmatch(text)),
    "time": lambda text: bool(_TIME.fullmatch(text)),
    "palindrome": lambda text: text == text[::-1],
    "trimmed": _trimmed,
    "sorted": lambda text: list(text) == sorted(text),
    "distinct": lambda text: len(set(text)) == len(text),
}
_TELLING = {"palindrome": 3, "sorted": 3, "distinct": 5}
"""How long a text must be before the form says anything; others are told by any text."""

BY_CHANCE = tuple(_TELLING)
"""Forms that many texts have though nobody asked for them."""


def formats_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the forms that all texts have, when enough of them could have had another."""
    return tuple(name for name, holds in FORMATS.items() if _common(name, holds, texts))


def _common(name: str, holds: Callable[[str], bool], texts: Sequence[str]) -> bool:
    if not all(holds(text) for text in texts):
        return False
    telling = [text for text in texts if len(text) >= _TELLING.get(name, 1)]
    return name == "trimmed" or len(telling) >= MIN_SEEN
