"""How two texts are compared."""

from __future__ import annotations

import math
import re

from jupyter_codemm.contracts.problem import TextComparator

# One way only to read any run of digits: a learner's megabyte of them is read in linear time.
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?")


def texts_match(how: TextComparator, expected: str, got: str) -> bool:
    """Return whether a text is the expected one."""
    match how.kind:
        case "exact":
            return expected == got
        case "lines":
            return trimmed_lines(expected) == trimmed_lines(got)
        case "tokens":
            return expected.split() == got.split()
        case "numbers":
            return _same_words(how, expected.split(), got.split())


def trimmed_lines(text: str) -> list[str]:
    """Return the lines without trailing blanks, and without empty lines at the end."""
    return [line.rstrip() for line in text.rstrip().split("\n")]


def close(expected: float, got: float, *, absolute: float, relative: float = 0.0) -> bool:
    """Return whether two numbers are within the tolerances of the comparators; NaN equals NaN."""
    if math.isnan(expected) or math.isnan(got):
        return math.isnan(expected) and math.isnan(got)
    if math.isinf(expected) or math.isinf(got):
        return expected == got
    return abs(expected - got) <= max(absolute, relative * abs(expected))


def _same_words(how: TextComparator, expected: list[str], got: list[str]) -> bool:
    return len(expected) == len(got) and all(
        _same_word(how, e, g) for e, g in zip(expected, got, strict=True)
    )


def _same_word(how: TextComparator, expected: str, got: str) -> bool:
    if not (_NUMBER.fullmatch(expected) and _NUMBER.fullmatch(got)):
        return expected == got
    return close(float(expected), float(got), absolute=how.absolute, relative=how.relative)
