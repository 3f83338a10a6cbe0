"""Wrong conditions: limits, directions, and, or, not."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_codemm.gates.mutation.braces.reading import Reading
from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.splicing import Cut
from jupyter_codemm.syntax.nodes import Node, condition, operator, sides

_TWINS = {
    "<": ("<=", ">"),
    "<=": ("<", ">="),
    ">": (">=", "<"),
    ">=": (">", "<="),
    "==": ("!=",),
    "!=": ("==",),
}
_INCLUSIVE = frozenset({"<", "<=", ">", ">="})
_ONE_SIDED = (">=", "<=")
_LOGIC = {"&&": "||", "||": "&&", "and": "or", "or": "and"}


def comparisons(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where the limit is inside instead of outside, or the direction is wrong."""
    for node in reading.all("binary"):
        sign, parts = operator(node), sides(node)
        if sign is None or parts is None or sign.type not in _TWINS:
            continue
        twins = _TWINS[sign.type]
        if sign.type == "==" and reading.counts(*parts):
            twins += _ONE_SIDED
        for index, twin in enumerate(twins):
            at_limit = index == 0 and twin in _INCLUSIVE
            yield reading.replaced("bounds" if at_limit else "comparison", sign, twin)


def logic(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where `and` stands for `or`, or one of the conditions is forgotten."""
    for node in reading.all("binary"):
        sign, parts = operator(node), sides(node)
        if sign is None or parts is None or sign.type not in _LOGIC or _names(node):
            continue
        yield reading.replaced("logic", sign, _LOGIC[sign.type])
        for part in parts:
            yield reading.replaced("logic", node, reading.text(part))
        for part in parts:
            if part.type in ("call", "name"):
                yield reading.replaced("negation", part, f"!{reading.text(part)}")


def negations(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a condition is turned round."""
    for node in reading.all("unary"):
        sign, inner = operator(node), node.child("operand")
        if sign is not None and sign.type == "!" and inner is not None and not _names(node):
            yield reading.replaced("negation", node, reading.text(inner))
    for test in _tests(reading):
        if test.type != "unary":
            yield reading.replaced("negation", test, f"!({reading.text(test)})")


def decided(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a condition always holds, or never."""
    for test in _tests(reading):
        yield reading.replaced("condition", test, "true")
        yield reading.replaced("condition", test, "false")
    for loop in reading.all("while", "for"):
        asked = condition(loop)
        # A loop that plainly never runs is refused where what is never reached is refused.
        if asked is not None and not reading.is_endless(loop) and not _names(asked):
            never = f"false && ({reading.text(asked)})"
            cut = Cut(asked.start, asked.end, never)
            yield reading.slips("condition", asked.line, cut)


CONDITIONS = (comparisons, logic, negations, decided)


def _tests(reading: Reading) -> Iterator[Node]:
    for node in reading.all("if", "ternary"):
        test = condition(node)
        if test is not None and not _names(test):
            yield test


def _names(test: Node) -> bool:
    """Return whether a condition gives a name to what it asks about (`x instanceof Dog dog`)."""
    return any(
        node.type == "instanceof_expression" and node.child("name") is not None
        for node in test.below()
    )
