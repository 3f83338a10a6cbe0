"""Held out: an answer too early, an `else` that is missing, a loop that is left or goes on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jupyter_codemm.gates.mutation.braces.reading import LOOPS, Reading
from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.splicing import Cut
from jupyter_codemm.syntax.nodes import Node


def early_answers(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where the answer after a loop is given inside it, after its first round."""
    for block in reading.all("block"):
        inner = block.inner()
        for loop, after in pairwise(inner):
            body = loop.child("body") if loop.type in LOOPS else None
            if after.type != "return" or body is None or body.type != "block":
                continue
            statements = body.inner()
            if statements and _goes_on(statements[-1]):
                end = statements[-1].end
                answer = Cut(end, end, f" {reading.text(after)}")
                yield reading.slips("flow", statements[-1].line, answer)


def missing_else(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a condition is asked although the one before it held."""
    for node in reading.all("if"):
        around = node.child("alternative")
        parts = node.children if around is None or around.type == "if" else around.children
        words = [part for part in parts if part.type == "else"]
        for word in words if any(part.type == "if" for part in parts) else ():
            yield reading.slips("flow", word.line, Cut(word.start, word.end, ""))


def exchanged_jumps(reading: Reading) -> Iterator[Slip]:
    """Yield a slip where a loop is left instead of going on, or the other way round."""
    for leaving in reading.all("break"):
        around = leaving.nearest(*LOOPS, "switch")
        plain = around is not None and around.type in LOOPS and not leaving.inner()
        if around is not None and plain and not reading.is_endless(around):
            yield reading.replaced("flow", leaving, "continue;")
    for going in reading.all("continue"):
        around = going.nearest(*LOOPS, "switch")
        if around is not None and around.type in LOOPS and not going.inner():
            yield reading.replaced("flow", going, "break;")


FLOW = (early_answers, missing_else, exchanged_jumps)


def _goes_on(statement: Node) -> bool:
    if statement.type == "if":
        return statement.child("alternative") is None
    return statement.type in ("expression_statement", "foreach")
