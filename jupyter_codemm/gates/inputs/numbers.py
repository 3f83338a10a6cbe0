"""The numbers inside of a value: what they are, and another one in the place of one of them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TypeGuard

from pydantic import JsonValue

from jupyter_codemm.gates.inputs.domain import Domain, items_of
from jupyter_codemm.gates.inputs.spans import Number, Span

MAX_RELATED = 40
LARGEST = 10**18


def placed(
    rng: Random, domain: Domain, value: JsonValue, drawn: Callable[[Span], Number]
) -> JsonValue:
    """Return the value with a drawn number in the place of one of its numbers, if it has any."""
    if domain.span is not None:
        return drawn(domain.span)
    if not isinstance(value, list) or not domain.parts or domain.frozen:
        return value
    parts = domain.parts if domain.positions else domain.parts[:1] * len(value)
    numeric = [place for place, part in enumerate(parts[: len(value)]) if has_numbers(part)]
    if not numeric:
        return value
    at = rng.choice(numeric)
    return [*value[:at], placed(rng, parts[at], value[at], drawn), *value[at + 1 :]]


def flooded(domain: Domain, value: JsonValue, number: Number) -> JsonValue:
    """Return the value with one number in the place of all those that may have it."""
    if domain.span is not None:
        return domain.span.exact(number) if domain.span.holds(number) else value
    if not isinstance(value, list) or not domain.parts or domain.frozen:
        return value
    parts = domain.parts if domain.positions else domain.parts[:1] * len(value)
    return [flooded(part, item, number) for part, item in zip(parts, value, strict=False)]


def has_numbers(domain: Domain) -> bool:
    """Return whether numbers can stand somewhere in a domain that `placed` reaches."""
    return bool(spans_in(domain))


def spans_in(domain: Domain) -> tuple[Span, ...]:
    """Return the spans of all numbers that `placed` reaches."""
    if domain.span is not None:
        return (domain.span,)
    return tuple(span for part in domain.parts for span in spans_in(part))


def related(value: JsonValue) -> list[Number]:
    """Return the numbers in a value, with the sizes and sums of its lists."""
    found: list[Number] = []
    _collect(value, found)
    return found[:MAX_RELATED]


def _collect(value: JsonValue, found: list[Number]) -> None:
    if is_number(value):
        found.append(value)
    elif isinstance(value, str):
        found.append(len(value))
    elif isinstance(value, list | dict):
        items = items_of(value)
        found += [len(items), sum(item for item in items if is_number(item))]
        for item in items:
            _collect(item, found)


def is_number(value: JsonValue) -> TypeGuard[Number]:
    """Return whether a value is a number, and one that any other can be added to."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= LARGEST
