"""One edit of a sequence: the changes after which off-by-one programs answer differently."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def _place(rng: Random, items: Sequence[T]) -> int:
    """Draw a place, the ends more often than the rest."""
    return rng.choice((0, len(items) - 1, rng.randrange(len(items)), rng.randrange(len(items))))


def _inserted(rng: Random, items: list[T], new: T) -> list[T]:
    at = rng.choice((0, len(items), rng.randint(0, len(items))))
    return [*items[:at], new, *items[at:]]


def _removed(rng: Random, items: list[T], _: T) -> list[T]:
    at = _place(rng, items)
    return items[:at] + items[at + 1 :]


def _replaced(rng: Random, items: list[T], new: T) -> list[T]:
    at = _place(rng, items)
    return [*items[:at], new, *items[at + 1 :]]


def _repeated(rng: Random, items: list[T], _: T) -> list[T]:
    at = _place(rng, items)
    return items[: at + 1] + items[at:]


def _echoed(rng: Random, items: list[T], _: T) -> list[T]:
    """Copy one item over another, often over its neighbour."""
    source = rng.randrange(len(items))
    target = rng.choice((source - 1, _place(rng, items))) % len(items)
    return [*items[:target], items[source], *items[target + 1 :]]


def _exchanged(rng: Random, items: list[T], _: T) -> list[T]:
    changed, a = list(items), rng.randrange(len(items))
    b = rng.choice(((a + 1) % len(items), rng.randrange(len(items))))
    changed[a], changed[b] = changed[b], changed[a]
    return changed


def _cut(rng: Random, items: list[T], _: T) -> list[T]:
    size = rng.choice((0, 1, 2, rng.randint(0, len(items))))
    return items[:size] if rng.random() < 0.5 else items[len(items) - size :]  # noqa: PLR2004


EDITS: Mapping[str, Callable[[Random, list[T], T], list[T]]] = {
    "inserted": _inserted,
    "removed": _removed,
    "replaced": _replaced,
    "repeated": _repeated,
    "echoed": _echoed,
    "exchanged": _exchanged,
    "cut": _cut,
    "reversed": lambda _, items, __: items[::-1],
    "shuffled": lambda rng, items, __: rng.sample(items, len(items)),
    "equal": lambda rng, items, __: [rng.choice(items)] * len(items),
    "doubled": lambda _, items, __: items + items,
    "mirrored": lambda _, items, __: items + items[::-1],
    "rotated": lambda _, items, __: items[1:] + items[:1],
}
_WEIGHTS = {"inserted": 3, "removed": 3, "replaced": 3, "repeated": 3, "echoed": 3, "exchanged": 2}
_NAMES = tuple(name for name in EDITS for _ in range(_WEIGHTS.get(name, 1)))


def edited(rng: Random, items: Sequence[T], new: T) -> list[T]:
    """Return the items after one edit; `new` is an item that may be put among them."""
    if not items:
        return [new]
    return EDITS[rng.choice(_NAMES)](rng, list(items), new)
