"""Whether a statement compares two parameters, or their order in a few inputs is but chance."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jupyter_codemm.gates.inputs.wordings import SENTENCE

_NUMBER = r"-?\d[\d,._]*"
_RANGE = re.compile(
    rf"\b(?:from|between)\s+{_NUMBER}\s+(?:up\s+)?(?:to|and)\s+{_NUMBER}", re.IGNORECASE
)
_COMPARED = re.compile(
    r"\b(?:less|more|fewer|greater|larger|smaller|bigger|higher|lower|longer|shorter|older|younger"
    r"|earlier|later|before|after|behind|beyond|exceed\w*|at (?:most|least)|up to|within|inside"
    r"|above|below|over|under|between|from|order\w*|ascending|descending|rising|falling"
    r"|(?:in|de)creas\w+|sorted)\b"
    r"|[<>\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}]|\\[lg]e\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:returns?|prints?|results?|answers?|outputs?|whether|if|when)\b", re.IGNORECASE
)
_FIRST = frozenset(
    "low lo lower min minimum smallest start begin from first left bottom open birth earliest since"
    " small short".split()
)
_LAST = frozenset(
    "high hi upper max maximum largest end stop finish to until last right top close death latest"
    " large long".split()
)
_WORD = re.compile(r"[A-Z]?[a-z]+|\d+")


def are_compared(statement: str, first: str, second: str, names: Sequence[str]) -> bool:
    """Return whether a statement may ask two parameters to stand in an order.

    It does where a sentence compares anything but results, or names both other than in a list of
    parameters; so do two names of which one is known to come first.
    """
    if _are_ends(first, second):
        return True
    some = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    one = rf"[`*]*(?:{some})[`*]*"
    listed = re.compile(rf"\w*\(?\b{one}(?:\s*(?:,|,?\s*\band\b|,?\s*\bor\b)\s*{one})+\)?")
    for sentence in SENTENCE.split(statement):
        plain = listed.sub(" ", _RANGE.sub(" ", sentence))
        if all(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) for name in (first, second)):
            return True
        if _COMPARED.search(plain) and not _RESULT.search(plain):
            return True
    return False


def _are_ends(first: str, second: str) -> bool:
    words = [{word.lower() for word in _WORD.findall(name)} for name in (first, second)]
    return any(bool(a & _FIRST) and bool(b & _LAST) for a, b in (words, words[::-1]))
