"""Wrong conditions: limits, directions, and, or, not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.python.reading import Reading

_TWINS: dict[type[ast.cmpop], tuple[bytes, tuple[str, ...]]] = {
    ast.Lt: (rb"<", ("<=", ">")),
    ast.LtE: (rb"<=", ("<", ">=")),
    ast.Gt: (rb">", (">=", "<")),
    ast.GtE: (rb">=", (">", "<=")),
    ast.Eq: (rb"==", ("!=",)),
    ast.NotEq: (rb"!=", ("==",)),
    ast.In: (rb"\bin\b", ("not in",)),
    ast.NotIn: (rb"\bnot\s+in\b", ("in",)),
    ast.Is: (rb"\bis\b", ("is not",)),
    ast.IsNot: (rb"\bis\s+not\b", ("is",)),
}
_INCLUSIVE = {"<", "<=", ">", ">="}
# A wrong direction instead of equality: only where both sides are numbers.
_ONE_SIDED = (">=", "<=")


def comparisons(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where the limit is inside instead of outside, or the direction is wrong."""
    for node in reading.all(ast.Compare):
        sides = [node.left, *node.comparators]
        for left, right, op in zip(sides, sides[1:], node.ops, strict=False):
            sign, twins = _TWINS[type(op)]
            found = reading.between(left, right, sign)
            if found is None:
                continue
            if isinstance(op, ast.Eq) and reading.kinds.of(left) == "number":
                twins += _ONE_SIDED
            for index, twin in enumerate(twins):
                at_limit = index == 0 and twin in _INCLUSIVE
                yield reading.slip("bounds" if at_limit else "comparison", *found, twin)


def logic(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where `and` stands for `or`, or one of the conditions is forgotten."""
    for node in reading.all(ast.BoolOp):
        word, twin = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in pairwise(node.values):
            found = reading.between(left, right, rb"\b%s\b" % word.encode())
            if found is not None:
                yield reading.slip("logic", *found, twin)
        for index in range(len(node.values)):
            rest = [reading.atom(v) for place, v in enumerate(node.values) if place != index]
            yield reading.replaced("logic", node, f" {word} ".join(rest))


def negations(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a condition is turned round."""
    for node in reading.all(ast.UnaryOp):
        if isinstance(node.op, ast.Not):
            yield reading.replaced("negation", node, reading.atom(node.operand))
    for test in _tests(reading):
        if not isinstance(test, ast.UnaryOp):
            yield reading.replaced("negation", test, f"not ({reading.text(test)})")


def decided(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a condition always holds, or never."""
    for test in _tests(reading):
        yield reading.replaced("condition", test, "True")
        yield reading.replaced("condition", test, "False")
    for loop in reading.all(ast.While):
        yield reading.replaced("condition", loop.test, "False")


CONDITIONS = (comparisons, logic, negations, decided)


def _tests(reading: Reading) -> Iterator[ast.expr]:
    choices: list[ast.If | ast.IfExp] = [*reading.all(ast.If), *reading.all(ast.IfExp)]
    for node in choices:
        yield node.test
    for part in reading.all(ast.comprehension):
        yield from part.ifs
