"""Held out: an answer too early, an `else` that is missing, a loop that is left or goes on."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.python.reading import Reading


def early_answers(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where the answer after a loop is given inside it, after its first round."""
    for block in _blocks(reading):
        for loop, after in pairwise(block):
            if not isinstance(loop, (ast.For, ast.While)) or not isinstance(after, ast.Return):
                continue
            last = loop.body[-1]
            blanks = reading.indentation(last)
            if blanks is not None and blanks.strip(" \t") == "":
                end = reading.span(last)[1]
                yield reading.slip("flow", end, end, f"\n{blanks}{reading.text(after)}")


def missing_else(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a condition is asked although the one before it held."""
    for node in reading.all(ast.If):
        start = reading.span(node)[0]
        if reading.code[start : start + 4] == b"elif":
            yield reading.slip("flow", start, start + 4, "if")


def exchanged_jumps(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a loop is left instead of going on, or the other way round."""
    for leaving in reading.all(ast.Break):
        yield reading.replaced("flow", leaving, "continue")
    for going in reading.all(ast.Continue):
        yield reading.replaced("flow", going, "break")


FLOW = (early_answers, missing_else, exchanged_jumps)


def _blocks(reading: Reading) -> Iterator[Sequence[ast.stmt]]:
    for function in reading.all(ast.FunctionDef):
        yield function.body
    branching: list[ast.If | ast.For | ast.While]
    branching = [*reading.all(ast.If), *reading.all(ast.For), *reading.all(ast.While)]
    for node in branching:
        yield node.body
        yield node.orelse
