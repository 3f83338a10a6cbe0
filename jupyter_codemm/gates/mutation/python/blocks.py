"""The blocks of a Python file, each with the cut that makes it fail."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from itertools import pairwise

from jupyter_codemm.gates.mutation.python.reading import Function, Reading
from jupyter_codemm.gates.mutation.splicing import Block, Cut

RAISES = "raise RuntimeError"
REFUSALS = (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError)
_COMPOUND = (ast.If, ast.For, ast.While, ast.Try, ast.With, ast.Match)
_ENDS = (ast.Return, ast.Raise)
_LEAVES = (ast.Return, ast.Raise, ast.Break, ast.Continue)


def python_blocks(code: str) -> Iterator[Block]:
    """Yield the blocks of a file that are not entered in any case; none if it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reading = Reading(code, ast.parse(code), {})
    except REFUSALS:
        return
    alone = sum(1 for _ in reading.all(ast.FunctionDef)) == 1
    for above, body in _bodies(reading):
        # The only function is entered by every test.
        starts = not (alone and isinstance(above, ast.FunctionDef))
        yield from _blocks(reading, above, body, starts=starts)


def _bodies(reading: Reading) -> Iterator[tuple[ast.stmt, list[ast.stmt]]]:
    branching = (ast.FunctionDef, ast.If, ast.For, ast.While, ast.Try, ast.Match)
    for above in reading.all(*branching):
        match above:
            case ast.If(body=body, orelse=[ast.If()]):
                yield above, body
            case ast.If(body=body, orelse=orelse) | ast.For(body=body, orelse=orelse):
                yield from ((above, body), (above, orelse))
            case ast.While(body=body, orelse=orelse):
                yield from ((above, body), (above, orelse))
            case ast.FunctionDef(body=body):
                yield above, body
            case ast.Try(handlers=parts) | ast.Match(cases=parts):
                yield from ((above, part.body) for part in parts)
            case _:
                pass


def _blocks(
    reading: Reading, above: ast.stmt, body: list[ast.stmt], *, starts: bool
) -> Iterator[Block]:
    if starts and body and isinstance(body[0], ast.Raise):
        yield Block(body[0].lineno, (Cut(*reading.span(body[0]), "pass"),), guard=True)
    elif starts and body:
        yield from _block(reading, body[0], guard=_is_guard(reading, above, body))
    for before, after in pairwise(body):
        if isinstance(before, _COMPOUND) and _may_leave(before) and not _ends(body, after):
            yield from _block(reading, after, guard=False)


def _block(reading: Reading, first: ast.stmt, *, guard: bool) -> Iterator[Block]:
    if isinstance(first, (ast.FunctionDef, ast.ClassDef)) and first.decorator_list:
        return
    start = reading.span(first)[0]
    blanks = reading.indentation(first)
    text = f"{RAISES}; " if blanks is None else f"{RAISES}\n{blanks}"
    yield Block(first.lineno, (Cut(start, start, text),), guard)


def _is_guard(reading: Reading, above: ast.stmt, body: list[ast.stmt]) -> bool:
    """Return whether a branch only leaves, among the first statements of a function."""
    function = reading.parent(above)
    if not isinstance(above, ast.If) or not isinstance(function, Function) or len(body) != 1:
        return False
    earlier = function.body[: function.body.index(above)] if above in function.body else []
    return isinstance(body[0], _LEAVES) and not any(isinstance(s, _LOOPS) for s in earlier)


_LOOPS = (ast.For, ast.While)


def _may_leave(statement: ast.stmt) -> bool:
    ways = _ENDS if isinstance(statement, _LOOPS) else _LEAVES
    return any(isinstance(node, ways) for node in ast.walk(statement))


def _ends(body: list[ast.stmt], after: ast.stmt) -> bool:
    """Return whether a statement only ends its body, as a language may ask for."""
    return after is body[-1] and isinstance(after, _LEAVES)
