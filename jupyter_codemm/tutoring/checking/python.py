"""Findings in Python programs."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from itertools import pairwise
from typing import TypeGuard

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.tutoring.checking.finding import Finding
from jupyter_codemm.tutoring.checking.python_loops import loop_findings
from jupyter_codemm.tutoring.checking.python_values import value_findings

_REFUSALS = (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError)
_LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue)
Function = ast.FunctionDef


def python_findings(code: str, problem: Problem) -> list[Finding]:
    """Return what a Python program shows; nothing for one that cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(code)
        return list(_all(tree, problem))
    except _REFUSALS:
        return []


def _all(tree: ast.Module, problem: Problem) -> Iterator[Finding]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        if _gives_back(function, problem):
            yield from _returns(function)
        yield from _calls_itself(function)
    yield from loop_findings(tree)
    yield from value_findings(tree, problem)
    yield from _dead_lines(tree)
    for function in functions:
        yield from _unused(function)


def _gives_back(function: Function, problem: Problem) -> bool:
    """Return whether the problem's own function must give a value back."""
    signature = problem.signature
    if signature is None or signature.kind == "class" or signature.observe != "return":
        return False
    return function.name == signature.name and signature.returns != "void"


def _returns(function: Function) -> Iterator[Finding]:
    own = list(own_nodes(function))
    values = [n for n in own if isinstance(n, ast.Return) and n.value is not None]
    makes = any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in own)
    if makes:
        return
    if not values:
        printing = next((n for n in own if _is_call(n, "print")), None)
        if printing is not None:
            yield Finding("prints_instead", printing.lineno, function.name)
        elif not any(isinstance(n, ast.Raise) for n in own):
            yield Finding("no_return", function.lineno, function.name)
        return
    if not _always_leaves(function.body):
        yield Finding("open_end", function.body[-1].lineno, function.name)
    elif all(isinstance(n.value, ast.Constant) for n in values) and not _reads(function):
        yield Finding("constant_answer", function.lineno, function.name)


def _always_leaves(body: list[ast.stmt]) -> bool:
    return any(_leaves(statement) for statement in body)


def _leaves(node: ast.stmt) -> bool:
    match node:
        case ast.If():
            return _always_leaves(node.body) and _always_leaves(node.orelse)
        case ast.While(test=ast.Constant(value=value)) if value:
            return not any(isinstance(n, ast.Break) for n in ast.walk(node))
        case ast.Try():
            handled = all(_always_leaves(h.body) for h in node.handlers)
            return _always_leaves(node.finalbody) or (_always_leaves(node.body) and handled)
        case ast.Match():
            return all(_always_leaves(case.body) for case in node.cases) and any(
                isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None
                for case in node.cases
            )
        case _:
            inner = node.body if isinstance(node, ast.With) else []
            return isinstance(node, (ast.Return, ast.Raise)) or _always_leaves(inner)


def _reads(function: Function) -> bool:
    names = {argument.arg for argument in function.args.args}
    return any(isinstance(n, ast.Name) and n.id in names for n in own_nodes(function))


def _calls_itself(function: Function) -> Iterator[Finding]:
    calls = [
        n for n in own_nodes(function) if isinstance(n, ast.Call) and _is_call(n, function.name)
    ]
    if not calls:
        return
    names = [argument.arg for argument in function.args.args]
    for call in calls:
        given = [arg.id if isinstance(arg, ast.Name) else None for arg in call.args]
        changed = {
            n.id
            for n in own_nodes(function)
            if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
        }
        if names and given == names and not changed.intersection(names):
            yield Finding("same_call", call.lineno, function.name)
    branches = (ast.If, ast.IfExp, ast.BoolOp, ast.Match, ast.For, ast.While, ast.comprehension)
    if not any(isinstance(n, branches) for n in own_nodes(function)):
        yield Finding("no_base", function.lineno, function.name)


def _dead_lines(tree: ast.Module) -> Iterator[Finding]:
    for node in ast.walk(tree):
        for body in (getattr(node, name, None) for name in ("body", "orelse", "finalbody")):
            if not isinstance(body, list):
                continue
            for before, after in pairwise(body):
                if isinstance(before, _LEAVING):
                    yield Finding("unreachable", after.lineno)
                    break


def _unused(function: Function) -> Iterator[Finding]:
    if function.name.startswith("__") and function.name != "__init__":
        return
    inside = [node for child in function.body for node in ast.walk(child)]
    read = {n.id for n in inside if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    read |= {
        n.target.id
        for n in inside
        if isinstance(n, ast.AugAssign)
        and isinstance(n.target, ast.Name)
        and n.target.id in _parameters(function)
    }
    raises = any(isinstance(n, ast.Raise) for n in function.body)
    if raises:
        return
    for argument in function.args.args:
        if argument.arg not in read and argument.arg not in ("self", "cls", "_"):
            yield Finding("unused_parameter", function.lineno, argument.arg)
    seen: set[str] = set()
    for node in inside:
        if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Store):
            continue
        if node.id not in read | seen and not node.id.startswith("_"):
            seen.add(node.id)
            yield Finding("unused_variable", node.lineno, node.id)


def _parameters(function: Function) -> set[str]:
    return {argument.arg for argument in function.args.args}


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """Yield the nodes of a function without those of the functions inside it."""
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop(0)
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef)):
            stack.extend(ast.iter_child_nodes(node))


def _is_call(node: ast.AST, name: str) -> TypeGuard[ast.Call]:
    if not isinstance(node, ast.Call):
        return False
    match node.func:
        case ast.Name(id=called) | ast.Attribute(value=ast.Name(id="self"), attr=called):
            return called == name
        case _:
            return False
