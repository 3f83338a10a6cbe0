"""Wrong calls: one that is forgotten around its argument, one that does nearly the same."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.python.reading import Reading

_UNWRAPPED = frozenset("abs sorted reversed set list tuple round int float str".split())
_PLAIN_METHODS = frozenset("strip lstrip rstrip lower upper copy title casefold".split())
_TWINS = {
    "min": "max", "max": "min", "any": "all", "all": "any", "ceil": "floor", "floor": "ceil",
    "startswith": "endswith", "endswith": "startswith", "find": "rfind", "rfind": "find",
    "popleft": "pop", "appendleft": "append", "union": "intersection", "lower": "upper",
    "upper": "lower", "isalpha": "isalnum", "isalnum": "isalpha", "isdigit": "isalnum",
}  # fmt: skip


def unwrapped(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a step is forgotten: the value goes on as it is."""
    for call in reading.all(ast.Call):
        match call.func, call.args:
            case ast.Name(id=name), [only] if name in _UNWRAPPED:
                yield reading.replaced("unwrap", call, reading.atom(only))
            case ast.Attribute(value=whole, attr=name), [] if name in _PLAIN_METHODS:
                yield reading.replaced("unwrap", call, reading.atom(whole))
            case ast.Name(id="max" | "min"), [first, second]:
                yield reading.replaced("unwrap", call, reading.atom(first))
                yield reading.replaced("unwrap", call, reading.atom(second))
            case _:
                pass
        yield from _without_keywords(reading, call)
    for node in reading.all(ast.Subscript):
        if isinstance(node.slice, ast.Slice) and isinstance(node.ctx, ast.Load):
            yield reading.replaced("unwrap", node, reading.text(node.value))


def exchanged(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a function that does nearly the same is called."""
    for call in reading.all(ast.Call):
        match call.func:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                start, end = reading.span(call.func)
            case _:
                continue
        if name in _TWINS:
            yield reading.slip("method", end - len(name.encode()), end, _TWINS[name])
        if isinstance(call.func, ast.Attribute):
            yield from _other_end(reading, call, call.func, start)


CALLS = (unwrapped, exchanged)


def _other_end(
    reading: Reading, call: ast.Call, function: ast.Attribute, start: int
) -> Iterator[Slip]:
    """Yield what takes from, or adds to, the other end of a list."""
    owner = reading.text(function.value)
    end = reading.span(call)[1]
    match function.attr, call.args:
        case "pop", [] if reading.kinds.of(function.value) != "set":
            yield reading.slip("method", start, end, f"{owner}.pop(0)")
        case "pop", [ast.Constant(value=0)]:
            yield reading.slip("method", start, end, f"{owner}.pop()")
        case "append", [item]:
            yield reading.slip("method", start, end, f"{owner}.insert(0, {reading.text(item)})")
        case _:
            pass


def _without_keywords(reading: Reading, call: ast.Call) -> Iterator[Slip]:
    for index, keyword in enumerate(call.keywords):
        before = call.args[-1] if index == 0 and call.args else None
        if index > 0:
            before = call.keywords[index - 1].value
        if before is not None and keyword.arg in ("reverse", "key", "default", "start"):
            start, end = reading.span(before)[1], reading.span(keyword)[1]
            yield reading.slip("unwrap", start, end, "")
