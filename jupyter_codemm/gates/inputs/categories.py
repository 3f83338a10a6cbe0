"""The category that a generated input stands for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from jupyter_codemm.contracts.cases import Category
from jupyter_codemm.gates.inputs.constants import Constants
from jupyter_codemm.gates.inputs.domain import Domain, items_of
from jupyter_codemm.gates.inputs.orders import ORDERS

LARGE = 0.8
FEW_ITEMS = 3


def category_of(domain: Domain, value: JsonValue, constants: Constants) -> Category:
    """Return the first category that fits a product of parts, the rarest ones first."""
    outer = zip(domain.parts, items_of(value), strict=True)
    lists = [(d, v) for d, v in outer if isinstance(v, list | str)]
    places = _places(domain, value)
    numbers = [(d.span, v) for d, v in places if isinstance(v, int | float) and d.span]
    if not lists and all(v == 0 for _, v in numbers):
        return "minimal"
    sized = _by_size(lists)
    if sized is not None:
        return sized
    if any(v in span.ends() or v in constants.near(span) for span, v in numbers):
        return "boundary"
    if any(len({json.dumps(i) for i in v}) < len(v) for _, v in lists):
        return "duplicates"
    return "negative" if any(v < 0 for _, v in numbers) else "typical"


def _by_size(lists: Sequence[tuple[Domain, list[JsonValue] | str]]) -> Category | None:
    """Return what the sizes and the order of lists and texts say."""
    if any(len(v) == 0 for _, v in lists):
        return "minimal"
    if lists and all(len(v) == 1 for _, v in lists):
        return "single"
    if any(_is_large(d, v) for d, v in lists):
        return "large"
    return "adversarial" if any(_is_peculiar(v) for _, v in lists) else None


def _places(domain: Domain, value: JsonValue) -> Iterator[tuple[Domain, JsonValue]]:
    yield domain, value
    if domain.positions:
        for part, item in zip(domain.parts, items_of(value), strict=True):
            yield from _places(part, item)
    elif isinstance(value, list) and domain.parts and domain.node.name in ("list", "set"):
        for item in value:
            yield from _places(domain.parts[0], item)


def _is_large(domain: Domain, value: list[JsonValue] | str) -> bool:
    sizes = domain.sizes or (domain.text.sizes if domain.text else None)
    return sizes is not None and len(value) > FEW_ITEMS and len(value) >= LARGE * sizes.high


def _is_peculiar(value: list[JsonValue] | str) -> bool:
    """Return whether items are all equal or stand in order."""
    items = list(value)
    if len(items) < FEW_ITEMS:
        return False
    return ORDERS["rising"].holds(items) or ORDERS["falling"].holds(items)
