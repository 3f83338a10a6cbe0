"""What the types in a Python program tell, and which of its signs compute with numbers."""

from __future__ import annotations

import ast
from collections import Counter

_TEXTS = (ast.JoinedStr, ast.List, ast.ListComp, ast.Tuple)
_SIGNS = (ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)
_BITS = (ast.BitAnd, ast.BitXor, ast.LShift, ast.RShift)
_READS = ("input", "readline", "read")
_STRIPS = ("strip", "rstrip", "lstrip", "lower", "upper")


def is_arithmetic(node: ast.BinOp | ast.AugAssign) -> bool:
    """Return whether a sign computes with numbers: a step of one is counting."""
    given = [node.value] if isinstance(node, ast.AugAssign) else [node.left, node.right]
    if any(_is_text(part) or isinstance(part, _TEXTS) for part in given):
        return False
    is_step = any(isinstance(part, ast.Constant) and part.value == 1 for part in given)
    if isinstance(node.op, (ast.Add, ast.Sub)) and is_step:
        return False
    return isinstance(node.op, (ast.Add, *_SIGNS, *_BITS))


def lays_out(node: ast.AST) -> bool:
    """Return whether a part of a text has a format, as in `f"{hours:02d}"`."""
    return isinstance(node, ast.FormattedValue) and node.format_spec is not None


def joins_texts(node: ast.BinOp | ast.AugAssign, names: frozenset[str]) -> bool:
    """Return whether a sign repeats a text or puts texts together, as far as that is plain.

    `names` are the variables that begin as texts.
    """
    given = [node.value] if isinstance(node, ast.AugAssign) else [node.left, node.right]
    if not isinstance(node.op, (ast.Add, ast.Mult)):
        return False
    return any(_is_text(part) or _is_named(part, names) for part in given)


def named_texts(tree: ast.Module) -> frozenset[str]:
    """Return the variables that a text is assigned to as it stands in the program."""
    return frozenset(
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _is_text(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    )


def count_types(tree: ast.Module, uses: Counter[str], *, is_program: bool) -> None:
    """Count what parameters and variables are said to be."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.annotation is not None:
            written = ast.unparse(node.annotation)
            uses["text"] += "str" in written
            uses["list"] += "list" in written.casefold()
            uses["map"] += "dict" in written.casefold()
            uses["set"] += "set[" in written.casefold()
            uses["grid"] += written.casefold().count("list[") > 1
        elif isinstance(node, ast.Assign) and is_program:
            uses["text"] += _is_line(node.value)
        elif isinstance(node, (ast.ListComp, ast.List)):
            uses["grid"] += any(
                isinstance(child, (ast.ListComp, ast.List)) for child in ast.iter_child_nodes(node)
            )


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_named(node: ast.expr, names: frozenset[str]) -> bool:
    whole = node.value if isinstance(node, ast.Subscript) else node
    return isinstance(whole, ast.Name) and whole.id in names


def _is_line(node: ast.expr) -> bool:
    """Return whether a value is a line as it was read."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in _READS:
            return True
        if node.func.attr not in _STRIPS:
            return False
        node = node.func.value
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and (node.func.id in _READS)
    )
