"""Probes: the reference, but for one block that fails as soon as it is entered.

Tests that a probe passes never enter its block, so probes tell what tests cover without any tracing
of a language. A block that does nothing but raise does nothing instead. Where every program passes
(the start of the only function) there is no probe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.mutation.braces.blocks import braced_blocks
from jupyter_codemm.gates.mutation.python.blocks import python_blocks
from jupyter_codemm.gates.mutation.splicing import Block, spliced
from jupyter_codemm.syntax.grammar import CPP, JAVA

MOST_PROBES = 24

BLOCKS: dict[Language, Callable[[str], Iterator[Block]]] = {
    "python": python_blocks,
    "java": lambda code: braced_blocks(code, JAVA, "if (true) throw new RuntimeException();"),
    "cpp": lambda code: braced_blocks(code, CPP, "throw 0;"),
    "sql": lambda _: iter(()),
}


@dataclass(frozen=True, slots=True)
class Probe:
    """A program that fails in one block, which begins in `line`. It is as secret as the reference.

    A `guard` only raises, or answers or leaves at the start of a function: what it guards against
    may never come.
    """

    source: Source
    line: int
    guard: bool


def probes(problem: Problem, reference: Source) -> tuple[Probe, ...]:
    """Return a probe for each block of the reference, in order, at most MOST_PROBES."""
    files = reference.resolved(problem.language, entry_file=problem.entry_file)
    found: list[Probe] = []
    for name, text in sorted(files.items()):
        for block in BLOCKS[problem.language](text):
            if len(found) == MOST_PROBES:
                return tuple(found)
            code = spliced(text.encode(), block.cuts)
            source = Source.single(code)
            if reference.files is not None:
                source = Source(files={**files, name: code})
            found.append(Probe(source, block.line, block.guard))
    return tuple(found)
