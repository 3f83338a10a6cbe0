"""Whether two collections without order hold the same items, where items may differ a little."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
MAX_SEARCH = 200
MAX_COVER = 500
MAX_SORTS = 8


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """An item with its outline, which items that fit share, and the numbers that may differ.

    Of items that fit, the numbers of the same index are near each other, unless one is `loose`.
    """

    item: T
    outline: str
    numbers: tuple[float, ...]
    loose: bool = False

    def place(self, first: int = 0) -> list[tuple[bool, float]]:
        """Return what items of the same outline are sorted by; NaN comes last."""
        return [_rank(n) for n in (*self.numbers[first:], *self.numbers[:first])]


Fits = Callable[[T, T], bool]
Near = Callable[[float, float], bool]
Group = tuple[list[Placed[T]], list[Placed[T]]]


def all_paired(
    expected: Iterable[Placed[T]], got: Iterable[Placed[T]], fits: Fits[T], near: Near
) -> bool:
    """Return whether every item has a partner of its own that fits it.

    Numbers that are not `near` keep items apart. Where more than 200 are left that are all but
    equal in every number, partners are found by sorting only.
    """
    left, right = _by_outline(expected), _by_outline(got)
    return left.keys() == right.keys() and all(
        _paired((items, right[outline]), fits, near) for outline, items in left.items()
    )


def all_covered(
    expected: Sequence[Placed[T]], got: Sequence[Placed[T]], fits: Fits[T], near: Near
) -> bool:
    """Return whether every item of either side has some item of the other that fits it.

    With more than 500 items on a side, each needs a partner of its own.
    """
    if max(len(expected), len(got)) > MAX_COVER:
        return all_paired(expected, got, fits, near)
    return all(any(fits(e.item, g.item) for g in got) for e in expected) and all(
        any(fits(e.item, g.item) for e in expected) for g in got
    )


def _by_outline(items: Iterable[Placed[T]]) -> dict[str, list[Placed[T]]]:
    groups: defaultdict[str, list[Placed[T]]] = defaultdict(list)
    for item in items:
        groups[item.outline].append(item)
    return groups


def _rank(number: float) -> tuple[bool, float]:
    return (True, 0.0) if math.isnan(number) else (False, number)


def _paired(group: Group[T], fits: Fits[T], near: Near) -> bool:
    if not _balanced(group):
        return False
    if _sorted_pairs_fit(group, 0, fits):
        return True
    groups = [group]
    loose = any(p.loose for side in group for p in side)
    for index in range(0 if loose else len(group[0][0].numbers)):
        groups = [part for one in groups for part in _parts(one, index, near)]
        if not all(map(_balanced, groups)):
            return False
    return all(_matched(one, fits) for one in groups)


def _balanced(group: Group[T]) -> bool:
    return len(group[0]) == len(group[1])


def _parts(group: Group[T], index: int, near: Near) -> list[Group[T]]:
    """Split a group where no number of either side is near the next one: no partners are apart."""
    if len(group[0]) == 1:
        return [group]
    placed = [(p.numbers[index], side, p) for side in (0, 1) for p in group[side]]
    placed.sort(key=lambda one: _rank(one[0]))
    parts: list[Group[T]] = [([], [])]
    last = placed[0][0]
    for number, side, item in placed:
        if not (near(last, number) or near(number, last)):
            parts.append(([], []))
        parts[-1][side].append(item)
        last = number
    return parts


def _matched(group: Group[T], fits: Fits[T]) -> bool:
    keys = max(1, min(MAX_SORTS, len(group[0][0].numbers)))
    if any(_sorted_pairs_fit(group, first, fits) for first in range(keys)):
        return True
    left, right = group
    return (
        1 < len(left) <= MAX_SEARCH
        and _Search([[fits(e.item, g.item) for g in right] for e in left]).full()
    )


def _sorted_pairs_fit(group: Group[T], first: int, fits: Fits[T]) -> bool:
    left, right = (sorted(side, key=lambda p: p.place(first)) for side in group)
    return all(fits(e.item, g.item) for e, g in zip(left, right, strict=True))


class _Search:
    """Looks for partners by augmenting paths, as Kuhn does."""

    def __init__(self, fitting: Sequence[Sequence[bool]]) -> None:
        self._fitting = fitting
        self._partner: dict[int, int] = {}

    def full(self) -> bool:
        return all(self._found(e, set()) for e in range(len(self._fitting)))

    def _found(self, e: int, tried: set[int]) -> bool:
        for g, fit in enumerate(self._fitting[e]):
            if not fit or g in tried:
                continue
            tried.add(g)
            if g not in self._partner or self._found(self._partner[g], tried):
                self._partner[g] = e
                return True
        return False
