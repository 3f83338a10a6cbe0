"""Wrong numbers: constants, bounds, places in a list, arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jupyter_codemm.gates.mutation.braces.reading import Reading
from jupyter_codemm.gates.mutation.braces.typed import WHOLE, is_list, is_map
from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.splicing import Cut
from jupyter_codemm.syntax.nodes import (
    Node,
    arguments,
    called,
    condition,
    operator,
    owner,
    place,
    sides,
)

_INT_MAX = 2**31 - 1
_LARGEST = 10**18
_NUMBER = re.compile(r"(-?)(0[xX][0-9a-fA-F_']+|0[bB][01_']+|[0-9_'.]+)([a-zA-Z]*)")
_TWINS = {
    "+": "-", "-": "+", "*": "+", "/": "%", "%": "/", "&": "|", "|": "&", "^": "|",
    "<<": ">>", ">>": "<<", ">>>": "<<",
}  # fmt: skip
_BETWEEN = {"<": "- 1", ">": "+ 1", "<=": "+ 1", ">=": "- 1"}
_PLACES = frozenset({"get", "at", "charAt"})
_PARTS = frozenset({"substring", "substr", "subList"})


def constants(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a number is one more or one less."""
    for node in reading.all("number"):
        above = node.parent
        sign = operator(above) if above is not None and above.type == "unary" else None
        if above is not None and above.type == "declaration" and _is_abstract(above):
            continue
        whole = above if above is not None and sign is not None and sign.type == "-" else node
        for text in _near(reading, node, negative=whole is not node):
            if not _is_taken(reading, node, text):
                yield reading.replaced("constant", whole, _guarded(whole, text))


def bounds(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a loop or a part of a text begins or ends one off."""
    for loop in reading.all("for"):
        asked = condition(loop)
        parts = sides(asked) if asked is not None and asked.type == "binary" else None
        sign = operator(asked) if asked is not None else None
        if parts and sign is not None and sign.type in _BETWEEN:
            yield from _one_off(reading, "bounds", parts[1], _BETWEEN[sign.type])
        for start in _starts(loop):
            yield from _one_off(reading, "bounds", start, "+ 1", "- 1")
    for call in reading.all("call"):
        name = called(call)
        if name is not None and reading.text(name) in _PARTS:
            for given in arguments(call):
                yield from _one_off(reading, "bounds", given, "+ 1", "- 1")


def indexes(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where an element beside the right one is taken."""
    for node in reading.all("element"):
        parts = place(node)
        if parts is not None and not is_map(reading.types.of(parts[0])):
            yield from _one_off(reading, "index", parts[1], "+ 1", "- 1")
    for call in reading.all("call"):
        name, whole, given = called(call), owner(call), arguments(call)
        if name is None or whole is None or len(given) != 1 or reading.text(name) not in _PLACES:
            continue
        if reading.text(name) == "charAt" or is_list(reading.types.of(whole)):
            yield from _one_off(reading, "index", given[0], "+ 1", "- 1")


def arithmetic(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where another operator stands between two numbers."""
    for node in reading.all("binary"):
        parts, sign = sides(node), operator(node)
        if parts is None or sign is None or sign.type not in _TWINS:
            continue
        twin = _TWINS[sign.type]
        if twin == "%" and not all(reading.types.of(part) in WHOLE for part in parts):
            twin = "*"
        if reading.counts(*parts):
            yield reading.replaced("arithmetic", sign, twin)


def operands(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where one side of an operation, or the sign of a number, is forgotten."""
    for node in reading.all("binary"):
        parts, sign = sides(node), operator(node)
        kind = reading.types.of(node)
        if parts is None or sign is None or sign.type not in "+-*/%" or kind is None:
            continue
        for part in parts:
            if reading.types.of(part) == kind:
                yield reading.replaced("operand", node, reading.atom(part))
    for negative in reading.all("unary"):
        sign, inner = operator(negative), negative.child("operand")
        if sign is not None and sign.type == "-" and inner is not None and inner.type != "number":
            yield reading.replaced("operand", negative, reading.atom(inner))


NUMBERS = (constants, bounds, indexes, arithmetic, operands)


def _one_off(reading: Reading, family: str, node: Node, *steps: str) -> Iterator[Slip]:
    # The family of constants has the numbers themselves.
    if node.type == "number" or not reading.counts(node):
        return
    for step in steps:
        cut = Cut(node.start, node.end, f"{reading.atom(node)} {step}")
        yield reading.slips(family, node.line, cut)


def _starts(loop: Node) -> Iterator[Node]:
    first = loop.child("init")
    for part in first.below() if first is not None else ():
        if part.type in ("declarator", "assignment"):
            start = part.child("value") or part.child("right")
            if start is not None:
                yield start


def _near(reading: Reading, node: Node, *, negative: bool) -> Iterator[str]:
    found = _NUMBER.fullmatch(reading.text(node))
    if found is None:
        return
    minus, digits, suffix = found.groups()
    try:
        plain = digits.replace("_", "").replace("'", "")
        value = float(plain) if "." in plain else int(plain, 0)
    except ValueError:
        return  # octal numbers
    value = -value if minus or negative else value
    limit = _LARGEST if suffix or not reading.grammar.strict else _INT_MAX
    for near in (value + 1, value - 1):
        if abs(near) <= limit:
            yield f"{near}{suffix}"


def _is_taken(reading: Reading, node: Node, text: str) -> bool:
    """Return whether a number is the label of a case that there is already."""
    above = node.parent
    if above is None or above.type not in ("label", "group"):
        return False
    choice = node.nearest("switch")
    labels = ("label", "group")
    return choice is not None and any(
        other.type == "number"
        and other.parent is not None
        and other.parent.type in labels
        and reading.text(other) == text
        for other in choice.below()
    )


def _is_abstract(declaration: Node) -> bool:
    """Return whether `= 0` says that a method has no body."""
    return any(child.type == "function_declarator" for child in declaration.children)


def _guarded(node: Node, text: str) -> str:
    among = node.parent is not None and node.parent.type in ("binary", "unary", "cast")
    return f"({text})" if among and text.startswith("-") else text
