"""How two texts are compared."""

from __future__ import annotations

import math
import re

from jupyter_codemm.contracts.problem import TextComparator

# One way only to read any run of digits: a learner's megabyte of them is read in linear time.
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")


def texts_match(how: TextComparator, expected: str, got: str) -> bool:
    """Return whether a text is the expected one; what a checker decides is compared exactly."""
    match how.kind:
        case "exact" | "checker":
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
    if expected == got:
        return True
    if not (_NUMBER.fullmatch(expected) and _NUMBER.fullmatch(got)):
        return False
    left, right = float(expected), float(got)
    # Two numbers too large for a float are not the same for it.
    finite = math.isfinite(left) and math.isfinite(right)
    return finite and close(left, right, absolute=how.absolute, relative=how.relative)
