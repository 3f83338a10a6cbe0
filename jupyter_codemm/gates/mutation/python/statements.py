"""Wrong statements: forgotten ones, wrong results, wrong texts, wrong ways to add up."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.python.kinds import Kind, from_annotation
from jupyter_codemm.gates.mutation.python.numbers import SIGNS
from jupyter_codemm.gates.mutation.python.reading import Reading

_DEFAULTS = {
    "number": ("0",),
    "text": ('""',),
    "bool": ("False", "True"),
    "map": ("{}",),
    "set": ("set()",),
    "tuple": ("()",),
}
_UPDATES = {ast.Add: ("-=", "="), ast.Sub: ("+=", "="), ast.Mult: ("+=", "="), ast.Mod: ("//=",)}
_SIMPLE = (ast.Expr, ast.AugAssign, ast.Break, ast.Continue, ast.Raise, ast.Delete, ast.Return)


def deletions(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a statement is forgotten."""
    for node in reading.all(*_SIMPLE):
        if not (isinstance(node, ast.Return) and _is_last(reading, node)):
            yield reading.replaced("deletion", node, "pass")
    bound = _bindings(reading)
    for assignment in reading.all(ast.Assign):
        names = [node.id for node in ast.walk(assignment) if _is_bound(node)]
        scope = reading.kinds.scope(assignment)
        if all(bound.get((scope, name), 0) > 1 for name in names):
            yield reading.replaced("deletion", assignment, "pass")


def results(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a function answers with a value that means nothing."""
    for node in reading.all(ast.Return):
        if node.value is None:
            continue
        text = reading.text(node.value)
        for default in _defaults(_result_kind(reading, node, node.value)):
            if default != text:
                yield reading.replaced("result", node.value, default)


def literals(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a fixed text or a truth value is another one."""
    for node in reading.all(ast.Constant):
        if isinstance(node.value, bool):
            yield reading.replaced("literal", node, str(not node.value))
        elif isinstance(node.value, str):
            yield reading.replaced("literal", node, '""' if node.value else '"?"')


def updates(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a variable is added up the wrong way."""
    for node in reading.all(ast.AugAssign):
        sign = reading.between(node.target, node.value, SIGNS.get(type(node.op), rb"(?!)") + b"=")
        if sign is None:
            continue
        plain = reading.kinds.of(node.target) in ("number", None) and reading.kinds.of(
            node.value
        ) in ("number", None)
        for twin in _UPDATES.get(type(node.op), ("=",)):
            if plain or twin == "=":
                yield reading.slip("accumulator", *sign, twin)


STATEMENTS = (deletions, results, literals, updates)


def _result_kind(reading: Reading, node: ast.Return, value: ast.expr) -> Kind:
    function = reading.function(node)
    if function is not None and function.returns is not None:
        kind = from_annotation(ast.unparse(function.returns))
        if kind is not None:
            return kind
    return reading.kinds.of(value)


def _defaults(kind: Kind) -> tuple[str, ...]:
    if kind is not None and kind.startswith("list"):
        return ("[]",)
    return _DEFAULTS.get(kind or "", ("None",))


def _is_last(reading: Reading, node: ast.Return) -> bool:
    function = reading.function(node)
    return function is not None and function.body[-1] is node


def _is_bound(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _bindings(reading: Reading) -> dict[tuple[ast.AST | None, str], int]:
    """Count in how many places a name gets a value, a parameter for two: it always has one."""
    bound: dict[tuple[ast.AST | None, str], int] = {}
    for node in reading.all(ast.Name):
        if isinstance(node.ctx, ast.Store):
            key = reading.kinds.scope(node), node.id
            bound[key] = bound.get(key, 0) + 1
    for parameter in reading.all(ast.arg):
        key = reading.kinds.scope(parameter), parameter.arg
        bound[key] = bound.get(key, 0) + 2
    return bound
