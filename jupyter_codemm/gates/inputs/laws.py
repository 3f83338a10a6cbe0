"""Laws between the arguments of one call, or the fields of one record: learnt, never assumed.

A law is believed when everything that was proposed keeps it while the same values, mixed at
random, would hardly do so.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from pydantic import JsonValue

from jupyter_codemm.gates.inputs.spans import Number

Parts = Sequence[JsonValue]

ODDS = 0.3
MAX_MIXED = 24
MAX_ROWS = 400
MIN_TIGHT = 2
MIN_ROWS = 3
OPERATORS: Mapping[str, Callable[[Number, Number], bool]] = {
    "==": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
}


def _value(part: JsonValue) -> Number | None:
    return part if isinstance(part, int | float) and not isinstance(part, bool) else None


def _size(part: JsonValue) -> Number | None:
    return len(part) if isinstance(part, list | str) else None


def _width(part: JsonValue) -> Number | None:
    nested = isinstance(part, list) and part and isinstance(part[0], list | str)
    return _size(part[0]) if nested and isinstance(part, list) else None


def _largest(part: JsonValue) -> Number | None:
    return max(_inside(part), default=None)


def _inside(part: JsonValue) -> list[Number]:
    if not isinstance(part, list):
        return []
    numbers = [n for n in map(_value, part) if n is not None]
    return numbers + [n for item in part for n in _inside(item)]


VIEWS: Mapping[str, Callable[[JsonValue], Number | None]] = {
    "value": _value,
    "size": _size,
    "width": _width,
    "largest": _largest,
}
_COMPARED = (
    ("value", "value", ("==", "<", "<=")),
    ("value", "size", ("==", "<", "<=")),
    ("size", "value", ("==", "<", "<=")),
    ("size", "size", ("==", "<=")),
    ("width", "size", ("==",)),
    ("width", "value", ("==",)),
    ("value", "width", ("<",)),
    ("largest", "value", ("<", "<=")),
    ("largest", "size", ("<", "<=")),
)


@dataclass(frozen=True, slots=True)
class Law:
    """`left` of one part compares like this with `right` of another; or one is in the other."""

    left: tuple[str, int]
    operator: str
    right: tuple[str, int]

    def holds(self, parts: Parts) -> bool:
        """Return whether the parts keep the law; what has no such number keeps it."""
        return self.between(parts, parts)

    def between(self, lefts: Parts, rights: Parts) -> bool:
        """Return whether the left side of some parts and the right side of others keep the law."""
        left, right = lefts[self.left[1]], rights[self.right[1]]
        if self.operator == "in":
            return _is_in(left, right)
        a, b = VIEWS[self.left[0]](left), VIEWS[self.right[0]](right)
        return a is None or b is None or OPERATORS[self.operator](a, b)

    def gap(self, parts: Parts) -> Number | None:
        """Return by how much the right side is larger than the left, for whole numbers."""
        a, b = (VIEWS[view](parts[place]) for view, place in (self.left, self.right))
        return b - a if isinstance(a, int) and isinstance(b, int) else None


def laws_between(rows: Sequence[Parts]) -> tuple[Law, ...]:
    """Return the laws that all rows of parts keep, the strongest of each pair."""
    rows = rows[:: max(1, len(rows) // MAX_ROWS)]
    if not rows:
        return ()
    found: dict[tuple[tuple[str, int], tuple[str, int]], Law] = {}
    for law in _possible(len(rows[0])):
        if (law.left, law.right) not in found and _believed(law, rows):
            found[law.left, law.right] = law
    return tuple(found.values())


def always_as_long(rows: Sequence[Parts]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places whose lists are equally long in every row, of several rows.

    Lists of any length that happen to agree are rare, so no other evidence is asked for.
    """
    if len(rows) < MIN_ROWS:
        return
    for i, j in combinations(range(len(rows[0])), 2):
        pairs = [(row[i], row[j]) for row in rows]
        lists = [(a, b) for a, b in pairs if isinstance(a, list) and isinstance(b, list)]
        if len(lists) == len(pairs) and all(len(a) == len(b) for a, b in lists):
            yield i, j


def _possible(count: int) -> Iterator[Law]:
    for left, right, operators in _COMPARED:
        for i, j in product(range(count), repeat=2):
            if i != j or left != right:
                yield from (Law((left, i), name, (right, j)) for name in operators)
    for i, j in product(range(count), repeat=2):
        if i != j:
            yield Law(("value", i), "in", ("value", j))


def _believed(law: Law, rows: Sequence[Parts]) -> bool:
    if not all(law.holds(row) for row in rows):
        return False
    mixed = [(a, b) for a, b in product(rows[:MAX_MIXED], repeat=2) if a is not b]
    if law.operator == "<":
        # That two numbers never met may be chance, even when their order is not.
        weaker = Law(law.left, "<=", law.right)
        ordered = [pair for pair in mixed if weaker.between(*pair)]
        if _chance(law, ordered) ** len(rows) > ODDS and not _tight(law, rows):
            return False
    return _chance(law, mixed) ** len(rows) <= ODDS


def _tight(law: Law, rows: Sequence[Parts]) -> bool:
    """Return whether the numbers came as close as one step, and more than once."""
    gaps = [law.gap(row) for row in rows]
    return gaps.count(1) >= MIN_TIGHT


def _chance(law: Law, mixed: Sequence[tuple[Parts, Parts]]) -> float:
    return sum(law.between(*pair) for pair in mixed) / len(mixed) if mixed else 1.0


def _is_in(part: JsonValue, whole: JsonValue) -> bool:
    if isinstance(whole, str):
        return isinstance(part, str) and part in whole
    return isinstance(whole, list) and part in whole
