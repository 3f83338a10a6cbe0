"""A small mutator for Python, of its own kind: pools are measured by mutants new to them."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

_COMPARES = {
    ast.Lt: (ast.LtE, ast.Gt, ast.NotEq),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt, ast.NotEq),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq, ast.LtE, ast.GtE),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_OPERATORS = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
}


def slips(code: str) -> list[tuple[str, str]]:
    """Return programs with one slip each, as (family, code), without duplicates."""
    tree = ast.parse(code)
    original = ast.unparse(tree)
    found: dict[str, str] = {}
    for index, node in enumerate(ast.walk(tree)):
        for family, change in _changes(node):
            mutant = copy.deepcopy(tree)
            target = list(ast.walk(mutant))[index]
            change(target)
            text = ast.unparse(ast.fix_missing_locations(mutant))
            if text != original:
                found.setdefault(text, family)
    return [(family, text) for text, family in found.items()]


def _changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    match node:
        case ast.Constant():
            yield from _constants(node)
        case ast.Compare(ops=[op]):
            for other in _COMPARES.get(type(op), ()):
                yield "compare", lambda t, o=other: t.ops.__setitem__(0, o())
        case ast.BinOp(op=op) | ast.AugAssign(op=op):
            for other in _OPERATORS.get(type(op), ()):
                yield "arithmetic", lambda t, o=other: setattr(t, "op", o())
        case ast.BoolOp(op=op):
            other = ast.Or if isinstance(op, ast.And) else ast.And
            yield "logic", lambda t, o=other: setattr(t, "op", o())
            for place in range(len(node.values)):
                yield "dropped", lambda t, p=place: t.values.pop(p) and None
        case _:
            yield from _statements(node)


def _constants(node: ast.Constant) -> Iterator[tuple[str, object]]:
    value = node.value
    if isinstance(value, bool):
        yield "flag", lambda t: setattr(t, "value", not value)
    elif isinstance(value, int):
        for gap in (-1, 1):
            yield "constant", lambda t, v=value + gap: setattr(t, "value", v)
    elif isinstance(value, str) and value:
        yield "text", lambda t: setattr(t, "value", value[1:])


def _statements(node: ast.AST) -> Iterator[tuple[str, object]]:
    match node:
        case ast.Call(func=ast.Name(id="range"), args=args):
            yield from _bounds(args)
        case ast.If() | ast.While():
            yield "negated", lambda t: setattr(t, "test", ast.UnaryOp(ast.Not(), t.test))
            if isinstance(node, ast.If):
                yield "always", lambda t: setattr(t, "test", ast.Constant(True))
                yield "never", lambda t: setattr(t, "test", ast.Constant(False))
        case ast.Subscript(ctx=ast.Load(), slice=ast.Name() | ast.BinOp()):
            later = ast.BinOp(node.slice, ast.Add(), ast.Constant(1))
            yield "index", lambda t: setattr(t, "slice", later)
        case ast.FunctionDef() | ast.For():
            for place, part in enumerate(node.body):
                if isinstance(part, ast.Assign | ast.AugAssign | ast.Expr | ast.If | ast.Continue):
                    yield "deleted", lambda t, p=place: t.body.__setitem__(p, ast.Pass())


def _bounds(args: list[ast.expr]) -> Iterator[tuple[str, object]]:
    for place in range(min(2, len(args))):
        for op in (ast.Add, ast.Sub):
            moved = ast.BinOp(args[place], op(), ast.Constant(1))
            yield "range", lambda t, p=place, m=moved: t.args.__setitem__(p, m)
