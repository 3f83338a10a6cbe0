"""Held out: two things are in the wrong order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.python.reading import Reading
from jupyter_codemm.gates.mutation.splicing import Cut

_ORDERED = (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.LShift, ast.RShift)
# Of two numbers it makes no difference which is named first.
_SYMMETRIC = frozenset({"max", "min", "gcd", "lcm", "print", "zip", "set", "abs"})


def operands(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where the operands of an operation stand in the wrong order."""
    for node in reading.all(ast.BinOp):
        texts = isinstance(node.op, ast.Add) and _is_joined(reading, node)
        if isinstance(node.op, _ORDERED) or texts:
            yield _swapped(reading, node.left, node.right)


def arguments(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where two neighbours in a call or a tuple stand in the wrong order."""
    for call in reading.all(ast.Call):
        match call.func:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name not in _SYMMETRIC:
                yield from _neighbours(reading, call.args)
    for node in reading.all(ast.Tuple):
        if isinstance(node.ctx, ast.Load):
            yield from _neighbours(reading, node.elts)


def branches(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where the two answers of a condition are in each other's place."""
    for node in reading.all(ast.IfExp):
        yield _swapped(reading, node.body, node.orelse)


SWAPPING = (operands, arguments, branches)


def _neighbours(reading: Reading, items: list[ast.expr]) -> Iterator[Slip]:
    for left, right in pairwise(items):
        if isinstance(left, ast.Starred) or isinstance(right, ast.Starred):
            continue
        if reading.kinds.of(left) == reading.kinds.of(right):
            yield _swapped(reading, left, right)


def _swapped(reading: Reading, left: ast.expr, right: ast.expr) -> Slip:
    first, second = reading.atom(right), reading.atom(left)
    start, end = reading.span(left)[0], reading.span(right)[1]
    middle = reading.code[reading.span(left)[1] : reading.span(right)[0]].decode()
    return reading.slips("swapped", Cut(start, end, f"{first}{middle}{second}"))


def _is_joined(reading: Reading, node: ast.BinOp) -> bool:
    kinds = (reading.kinds.of(node.left), reading.kinds.of(node.right))
    return any(kind is not None and kind.startswith(("text", "list")) for kind in kinds)
