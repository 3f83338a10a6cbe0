"""Expressions of small Python programs in plain words."""

from __future__ import annotations

import ast
import builtins
from functools import singledispatch

from jupyter_codemm.errors import InvalidInputError

_SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.FloorDiv: "div",
    ast.Mod: "mod",
    ast.And: "and",
    ast.Or: "or",
    ast.Eq: "=",
    ast.NotEq: "≠",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.In: "is in",
    ast.NotIn: "is not in",
}
METHODS = {
    "append": "add {0} to the end of {self}",
    "add": "add {0} to {self}",
    "sort": "sort {self}",
    "pop": "the item taken off the end of {self}",
    "popleft": "the item taken off the front of {self}",
    "get": "{self}[{0}] or {1} when there is none",
}
_CALLS = {
    "len": "length of {0}",
    "set": "set of {0}",
    "sorted": "{0} sorted",
    "max": "larger of {0} and {1}",
    "deque": "queue of {0}",
}
_COMPARISON, _PRODUCT, _WHOLE = 3, 5, 6
_BINDING: dict[type[ast.AST], int] = {ast.Or: 1, ast.And: 2, ast.Add: 4, ast.Sub: 4}


def unknown(node: ast.AST) -> InvalidInputError:
    """Return the error that says what has no plain words."""
    return InvalidInputError(f"there are no plain words for {type(node).__name__}")


def sign(op: ast.AST) -> str:
    """Return an operator as it is written; raises InvalidInputError for one that is not known."""
    if type(op) not in _SIGNS:
        raise unknown(op)
    return _SIGNS[type(op)]


@singledispatch
def plain(node: ast.AST) -> str:
    """Return an expression in plain words; raises InvalidInputError for one that is not known."""
    raise unknown(node)


@plain.register
def _(node: ast.Constant) -> str:
    if isinstance(node.value, str):
        return f"“{node.value}”"
    if type(node.value) is not int:
        raise unknown(node)
    return str(node.value)


@plain.register
def _(node: ast.Name) -> str:
    return node.id


@plain.register
def _(node: ast.List) -> str:
    return f"[{', '.join(map(plain, node.elts))}]"


@plain.register
def _(node: ast.Dict) -> str:
    pairs = zip(node.keys, node.values, strict=True)
    return "{" + ", ".join(f"{plain(key)}: {plain(value)}" for key, value in pairs if key) + "}"


@plain.register
def _(node: ast.BinOp) -> str:
    binds = _binding(node)
    return f"{_inner(node.left, binds)} {sign(node.op)} {_inner(node.right, binds + 1)}"


@plain.register
def _(node: ast.BoolOp) -> str:
    return f" {sign(node.op)} ".join(_inner(value, _binding(node)) for value in node.values)


@plain.register
def _(node: ast.Compare) -> str:
    if len(node.ops) > 1:
        raise unknown(node)
    left, right = _inner(node.left, _COMPARISON), _inner(node.comparators[0], _COMPARISON)
    return f"{left} {sign(node.ops[0])} {right}"


@plain.register
def _(node: ast.Subscript) -> str:
    return f"{plain(node.value)}[{plain(node.slice)}]"


@plain.register
def _(node: ast.Attribute) -> str:
    if isinstance(node.value, ast.Name) and node.value.id == "self":
        return f"its {node.attr}"
    return f"the {node.attr} of {plain(node.value)}"


@plain.register
def _(node: ast.Call) -> str:
    given = list(map(plain, node.args))
    if isinstance(node.func, ast.Attribute):
        name, whole = node.func.attr, plain(node.func.value)
        if name in METHODS:
            return METHODS[name].format(*given, self=whole)
        return f"{name}({', '.join(given)}) of {whole}"
    return _called(node, given)


def _called(node: ast.Call, given: list[str]) -> str:
    if not isinstance(node.func, ast.Name):
        raise unknown(node)
    name = node.func.id
    if name in _CALLS and _CALLS[name].count("{") == len(given):
        return _CALLS[name].format(*given)
    if hasattr(builtins, name):
        raise unknown(node)
    return f"{'a new ' if name[0].isupper() else ''}{name}({', '.join(given)})"


def _inner(node: ast.expr, at_least: int) -> str:
    """Return a part of an expression, in brackets where its program has or needs them."""
    told = plain(node)
    return f"({told})" if _binding(node) < at_least else told


def _binding(node: ast.expr) -> int:
    """Return how strongly the parts of an expression belong together; words bind least."""
    match node:
        case ast.BinOp(op=op) | ast.BoolOp(op=op):
            return _BINDING.get(type(op), _PRODUCT)
        case ast.Compare():
            return _COMPARISON
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return 0 if name in _CALLS or name in METHODS else _WHOLE
        case _:
            return _WHOLE
