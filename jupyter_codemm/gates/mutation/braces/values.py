"""Wrong values: results that mean nothing, other fixed texts and truths."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_codemm.gates.mutation.braces.declarations import bare
from jupyter_codemm.gates.mutation.braces.reading import LOOPS, Reading
from jupyter_codemm.gates.mutation.braces.typed import TRUTH, is_number
from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.syntax.nodes import Node

_BOXED = {"Long": "0L", "Double": "0.0", "Float": "0f", "Character": "' '", "Short": "", "Byte": ""}


def results(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a function answers with a value that means nothing."""
    for node in reading.all("return"):
        values = node.inner()
        kind = _result_type(reading, node)
        if not values or kind is None:
            continue
        for default in _defaults(reading, kind):
            if default != reading.text(values[0]):
                yield reading.replaced("result", values[0], default)
        if kind in TRUTH and values[0].type not in ("boolean", "unary"):
            yield reading.replaced("result", values[0], f"!({reading.text(values[0])})")


def literals(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a fixed text or a truth value is another one."""
    for node in reading.all("boolean"):
        if not _keeps_loop_going(node):
            other = "false" if reading.text(node) == "true" else "true"
            yield reading.replaced("literal", node, other)
    for node in reading.all("text"):
        if node.nearest("label") is None and reading.text(node).startswith('"'):
            empty = '"?"' if reading.text(node) == '""' else '""'
            yield reading.replaced("literal", node, empty)
    for node in reading.all("character"):
        near = _neighbour(reading.text(node))
        if near is not None and (node.parent is None or node.parent.type not in _CASES):
            yield reading.replaced("literal", node, near)


VALUES = (results, literals)
_CASES = ("label", "group")


def _result_type(reading: Reading, node: Node) -> str | None:
    function = node.nearest("function", "lambda")
    kind = function.child("type") if function is not None else None
    head = function.child("declarator") if function is not None else None
    if kind is None or (head is not None and head.type != "function_declarator"):
        return None
    return bare(reading.text(kind))


def _defaults(reading: Reading, kind: str) -> tuple[str, ...]:
    if kind in TRUTH:
        return ("false", "true")
    if kind in _BOXED:
        return (_BOXED[kind],) if _BOXED[kind] else ()
    if is_number(kind):
        return ("0",)
    name = kind.partition("<")[0]
    empty = reading.grammar.empty_values.get(name)
    if empty is None and reading.grammar.strict:
        empty = _empty_array(kind) if kind.endswith("[]") else "null"
    elif empty is None and name not in ("auto", "void", "decltype"):
        empty = "{}"
    return (empty,) if empty is not None else ()


def _empty_array(kind: str) -> str | None:
    first = kind.partition("[]")[0]
    return None if "<" in kind else f"new {first}[0]{kind[len(first) + 2 :]}"


def _keeps_loop_going(node: Node) -> bool:
    above = node.parent
    if above is not None and above.type == "parentheses":
        node, above = above, above.parent
    return above is not None and above.type in LOOPS and node.field == "condition"


def _neighbour(text: str) -> str | None:
    if len(text) != 3 or not text.isascii():  # noqa: PLR2004 - quotes and one sign
        return None
    code = ord(text[1])
    for other in (chr(code + 1), chr(code - 1)):
        if other.isprintable() and other not in "'\\":
            return f"'{other}'"
    return None
