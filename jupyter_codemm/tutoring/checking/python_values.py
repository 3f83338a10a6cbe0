"""Findings in the expressions and choices of Python programs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.tutoring.checking.finding import Finding

_CHANGING = frozenset(
    "sort append extend insert pop remove clear reverse add discard update".split()
)
_GIVES_NOTHING = frozenset(
    "sort append extend insert remove clear reverse add discard update".split()
)
_WHOLE = frozenset(("int", "long", "bigint"))


def value_findings(tree: ast.Module, problem: Problem) -> Iterator[Finding]:
    """Yield what the values, comparisons and choices of a program show."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Compare()):
                yield Finding("compared_alone", node.lineno)
            case ast.Compare():
                yield from _compared(node)
            case ast.Assign(value=ast.Call(func=ast.Attribute(attr=attr))) if (
                attr in _GIVES_NOTHING
            ):
                yield from _nothing_kept(node)
            case ast.If():
                yield from _choice(node)
            case ast.FunctionDef():
                yield from _pairs_of_ifs(node)
                yield from _changed_input(node, problem)
            case _:
                pass
    yield from _divided(tree, problem)


def _compared(node: ast.Compare) -> Iterator[Finding]:
    parts = [node.left, *node.comparators]
    for op, left, right in zip(node.ops, parts, parts[1:], strict=False):
        if isinstance(op, (ast.Is, ast.IsNot)) and any(
            isinstance(p, ast.Constant) and p.value is not None and not isinstance(p.value, bool)
            for p in (left, right)
        ):
            yield Finding("identity", node.lineno)
        told = ast.unparse(left)
        if told == ast.unparse(right) and not isinstance(left, (ast.Constant, ast.Call)):
            yield Finding("compared_with_itself", node.lineno, told if told.isidentifier() else "")


def _nothing_kept(node: ast.Assign) -> Iterator[Finding]:
    target = node.targets[0]
    if isinstance(target, ast.Name):
        yield Finding("nothing_kept", node.lineno, target.id)


def _choice(node: ast.If) -> Iterator[Finding]:
    if node.orelse and [ast.dump(s) for s in node.body] == [ast.dump(s) for s in node.orelse]:
        yield Finding("same_branches", node.lineno)


def _pairs_of_ifs(function: ast.FunctionDef) -> Iterator[Finding]:
    """Two choices in a row about the same value, of which both may hold."""
    for node in ast.walk(function):
        for body in (getattr(node, name, None) for name in ("body", "orelse")):
            if not isinstance(body, list):
                continue
            for first, second in pairwise(body):
                if _may_both_hold(first, second):
                    yield Finding("two_ifs", first.lineno)


def _may_both_hold(first: ast.stmt, second: ast.stmt) -> bool:
    if not isinstance(first, ast.If) or not isinstance(second, ast.If) or not second.orelse:
        return False
    return not first.orelse and not _ends(first) and bool(_subject(first) & _subject(second))


def _subject(choice: ast.If) -> set[str]:
    if isinstance(choice.test, ast.Compare):
        return {ast.unparse(choice.test.left)}
    return set()


def _ends(choice: ast.If) -> bool:
    return isinstance(choice.body[-1], (ast.Return, ast.Break, ast.Continue, ast.Raise))


def _changed_input(function: ast.FunctionDef, problem: Problem) -> Iterator[Finding]:
    signature = problem.signature
    if signature is None or signature.observe != "return" or function.name != signature.name:
        return
    names = {argument.arg for argument in function.args.args}
    again = {
        n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in _CHANGING
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id in names - again
        ):
            yield Finding("changed_input", node.lineno, node.func.value.id)
            return


def _divided(tree: ast.Module, problem: Problem) -> Iterator[Finding]:
    signature = problem.signature
    if signature is None or signature.returns not in _WHOLE:
        return
    for node in ast.walk(tree):
        if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, ast.Div):
            yield Finding("true_division", node.lineno)
            return
