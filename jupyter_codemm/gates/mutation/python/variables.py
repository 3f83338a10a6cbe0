"""Wrong variables: another of the same kind, a wrong start, a start in the wrong place."""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Iterator

from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.python.reading import Reading
from jupyter_codemm.gates.mutation.splicing import Cut

# A place where ten variables could stand tells no more than one where two could.
_MOST_OTHERS = 2
_SEEN = 40
Bound = dict[ast.AST | None, list[tuple[tuple[int, int], str]]]


def variables(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where another variable of the same kind is used."""
    bound = _bound(reading)
    for node in reading.all(ast.Name):
        above = reading.parent(node)
        if isinstance(node.ctx, ast.Store) and not isinstance(above, ast.Assign | ast.AugAssign):
            continue
        others = _others(reading, node, bound)
        for other in others[:_MOST_OTHERS]:
            yield reading.replaced("variable", node, other)
    attributes = reading.kinds.attributes()
    for attribute in reading.all(ast.Attribute):
        text = reading.text(attribute)
        kind = attributes.get(text)
        same = [name for name, k in attributes.items() if kind and k == kind and name != text]
        for other in same[:_MOST_OTHERS]:
            yield reading.replaced("variable", attribute, other)


def starts(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a variable begins at nought instead of at its proper value."""
    for node in reading.all(ast.Assign):
        target = node.targets[0]
        computed = isinstance(node.value, (ast.Subscript, ast.Call, ast.Attribute, ast.UnaryOp))
        if computed and isinstance(target, ast.Name) and _is_updated(reading, node, target.id):
            yield reading.replaced("initial", node.value, "0")


def resets(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where what starts anew in each round of a loop starts only once, before it."""
    for node in reading.all(ast.Assign):
        loop = reading.loop(node)
        if loop is None or not _is_fresh(node.value):
            continue
        blanks = reading.indentation(loop)
        alone = reading.indentation(node)
        if blanks is None or alone is None or node.lineno != node.end_lineno:
            continue
        start = reading.line_start(reading.span(loop)[0])
        first = Cut(start, start, f"{blanks}{reading.text(node)}\n")
        yield reading.slips("initial", Cut(*reading.span(node), "pass"), first)


VARIABLES = (variables, starts, resets)


def _bound(reading: Reading) -> Bound:
    """Return for each function where its names first get a value, in the order of the source."""
    first: dict[ast.AST | None, dict[str, tuple[int, int]]] = {}
    places: list[ast.arg | ast.Name] = [*reading.all(ast.arg), *reading.all(ast.Name)]
    for node in places:
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
            continue
        name = node.arg if isinstance(node, ast.arg) else node.id
        names = first.setdefault(reading.kinds.scope(node), {})
        names.setdefault(name, (node.lineno, node.col_offset))
    return {
        scope: sorted((place, name) for name, place in names.items())
        for scope, names in first.items()
    }


def _others(reading: Reading, node: ast.Name, bound: Bound) -> list[str]:
    kinds = reading.kinds
    kind = kinds.named(node, node.id)
    if kind is None:
        return []
    # The targets of a statement get their values after it: `total = x` must not become x = x.
    statement = next((up for up in reading.above(node) if isinstance(up, ast.stmt)), node)
    here = (statement.lineno, statement.col_offset)
    names = bound.get(kinds.scope(node), [])
    last = bisect_left(names, (here, ""))
    # What was bound last is what is mixed up first.
    return [
        name
        for _, name in reversed(names[max(0, last - _SEEN) : last])
        if name not in (node.id, "self") and kinds.named(node, name) == kind
    ]


def _is_fresh(value: ast.expr) -> bool:
    match value:
        case ast.Constant() | ast.UnaryOp(operand=ast.Constant()):
            return True
        case ast.List(elts=[]) | ast.Dict(keys=[]) | ast.Call(args=[], keywords=[]):
            return True
        case _:
            return False


def _is_updated(reading: Reading, first: ast.Assign, name: str) -> bool:
    """Return whether a loop after an assignment changes its variable."""
    if reading.loop(first) is not None:
        return False
    scope = reading.kinds.scope(first)
    return any(
        node.id == name
        and isinstance(node.ctx, ast.Store)
        and reading.kinds.scope(node) is scope
        and reading.loop(node) is not None
        for node in reading.all(ast.Name)
    )
