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

    @property
    def is_of_values(self) -> bool:
        """Whether it compares two numbers, each with the other itself."""
        return self.left[0] == self.right[0] == "value" and self.operator != "in"

    def mended(self, parts: Parts) -> list[JsonValue]:
        """Return the parts with two numbers exchanged that keep the law only the other way.

        Of two equal ones, of which one has to be larger, that one is.
        """
        mended = list(parts)
        if self.is_of_values and not self.holds(parts):
            left, right = self.left[1], self.right[1]
            mended[left], mended[right] = parts[right], parts[left]
            gap = self.gap(parts)
            if gap == 0 and self.operator == "<":
                mended[right] = gap + 1 + (_value(parts[right]) or 0)
        return mended

    def gap(self, parts: Parts) -> Number | None:
        """Return by how much the right side is larger than the left, for whole numbers."""
        a, b = (VIEWS[view](parts[place]) for view, place in (self.left, self.right))
        return b - a if isinstance(a, int) and isinstance(b, int) else None


@dataclass(frozen=True, slots=True)
class Across:
    """A law between the items that stand at the same place of two lists."""

    places: tuple[int, int]
    law: Law

    def holds(self, parts: Parts) -> bool:
        """Return whether all pairs of items keep the law."""
        return all(self.law.holds(pair) for pair in self._pairs(parts))

    def mended(self, parts: Parts) -> list[JsonValue]:
        """Return the parts with those items exchanged that keep the law only the other way."""
        pairs = [self.law.mended(pair) for pair in self._pairs(parts)]
        mended = list(parts)
        if not pairs:
            return mended
        for side, place in enumerate(self.places):
            mended[place] = [pair[side] for pair in pairs]
        return mended

    def _pairs(self, parts: Parts) -> list[list[JsonValue]]:
        left, right = (parts[place] for place in self.places)
        if not isinstance(left, list) or not isinstance(right, list):
            return []
        return [list(pair) for pair in zip(left, right, strict=False)]


def laws_across(rows: Sequence[Parts], places: Sequence[int]) -> Iterator[Across]:
    """Yield the laws between the numbers of lists that are equally long in all rows."""
    for i, j in combinations(places, 2):
        pairs = [
            [a, b] for row in rows for a, b in zip(items_in(row[i]), items_in(row[j]), strict=False)
        ]
        yield from (Across((i, j), law) for law in laws_between(pairs) if law.is_of_values)


def items_in(value: JsonValue) -> list[JsonValue]:
    """Return the items of a list, nothing for all else."""
    return value if isinstance(value, list) else []


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
