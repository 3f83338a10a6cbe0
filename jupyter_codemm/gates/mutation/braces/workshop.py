"""What mutation needs of Java and C++: all slips of a file, and programs compared by their text."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator

from tree_sitter import Tree

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.gates.mutation.braces.calls import CALLS
from jupyter_codemm.gates.mutation.braces.conditions import CONDITIONS
from jupyter_codemm.gates.mutation.braces.flow import FLOW
from jupyter_codemm.gates.mutation.braces.numbers import NUMBERS
from jupyter_codemm.gates.mutation.braces.reading import Reading
from jupyter_codemm.gates.mutation.braces.statements import STATEMENTS
from jupyter_codemm.gates.mutation.braces.swapping import SWAPPING
from jupyter_codemm.gates.mutation.braces.values import VALUES
from jupyter_codemm.gates.mutation.braces.variables import VARIABLES
from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.syntax.grammar import Grammar
from jupyter_codemm.syntax.nodes import parsed, rooted

OPERATORS = (
    *NUMBERS, *CONDITIONS, *STATEMENTS, *VALUES, *VARIABLES, *CALLS, *FLOW, *SWAPPING,
)  # fmt: skip
_BLANK = re.compile(r"\s+")
_MACRO = re.compile(rb"^[ \t]*#[ \t]*define\b", re.MULTILINE)


class BracesWorkshop:
    """One of the two languages; only its grammar is known here, no compiler."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def slips(self, code: str, problem: Problem) -> Iterator[Slip]:
        """Yield every place that can go wrong; none if the file has a syntax error."""
        del problem  # the types stand in the code
        tree = self._tree(code)
        root = rooted(tree, self._grammar) if tree is not None else None
        if root is None:
            return
        reading = Reading(code.encode(), root, self._grammar)
        for operator in OPERATORS:
            yield from operator(reading)

    def meaning(self, code: str) -> Hashable | None:
        """Return the text without its layout, None if it has a syntax error."""
        return None if self._tree(code) is None else _BLANK.sub("", code)

    def _tree(self, code: str) -> Tree | None:
        try:
            text = code.encode()
        except UnicodeEncodeError:
            return None
        tree = parsed(text, self._grammar)
        # What macros stand for is not known, so a program that uses some need not look like one.
        macros = self._grammar.has_macros and _MACRO.search(text) is not None
        return tree if macros or not tree.root_node.has_error else None
