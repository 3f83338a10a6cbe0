"""Wrong statements: forgotten ones, wrong ways to add up."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_codemm.gates.mutation.braces.reading import LOOPS, Reading
from jupyter_codemm.gates.mutation.braces.typed import RANKS, is_number
from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.syntax.nodes import Node, operator, sides

_UPDATES = {"+=": "-=", "-=": "+=", "*=": "+=", "/=": "*=", "%=": "/="}
_STEPS = {"++": "--", "--": "++"}


def deletions(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a statement is forgotten."""
    for node in reading.all("expression_statement"):
        is_value = node.parent is not None and node.parent.type == "switch_rule"
        inner = [] if is_value else node.inner()
        if inner and not (reading.grammar.strict and _gives_first_value(reading, inner[0])):
            yield _deleted(reading, node)
    for node in reading.all("break"):
        around = node.nearest(*LOOPS, "switch")
        if around is None or around.type not in LOOPS or not reading.is_endless(around):
            yield _deleted(reading, node)
    for node in reading.all("continue"):
        yield _deleted(reading, node)
    for node in reading.all("return", "throw"):
        if _may_be_missing(node):
            yield _deleted(reading, node)


def updates(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a variable is added up the wrong way."""
    for node in reading.all("assignment"):
        sign, parts = operator(node), sides(node)
        if sign is None or parts is None or sign.type not in _UPDATES:
            continue
        if reading.counts(*parts):
            yield reading.replaced("accumulator", sign, _UPDATES[sign.type])
        if _fits(reading, *parts):
            yield reading.replaced("accumulator", sign, "=")
    for node in reading.all("update"):
        sign = operator(node)
        alone = node.parent is not None and node.parent.type == "expression_statement"
        if sign is not None and alone and reading.counts(node):
            yield reading.replaced("accumulator", sign, _STEPS[sign.type])


STATEMENTS = (deletions, updates)


def _deleted(reading: Reading, node: Node) -> Slip:
    # Elsewhere, behind `else` or at the end of a case, some statement has to stand.
    in_block = node.parent is not None and node.parent.type == "block"
    return reading.replaced("deletion", node, "" if in_block else ";")


def _gives_first_value(reading: Reading, node: Node) -> bool:
    """Return whether an assignment may be the one without which a variable has no value."""
    target = node.child("left") if node.type == "assignment" else None
    while target is not None and target.type == "field_access":
        target = target.child("field")
    if target is None or target.type != "name":
        return False
    return any(
        variable.fixed or not variable.has_value
        for variable in reading.declarations.named(reading.text(target))
    )


def _may_be_missing(node: Node) -> bool:
    """Return whether a function surely goes on behind a statement that leaves it."""
    around = node.parent
    inside = node
    if around is not None and around.type == "block":
        inside, around = around, around.parent
    if around is None or around.type not in ("if", "for", "while", "foreach"):
        return False
    if around.type == "if":
        return inside.field == "consequence" and around.child("alternative") is None
    return True


def _fits(reading: Reading, target: Node, value: Node) -> bool:
    """Return whether a value can be assigned to a target as it is."""
    kinds = reading.types.of(target), reading.types.of(value)
    if kinds[0] is None or kinds[1] is None:
        return False
    if all(map(is_number, kinds)):
        ranks = [RANKS.get(kind or "", 0) for kind in kinds]
        return ranks[1] <= ranks[0] and ranks[0] > 0
    return kinds[0] == kinds[1]
