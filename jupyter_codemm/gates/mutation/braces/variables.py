"""Wrong variables: another of the same type, a wrong start, a start in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_codemm.gates.mutation.braces.declarations import Variable
from jupyter_codemm.gates.mutation.braces.reading import LOOPS, Reading
from jupyter_codemm.gates.mutation.braces.typed import UNTOLD, is_number
from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.splicing import Cut
from jupyter_codemm.syntax.nodes import Node

# A place where ten variables could stand tells no more than one where two could.
_MOST_OTHERS = 2
_NAMING_FIELDS = frozenset({"name", "declarator", "field", "type", "parameters"})
_NO_VALUES = frozenset(
    {
        "method_reference",
        "scoped_identifier",
        "qualified_identifier",
        "label",
        "break",
        "continue",
        "parameter",
        "field_initializer",
    }
)
_FRESH = frozenset({"number", "text", "boolean", "character", "creation"})


def variables(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where another variable of the same type is used."""
    captured = _captured(reading)
    for node in reading.all("name"):
        above = node.parent
        if above is None or node.field in _NAMING_FIELDS or above.type in _NO_VALUES:
            continue
        if node.field == "function":
            continue
        mine = reading.declarations.find(reading.text(node), node.start)
        if mine is None or mine.type in UNTOLD:
            continue
        others = [other for other in _others(reading, node, mine) if other.name not in captured]
        for other in others[:_MOST_OTHERS]:
            yield reading.replaced("variable", node, other.name)


def starts(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a variable begins at nought instead of at its proper value."""
    for node in reading.all("declarator"):
        value, name = node.child("value"), node.child("name") or node.child("declarator")
        if value is None or name is None or node.nearest(*LOOPS) is not None:
            continue
        mine = reading.declarations.find(reading.text(name), node.end)
        if mine is None or not is_number(mine.type) or mine.is_field or not mine.type.islower():
            continue
        if value.type in ("call", "element", "field_access", "qualified_identifier", "unary"):
            yield reading.replaced("initial", value, "0")


def resets(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where what starts anew in each round of a loop starts only once, before it."""
    for node in reading.all("declaration"):
        loop = node.nearest(*LOOPS, "lambda", "function")
        around = node.parent
        if loop is None or loop.type not in LOOPS or loop.parent is None:
            continue
        if around is None or around.parent is not loop or loop.parent.type != "block":
            continue
        if _starts_fresh(reading, node):
            moved = Cut(loop.start, loop.start, f"{reading.text(node)} ")
            yield reading.slips("initial", node.line, Cut(node.start, node.end, ""), moved)


VARIABLES = (variables, starts, resets)


def _others(reading: Reading, node: Node, mine: Variable) -> list[Variable]:
    inner = node.nearest("lambda")
    function = node.nearest("function")
    is_static = function is not None and _is_static(reading, function)
    return [
        other
        for other in reading.declarations.alike(mine.type, node.start)
        if other.name != mine.name
        and other.has_value
        and mine.has_value
        and (mine.fixed or not other.fixed)
        and other.node is not mine.node
        and (inner is None or other.node.start >= inner.start)
        and not (is_static and other.is_field and not other.is_static)
        and not _is_inside(node, other.node)
    ]


def _is_static(reading: Reading, function: Node) -> bool:
    head = function.child("type")
    before = reading.code[function.start : head.start if head else function.start]
    return b"static" in before.split()


def _is_inside(node: Node, declaration: Node) -> bool:
    # The head of a loop over a list knows nothing yet of the element.
    if declaration.type == "foreach":
        body = declaration.child("body")
        return body is not None and node.start < body.start
    return declaration.start <= node.start < declaration.end


def _captured(reading: Reading) -> set[str]:
    """Return the names that stand in functions without a name: in Java they may never change."""
    if not reading.grammar.strict:
        return set()
    return {
        reading.text(node)
        for inner in reading.all("lambda")
        for node in inner.below()
        if node.type == "name"
    }


def _starts_fresh(reading: Reading, node: Node) -> bool:
    parts = [child for child in node.children if child.field == "declarator"]
    if len(parts) != 1:
        return False
    part = parts[0]
    name = part.child("name") or part.child("declarator") or part
    if name.type != "name" or len(reading.declarations.named(reading.text(name))) != 1:
        return False
    value = part.child("value")
    if value is None:
        kind = node.child("type")
        text = reading.text(kind) if kind is not None else ""
        return not reading.grammar.strict and not is_number(text) and text != "bool"
    if value.type == "creation":
        given = value.child("arguments")
        return given is not None and not given.inner()
    return value.type in _FRESH
