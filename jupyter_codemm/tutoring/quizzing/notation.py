"""Small Python programs in plain words, line by line, for those who learn another language.

Only what the bank of questions uses is known; anything else is refused, so that nothing is told
wrongly.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import singledispatch

from jupyter_codemm.tutoring.quizzing.expressions import METHODS, plain, sign, unknown

_STEP = "    "


def in_plain_words(program: str) -> str:
    """Return a program with one line for each of its lines.

    Raises InvalidInputError for one that uses more than the bank does.
    """
    return "\n".join(_body(ast.parse(program).body, ""))


def _body(statements: Sequence[ast.stmt], at: str) -> Iterator[str]:
    for statement in statements:
        yield from _told(statement, at)


@singledispatch
def _told(node: ast.stmt, at: str) -> Iterator[str]:
    del at
    raise unknown(node)


@_told.register
def _(node: ast.Assign, at: str) -> Iterator[str]:
    yield f"{at}set {plain(node.targets[0])} to {plain(node.value)}"


@_told.register
def _(node: ast.AugAssign, at: str) -> Iterator[str]:
    name = plain(node.target)
    yield f"{at}set {name} to {name} {sign(node.op)} {plain(node.value)}"


@_told.register
def _(node: ast.For, at: str) -> Iterator[str]:
    yield f"{at}for each {plain(node.target)} {_range(node.iter)}:"
    yield from _body(node.body, at + _STEP)


@_told.register
def _(node: ast.While, at: str) -> Iterator[str]:
    yield f"{at}while {plain(node.test)}:"
    yield from _body(node.body, at + _STEP)


@_told.register
def _(node: ast.If, at: str) -> Iterator[str]:
    yield from _choice(node, at, "if")


@_told.register
def _(node: ast.FunctionDef, at: str) -> Iterator[str]:
    yield f"{at}{_head(node)}:"
    yield from _body(node.body, at + _STEP)


@_told.register
def _(node: ast.ClassDef, at: str) -> Iterator[str]:
    yield f"{at}class {node.name}:"
    yield from _body(node.body, at + _STEP)


@_told.register
def _(node: ast.Return, at: str) -> Iterator[str]:
    yield f"{at}give back {plain(node.value)}" if node.value else f"{at}go back"


@_told.register
def _(node: ast.Break, at: str) -> Iterator[str]:
    del node
    yield f"{at}leave the loop"


@_told.register
def _(node: ast.ImportFrom, at: str) -> Iterator[str]:
    if node.module != "collections":
        raise unknown(node)
    yield f"{at}use queues"


@_told.register
def _(node: ast.Expr, at: str) -> Iterator[str]:
    match node.value:
        case ast.Call(func=ast.Name(id="print"), args=[shown]):
            yield f"{at}show {plain(shown)}"
        case ast.Call(func=ast.Attribute(attr=name)) as call if name in METHODS:
            yield f"{at}{plain(call)}"
        case ast.Call() as call:
            yield f"{at}call {plain(call)}"
        case _:
            raise unknown(node)


def _head(node: ast.FunctionDef) -> str:
    names = [arg.arg for arg in node.args.args]
    if names[:1] != ["self"]:
        return f"function {node.name}({', '.join(names)})"
    given = ", ".join(names[1:])
    return f"constructor({given})" if node.name == "__init__" else f"method {node.name}({given})"


def _choice(node: ast.If, at: str, word: str) -> Iterator[str]:
    yield f"{at}{word} {plain(node.test)}:"
    yield from _body(node.body, at + _STEP)
    match node.orelse:
        case []:
            return
        case [ast.If() as following]:
            yield from _choice(following, at, "otherwise if")
        case _:
            yield f"{at}otherwise:"
            yield from _body(node.orelse, at + _STEP)


def _range(node: ast.expr) -> str:
    match node:
        case ast.Call(func=ast.Name(id="range"), args=[end]):
            return f"from 0 up to but not including {plain(end)}"
        case ast.Call(func=ast.Name(id="range"), args=[first, end]):
            return f"from {plain(first)} up to but not including {plain(end)}"
        case _:
            return f"of {plain(node)}"
