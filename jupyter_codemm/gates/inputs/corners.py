"""Inputs at the ends of what the author promised: the empty list, the shortest text, the limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from jupyter_codemm.contracts.cases import CaseInput, Category
from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.gates.inputs.pooling import PoolInput

MOST_BASES = 2
# Numbers far from any that was proposed could make the reference slow.
FAR, ROOM = 10, 1000
Number = int | float
Corner = tuple[Category, JsonValue]


def corners(
    signature: Signature | None,
    proposed: Sequence[CaseInput],
    constraints: Sequence[InputConstraint],
) -> Iterator[PoolInput]:
    """Yield a proposed call with one argument at an end of its constraint, each in turn.

    Ends that are far from everything proposed are passed over. Whether the other constraints are
    kept is for the caller to ask.
    """
    if signature is None or signature.kind != "function":
        return
    places = {param.name: at for at, param in enumerate(signature.params)}
    calls = [list(item.args) for item in proposed if item.args is not None]
    for constraint in constraints:
        name, *items = constraint.on.split("[")
        at = places.get(name)
        if at is None or len(items) > 1:
            continue
        near = _near(calls, at)
        for args in calls[:MOST_BASES]:
            for category, value in _at_the_ends(constraint, args[at], near):
                yield PoolInput(CaseInput(args=(*args[:at], value, *args[at + 1 :])), category)


def _near(calls: Sequence[Sequence[JsonValue]], at: int) -> float:
    """Return how far from zero the end of a range may be."""
    seen = [abs(number) for args in calls for number in _numbers(args[at])]
    return FAR * max(seen, default=0) + ROOM


def _numbers(value: JsonValue) -> list[Number]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, int | float) and not isinstance(one, bool)]


def _at_the_ends(constraint: InputConstraint, value: JsonValue, near: float) -> Iterator[Corner]:
    if constraint.rule == "length" and constraint.low is not None:
        if isinstance(value, list | str) and len(value) >= constraint.low:
            yield _called(int(constraint.low)), value[: int(constraint.low)]
    elif constraint.rule == "range":
        ends = [end for end in (constraint.low, constraint.high) if end is not None]
        for end in ends:
            if abs(end) <= near:
                yield from _with(value, end)


def _called(length: int) -> Category:
    return "minimal" if length == 0 else "single" if length == 1 else "boundary"


def _with(value: JsonValue, end: Number) -> Iterator[Corner]:
    """Yield the value as the number that an end is, or with that number in it."""
    if isinstance(value, list):
        if _numbers(value) == value != []:
            yield "boundary", [*value[:-1], _like(value[-1], end)]
    elif _numbers(value):
        yield "boundary", _like(value, end)


def _like(value: JsonValue, end: Number) -> Number:
    return float(end) if isinstance(value, float) else int(end) if end == int(end) else end
