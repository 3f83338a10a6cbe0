"""Findings in the loops of Python programs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from jupyter_codemm.tutoring.checking.finding import Finding

Loop = ast.For | ast.While


def loop_findings(tree: ast.Module) -> Iterator[Finding]:
    """Yield what the loops of a program show."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.For, ast.While)):
            yield from _first_round(node)
            yield from _kept(node, tree)
        if isinstance(node, ast.While):
            yield from _endless(node)
        if isinstance(node, (ast.For, ast.comprehension)):
            yield from _range(node)
        if isinstance(node, ast.For):
            yield from _value_as_index(node)


def _first_round(loop: Loop) -> Iterator[Finding]:
    last = loop.body[-1]
    if any(isinstance(node, ast.Continue) for node in ast.walk(loop)):
        return
    if isinstance(last, ast.Return) or (isinstance(last, ast.If) and _both_return(last)):
        yield Finding("early_return", loop.lineno)
    elif isinstance(last, ast.Break):
        yield Finding("early_stop", loop.lineno)


def _both_return(choice: ast.If) -> bool:
    if not choice.orelse:
        return False
    other = choice.orelse[-1]
    second = isinstance(other, ast.Return) or (isinstance(other, ast.If) and _both_return(other))
    return isinstance(choice.body[-1], ast.Return) and second


def _kept(loop: Loop, tree: ast.Module) -> Iterator[Finding]:
    """Yield what a loop should collect, but forgets or begins anew in every round."""
    before = _stored_before(loop, tree)
    after = _read_after(loop, tree)
    grown = {
        n.target.id
        for n in ast.walk(loop)
        if isinstance(n, ast.AugAssign) and isinstance(n.target, ast.Name)
    }
    for statement in loop.body:
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            continue
        target = statement.targets[0]
        if not isinstance(target, ast.Name):
            continue
        name = target.id
        if _is_start(statement.value) and name in grown and name in after - _inner(loop, statement):
            yield Finding("reset_in_loop", statement.lineno, name)
        elif name in before & after and not _reads(loop, name) and not _is_start(statement.value):
            yield Finding("overwritten", statement.lineno, name)


def _inner(loop: Loop, statement: ast.stmt) -> set[str]:
    """Names that are also used up within the round, after the reset."""
    place = loop.body.index(statement)
    names: set[str] = set()
    for later in loop.body[place + 1 :]:
        for node in ast.walk(later):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                names.add(node.id)
    return names


def _is_start(value: ast.expr) -> bool:
    if isinstance(value, ast.Constant):
        return True
    return isinstance(value, (ast.List, ast.Dict, ast.Set, ast.Tuple)) and not ast.unparse(
        value
    ).strip("[](){}, ")


def _reads(loop: Loop, name: str) -> bool:
    return any(
        isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load)
        for n in ast.walk(loop)
    )


def _stored_before(loop: Loop, tree: ast.Module) -> set[str]:
    return {
        n.id
        for n in ast.walk(tree)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store) and n.lineno < loop.lineno
    }


def _read_after(loop: Loop, tree: ast.Module) -> set[str]:
    end = loop.end_lineno or loop.lineno
    return {
        n.id
        for n in ast.walk(tree)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load) and n.lineno > end
    }


def _endless(loop: ast.While) -> Iterator[Finding]:
    leaves = (ast.Break, ast.Return, ast.Raise)
    if any(isinstance(n, leaves) for n in ast.walk(loop)):
        return
    asked = {n.id for n in ast.walk(loop.test) if isinstance(n, ast.Name)}
    calls = any(isinstance(n, ast.Call) and not _is_len(n) for n in ast.walk(loop.test))
    changed = {
        n.id
        for s in loop.body
        for n in ast.walk(s)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    touched = {
        n.value.id
        for s in loop.body
        for n in ast.walk(s)
        if isinstance(n, (ast.Attribute, ast.Subscript)) and isinstance(n.value, ast.Name)
    }
    fields = any(isinstance(n, ast.Attribute) for n in ast.walk(loop.test))
    if not calls and not fields and not asked & (changed | touched):
        yield Finding("endless", loop.lineno)


def _is_len(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "len"


def _range(loop: ast.For | ast.comprehension) -> Iterator[Finding]:
    call = loop.iter
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
        return
    if call.func.id != "range" or len(call.args) not in (1, 2):
        return
    first, stop = ast.unparse(call.args[0]), call.args[-1]
    if isinstance(stop, ast.BinOp) and _is_length(stop.left):
        if isinstance(stop.op, ast.Add):
            yield Finding("range_over", call.lineno)
        elif isinstance(stop.op, ast.Sub) and not _reaches_next(loop):
            yield Finding("range_short", call.lineno)
    elif _is_length(stop) and stop is not call.args[0] and first == "1" and not _reaches_next(loop):
        yield Finding("range_short", call.lineno)


def _reaches_next(loop: ast.For | ast.comprehension) -> bool:
    """Return whether a round also looks at a neighbour: then leaving out an end is right."""
    if isinstance(loop, ast.comprehension) or not isinstance(loop.target, ast.Name):
        return True
    name = loop.target.id
    return any(
        isinstance(node, ast.BinOp)
        and isinstance(node.op, (ast.Add, ast.Sub))
        and name in {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        for node in ast.walk(loop)
    )


def _is_length(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _is_len(node)


def _value_as_index(loop: ast.For) -> Iterator[Finding]:
    if not isinstance(loop.iter, ast.Name) or not isinstance(loop.target, ast.Name):
        return
    for node in ast.walk(loop):
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and node.value.id == loop.iter.id
            and isinstance(node.slice, ast.Name)
            and node.slice.id == loop.target.id
        ):
            yield Finding("value_as_index", node.lineno, loop.target.id)
            return
