"""Inputs at the ends of what the author promised: the empty list, the shortest text, the limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from jupyter_codemm.contracts.cases import CaseInput, Category
from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.gates.inputs.arguments import Told, call_domain
from jupyter_codemm.gates.inputs.declared import far_from
from jupyter_codemm.gates.inputs.domain import Domain
from jupyter_codemm.gates.inputs.orders import fitted
from jupyter_codemm.gates.inputs.pooling import PoolInput

MOST_BASES = 2
Number = int | float
Args = list[JsonValue]
Corner = tuple[Category, Args]


def corners(
    signature: Signature | None,
    proposed: Sequence[CaseInput],
    constraints: Sequence[InputConstraint],
    statement: str = "",
) -> Iterator[PoolInput]:
    """Yield a proposed call with one argument at an end of its constraint, each in turn.

    Arguments of the same length change together. Ends that are far from everything proposed are
    passed over, and so is what breaks a form that all proposed calls have. Whether the other
    constraints are kept is for the caller to ask.
    """
    if signature is None or signature.kind != "function":
        return
    places = {param.name: at for at, param in enumerate(signature.params)}
    calls = [list(item.args) for item in proposed if item.args is not None]
    domain = call_domain(signature.params, calls, Told(statement, tuple(constraints)))
    for constraint in constraints:
        name, *items = constraint.on.split("[")
        at = places.get(name)
        if at is None or len(items) > 1:
            continue
        near = far_from([number for args in calls for number in _numbers(args[at])])
        for args in calls[:MOST_BASES]:
            for category, changed in _at_the_ends(constraint, domain, args, at, near):
                if domain.holds(changed):
                    yield PoolInput(CaseInput(args=tuple(changed)), category)


def _numbers(value: JsonValue) -> list[Number]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, int | float) and not isinstance(one, bool)]


def _at_the_ends(
    constraint: InputConstraint, domain: Domain, args: Args, at: int, near: Number
) -> Iterator[Corner]:
    if constraint.rule == "length" and constraint.low is not None and "[" not in constraint.on:
        size, value = int(constraint.low), args[at]
        if isinstance(value, list | str) and len(value) >= size:
            linked = next((some for some in domain.linked if at in some), (at,))
            cut = [
                _cut(domain, one, args[one], size) if one in linked else args[one]
                for one in range(len(args))
            ]
            yield _called(size), cut
    elif constraint.rule == "range":
        ends = [end for end in (constraint.low, constraint.high) if end is not None]
        for end in ends:
            if abs(end) <= near:
                for value in _with(args[at], end):
                    yield "boundary", [*args[:at], value, *args[at + 1 :]]


def _cut(domain: Domain, at: int, value: JsonValue, size: int) -> JsonValue:
    """Return a list or a text of this size; a square stays one."""
    if not isinstance(value, list | str):
        return value
    cut = value[:size]
    if isinstance(cut, list) and "square" in domain.parts[at].orders:
        return [fitted(row, size) for row in cut]
    return cut


def _called(length: int) -> Category:
    return "minimal" if length == 0 else "single" if length == 1 else "boundary"


def _with(value: JsonValue, end: Number) -> Iterator[JsonValue]:
    """Yield the value as the number that an end is, or a list with it at one end or throughout."""
    if isinstance(value, list):
        if _numbers(value) == value != []:
            yield [*value[:-1], _like(value[-1], end)]
            yield [_like(value[0], end), *value[1:]]
            yield [_like(item, end) for item in value]
    elif _numbers(value):
        yield _like(value, end)


def _like(value: JsonValue, end: Number) -> Number:
    return float(end) if isinstance(value, float) else int(end) if end == int(end) else end
