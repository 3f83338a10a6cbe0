"""What a list may keep to as a whole: an order, distinct items, the form of a grid."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pydantic import JsonValue

List = list[JsonValue]

ORDERED_ODDS = 0.2
DISTINCT_ODDS = 0.05
MIN_GRIDS = 3


@dataclass(frozen=True, slots=True)
class Order:
    """A rule for whole lists, how likely a list keeps it by chance, and how to mend one.

    `most` is the likelihood up to which the rule is believed; a rule with none is never learnt.
    """

    holds: Callable[[List], bool]
    odds: Callable[[List, float], float]
    most: float
    mended: Callable[[List], List] = list


def _steps(compare: Callable[[Any, Any], bool]) -> Callable[[List], bool]:
    def holds(items: List) -> bool:
        return not _comparable(items) or all(compare(a, b) for a, b in pairwise(items))

    return holds


def _comparable(items: Sequence[JsonValue]) -> bool:
    kinds = {_kind(item) for item in items}
    return len(kinds) <= 1 and not kinds & {"NoneType", "dict"}


def _kind(item: JsonValue) -> str:
    return "number" if isinstance(item, int | float) else type(item).__name__


def _sorted(*, reverse: bool) -> Callable[[List], List]:
    def mended(items: List) -> List:
        return sorted(items, key=_plain, reverse=reverse) if _comparable(items) else items

    return mended


def _plain(item: JsonValue) -> Any:  # noqa: ANN401 - whatever can be compared
    return item


def _ordered_odds(items: List, _: float) -> float:
    return 1 / math.factorial(min(len(_keys(items)), 20))


def _distinct_odds(items: List, room: float) -> float:
    return math.prod(max(0.0, 1 - place / room) for place in range(len(items)))


def _keys(items: Sequence[JsonValue]) -> dict[str, JsonValue]:
    return {json.dumps(item): item for item in items}


def _heads(items: List) -> list[str]:
    return [json.dumps(pair[0]) for pair in items if isinstance(pair, list)]


def _even_rows(items: List) -> bool:
    return len({len(i) for i in items if isinstance(i, list | str)}) <= 1


def _row_odds(items: List, _: float) -> float:
    if not (len(items) > 1 and isinstance(items[0], list | str) and len(items[0]) > 0):
        return 1.0
    # Words are often equally long by chance; rows are a grid.
    return 0.5 if isinstance(items[0], str) else 0.5**MIN_GRIDS


def _evened(items: List) -> List:
    """Give all rows the length that most of them have, of equally frequent ones the first."""
    sizes = Counter(len(row) for row in items if isinstance(row, list | str))
    return [fitted(row, sizes.most_common(1)[0][0]) for row in items] if sizes else items


def _square(items: List) -> bool:
    return all(isinstance(row, list | str) and len(row) == len(items) for row in items)


def _square_odds(items: List, _: float) -> float:
    return 0.5 if len(items) > 1 else 1.0


def fitted(value: JsonValue, size: int) -> JsonValue:
    """Return a list or a text of this size: its start, or itself again and again.

    What is empty or of another type stays as it is.
    """
    if not isinstance(value, list | str) or not value:
        return value
    times = -(-size // len(value))
    return (value * times)[:size]


def _permutation(items: List) -> bool:
    if not items or not all(isinstance(item, int) for item in items):
        return False
    ordered = sorted(items, key=_plain)
    return ordered in (list(range(len(items))), list(range(1, len(items) + 1)))


def _symmetric(items: List) -> bool:
    rows = [item for item in items if isinstance(item, list)]
    if len(rows) != len(items) or any(len(row) != len(rows) for row in rows):
        return False
    return [list(column) for column in zip(*rows, strict=True)] == rows


ORDERS: Mapping[str, Order] = {
    "rising": Order(
        _steps(lambda a, b: a <= b), _ordered_odds, ORDERED_ODDS, _sorted(reverse=False)
    ),
    "falling": Order(
        _steps(lambda a, b: a >= b), _ordered_odds, ORDERED_ODDS, _sorted(reverse=True)
    ),
    "distinct": Order(
        lambda items: len(_keys(items)) == len(items),
        _distinct_odds,
        DISTINCT_ODDS,
        lambda items: list(_keys(items).values()),
    ),
    "distinct_keys": Order(
        lambda items: len(set(_heads(items))) == len(items),
        lambda *_: 1.0,
        0.0,
        lambda items: list(dict(zip(_heads(items), items, strict=False)).values()),
    ),
    "even_rows": Order(_even_rows, _row_odds, 0.5**MIN_GRIDS, _evened),
    "square": Order(
        _square, _square_odds, 0.5, lambda items: [fitted(row, len(items)) for row in items]
    ),
    "permutation": Order(_permutation, _ordered_odds, ORDERED_ODDS),
    "symmetric": Order(_symmetric, lambda items, _: 0.5 if len(items) > 1 else 1.0, 0.5**MIN_GRIDS),
}


def orders_of(lists: Sequence[List]) -> tuple[str, ...]:
    """Return the rules that all lists keep and hardly keep by chance."""
    room = _room([item for items in lists for item in items])
    return tuple(n for n, order in ORDERS.items() if order.most and _kept(order, lists, room))


def _kept(order: Order, lists: Sequence[List], room: float) -> bool:
    if not all(order.holds(items) for items in lists):
        return False
    return math.prod(order.odds(items, room) for items in lists) <= order.most


def _room(items: Sequence[JsonValue]) -> float:
    """Return how many different items there could have been."""
    numbers = [i for i in items if isinstance(i, int) and not isinstance(i, bool)]
    if numbers and len(numbers) == len(items):
        return max(numbers) - min(numbers) + 1
    return max(1, len(_keys(items)))
