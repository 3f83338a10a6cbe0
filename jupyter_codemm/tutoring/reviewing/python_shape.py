"""The shape of Python programs."""

from __future__ import annotations

import ast
import warnings

from jupyter_codemm.tutoring.reviewing.shape import Function, Shape

_REFUSALS = (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_LEVELS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)


def python_shape(code: str) -> Shape | None:
    """Return the shape of a program; None for one that cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(code)
    except _REFUSALS:
        return None
    nodes = list(ast.walk(tree))
    depth, deepest = _depth(tree)
    return Shape(
        functions=tuple(
            Function(node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1)
            for node in nodes
            if isinstance(node, _FUNCTIONS)
        ),
        names=_names(nodes),
        depth=depth,
        deepest=deepest,
    )


def _names(nodes: list[ast.AST]) -> tuple[tuple[str, int], ...]:
    stored = (n for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    first: dict[str, int] = {}
    for node in stored:
        first[node.id] = min(node.lineno, first.get(node.id, node.lineno))
    return tuple(sorted(first.items(), key=lambda item: (item[1], item[0])))


def _depth(tree: ast.Module) -> tuple[int, int]:
    deepest = (0, 1)
    stack: list[tuple[ast.AST, int]] = [(tree, 0)]
    while stack:
        node, level = stack.pop()
        for child in ast.iter_child_nodes(node):
            is_elif = isinstance(node, ast.If) and node.orelse == [child]
            deeper = level + (isinstance(child, _LEVELS) and not is_elif)
            if deeper > deepest[0] and isinstance(child, _LEVELS):
                deepest = (deeper, child.lineno)
            stack.append((child, 0 if isinstance(child, _FUNCTIONS) else deeper))
    return deepest
