"""Another good reply of a drafting model, as unlike the first one as two exercises should be."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from tests.fakes.model_replies import COMMON

REFERENCE = """def longest_rise(heights: list[int]) -> int:
    best = 0
    length = 0
    previous = None
    for height in heights:
        if previous is not None and height > previous:
            length += 1
        else:
            length = 1
        if length > best:
            best = length
        previous = height
    return best"""
_WALKS: list[tuple[str, list[int]]] = [
    ("minimal", []),
    ("single", [5]),
    ("boundary", [3, 3]),
    ("typical", [1, 4, 2, 8, 9, 3]),
    ("typical", [9, 8, 7, 1, 2]),
    ("duplicates", [4, 4, 5, 5, 6]),
    ("negative", [-5, -2, 0, -9]),
    ("boundary", [2, 3, 4]),
    ("large", [*range(20), *range(12)]),
    ("adversarial", [7, 7, 8, 7, 8, 9, 10]),
    ("negative", [-1, -1]),
    ("single", [0]),
    ("typical", [3, 1, 4, 1, 5]),
    ("duplicates", [6, 6, 2, 2]),
    ("boundary", [10, 9]),
    ("adversarial", [1, 2, 0, 1, 2, 3]),
]
_MISTAKES = [
    ("height > previous", "height >= previous", "lets level steps count as a climb"),
    ("length = 1", "length = 0", "forgets the first point of a climb"),
    ("height > previous", "height < previous", "looks for the way down"),
]


def rising_reply() -> dict[str, Any]:
    """Return a function of middling difficulty, in Python."""
    return COMMON | {
        "title": "The longest climb of a walk",
        "statement": "A hiker notes the height at each stop of a walk in the list heights. A climb "
        "is a stretch of stops that follow each other, each strictly higher than the one before. "
        "Write longest_rise, which returns how many stops the longest climb has. One stop alone is "
        "a climb of 1, two equal heights end a climb, and a walk without stops gives 0.",
        "signature": {
            "name": "longest_rise",
            "params": [{"name": "heights", "type": "list[int]"}],
            "returns": "int",
            "observe": "return",
        },
        "order_matters": True,
        "constraints": [{"on": "heights", "rule": "length", "low": 0, "high": 40, "text": ""}],
        "reference": REFERENCE,
        "wrong_solutions": [
            {"code": REFERENCE.replace(old, new), "mistake": mistake}
            for old, new, mistake in _MISTAKES
        ],
        "candidates": [
            {"category": category, "args": [walk], "value": _longest(walk), "stdout": ""}
            for category, walk in _WALKS
        ],
    }


def _longest(walk: list[int]) -> int:
    starts = range(len(walk))
    return max((_from(walk[start:]) for start in starts), default=0)


def _from(walk: list[int]) -> int:
    rises = [after > before for before, after in pairwise(walk)]
    return rises.index(False) + 1 if False in rises else len(walk)
