"""Held out: two things are in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jupyter_codemm.gates.mutation.braces.reading import Reading
from jupyter_codemm.gates.mutation.braces.typed import TEXT
from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.splicing import Cut
from jupyter_codemm.syntax.nodes import Node, arguments, called, operator, sides

_ORDERED = frozenset({"-", "/", "%", "<<", ">>"})
# Of two numbers it makes no difference which is named first.
_SYMMETRIC = frozenset({"max", "min", "abs", "swap", "gcd", "lcm", "equals"})


def operands(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where the operands of an operation stand in the wrong order."""
    for node in reading.all("binary"):
        sign, parts = operator(node), sides(node)
        if sign is None or parts is None:
            continue
        joined = sign.type == "+" and reading.types.of(node) in TEXT
        if joined or (sign.type in _ORDERED and reading.counts(*parts)):
            yield _swapped(reading, *parts)


def given(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where two neighbours in a call stand in the wrong order."""
    for call in reading.all("call", "creation"):
        name = called(call)
        if name is not None and reading.text(name) in _SYMMETRIC:
            continue
        values = arguments(call)
        for left, right in pairwise(values):
            kinds = reading.types.of(left), reading.types.of(right)
            if kinds[0] is not None and kinds[0] == kinds[1]:
                yield _swapped(reading, left, right)


def branches(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where the two answers of a condition are in each other's place."""
    for node in reading.all("ternary"):
        first, second = node.child("consequence"), node.child("alternative")
        if first is not None and second is not None:
            yield _swapped(reading, first, second)


SWAPPING = (operands, given, branches)


def _swapped(reading: Reading, left: Node, right: Node) -> Slip:
    middle = reading.code[left.end : right.start].decode()
    text = f"{reading.atom(right)}{middle}{reading.atom(left)}"
    return reading.slips("swapped", left.line, Cut(left.start, right.end, text))
