"""The outline of a Python source, read from its syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from jupyter_codemm.authoring.guided.outline import Function, Kind, Part, part

_Definition = ast.FunctionDef | ast.AsyncFunctionDef
_SIMPLE: dict[type[ast.stmt], Kind] = {
    ast.Raise: "raise",
    ast.Break: "leave",
    ast.Continue: "skip",
}
_SILENT = (ast.Import, ast.ImportFrom, ast.Pass, ast.Global, ast.Nonlocal, ast.ClassDef)


def python_outline(code: str) -> list[Function]:
    """Return the functions of a source in their order, the code outside of them last.

    Raises SyntaxError, ValueError or RecursionError for what Python cannot read.
    """
    tree = ast.parse(code)
    outside = tuple(_parts([inner for node in tree.body for inner in _unguarded(node)]))
    return [*_functions(tree.body, ""), Function("", arity=-1, parts=outside)]


def _functions(nodes: Iterable[ast.AST], owner: str) -> Iterator[Function]:
    for node in nodes:
        inner = node.name if isinstance(node, ast.ClassDef) else owner
        yield from _functions(ast.iter_child_nodes(node), inner)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield Function(node.name, owner, _arity(node), tuple(_parts(node.body)))


def _arity(node: _Definition) -> int:
    given = node.args
    return len(given.posonlyargs) + len(given.args) + len(given.kwonlyargs)


def _unguarded(node: ast.stmt) -> list[ast.stmt]:
    """Return a statement, or what is inside if it only asks whether the file is the program."""
    if isinstance(node, ast.If) and "__name__" in ast.unparse(node.test):
        return node.body
    return [node]


def _parts(body: Sequence[ast.stmt]) -> Iterator[Part]:
    plain: list[str] = []
    for node in body:
        if _is_silent(node):
            continue
        found = list(_control(node))
        if isinstance(node, (ast.With, ast.AsyncWith)):
            plain += [ast.unparse(item) for item in node.items]
            found = list(_parts(node.body))
        if not found:
            plain.append(ast.unparse(node))
            continue
        if plain:
            yield part("work", "\n".join(plain))
            plain = []
        yield from found
    if plain:
        yield part("work", "\n".join(plain))


def _is_silent(node: ast.stmt) -> bool:
    text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    bare = isinstance(node, ast.AnnAssign) and node.value is None
    return text or bare or isinstance(node, (*_SILENT, ast.FunctionDef, ast.AsyncFunctionDef))


def _control(node: ast.stmt) -> Iterator[Part]:
    match node:
        case ast.For() | ast.AsyncFor():
            head = f"{ast.unparse(node.target)} {ast.unparse(node.iter)}"
            yield part("each", head, _parts(node.body))
            yield from _else(node.orelse)
        case ast.While():
            yield part("while", ast.unparse(node.test), _parts(node.body))
            yield from _else(node.orelse)
        case ast.If():
            yield from _if(node, "if")
        case ast.Try() | ast.TryStar():
            yield from _try(node)
        case ast.Match():
            cases = (part("case", ast.unparse(c.pattern), _parts(c.body)) for c in node.cases)
            yield part("choose", ast.unparse(node.subject), cases)
        case ast.Return():
            text = ast.unparse(node.value) if node.value else ""
            yield part("return" if node.value else "exit", text)
        case _:
            kind = _SIMPLE.get(type(node))
            if kind is not None:
                yield part(kind, "")


def _if(node: ast.If, kind: Kind) -> Iterator[Part]:
    yield part(kind, ast.unparse(node.test), _parts(node.body))
    match node.orelse:
        case [ast.If() as other]:
            yield from _if(other, "elif")
        case rest:
            yield from _else(rest)


def _else(body: Sequence[ast.stmt]) -> Iterator[Part]:
    if body:
        yield part("else", "", _parts(body))


def _try(node: ast.Try | ast.TryStar) -> Iterator[Part]:
    yield part("try", "", _parts(node.body))
    for handler in node.handlers:
        yield part("failed", "", _parts(handler.body))
    yield from _else(node.orelse)
    if node.finalbody:
        yield part("finally", "", _parts(node.finalbody))
