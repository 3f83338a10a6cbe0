"""Whether two collections without order hold the same items, where items may differ a little."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
MAX_SEARCH = 100
MAX_COVER = 500


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """An item with its outline, which items that fit share, and the numbers that may differ."""

    item: T
    outline: str
    numbers: tuple[float, ...]

    @property
    def place(self) -> list[tuple[bool, float]]:
        """What items of the same outline are sorted by; NaN comes last."""
        return [(math.isnan(n), 0.0 if math.isnan(n) else n) for n in self.numbers]


Fits = Callable[[T, T], bool]


def all_paired(expected: Iterable[Placed[T]], got: Iterable[Placed[T]], fits: Fits[T]) -> bool:
    """Return whether every item has a partner of its own that fits it.

    Items in more than one number that are all but equal may need a search for partners: it is made
    among at most 100 of the same outline.
    """
    left, right = _by_outline(expected), _by_outline(got)
    return left.keys() == right.keys() and all(
        _paired(items, right[outline], fits) for outline, items in left.items()
    )


def all_covered(expected: Sequence[Placed[T]], got: Sequence[Placed[T]], fits: Fits[T]) -> bool:
    """Return whether every item of either side has some item of the other that fits it.

    With more than 500 items on a side, each needs a partner of its own.
    """
    if max(len(expected), len(got)) > MAX_COVER:
        return all_paired(expected, got, fits)
    return all(any(fits(e.item, g.item) for g in got) for e in expected) and all(
        any(fits(e.item, g.item) for e in expected) for g in got
    )


def _by_outline(items: Iterable[Placed[T]]) -> dict[str, list[Placed[T]]]:
    groups: defaultdict[str, list[Placed[T]]] = defaultdict(list)
    for item in items:
        groups[item.outline].append(item)
    return groups


def _paired(expected: list[Placed[T]], got: list[Placed[T]], fits: Fits[T]) -> bool:
    if len(expected) != len(got):
        return False
    left = [p.item for p in sorted(expected, key=lambda p: p.place)]
    right = [p.item for p in sorted(got, key=lambda p: p.place)]
    if all(map(fits, left, right)):
        return True
    return len(left) <= MAX_SEARCH and _Search([[fits(e, g) for g in right] for e in left]).full()


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
