"""A Java or C++ file as its mutation sees it."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_codemm.gates.mutation.braces.declarations import Declarations
from jupyter_codemm.gates.mutation.braces.typed import Types, is_number
from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.splicing import LONGEST, Cut, cut_slip
from jupyter_codemm.syntax.grammar import Grammar
from jupyter_codemm.syntax.nodes import Node, condition

LOOPS = ("for", "while", "do", "foreach")
_ATOMS = frozenset("name number text character boolean call element parentheses".split())

_EXPRESSIONS = frozenset(
    "binary unary update assignment cast ternary call element parentheses creation".split()
)


class Reading:
    """One file: its nodes by type, the variables it declares, the types of its expressions."""

    def __init__(self, code: bytes, root: Node, grammar: Grammar) -> None:
        self.code = code
        self.grammar = grammar
        self.declarations = Declarations(code, root)
        self.types = Types(code, self.declarations)
        self._by_type: dict[str, list[Node]] = {}
        for node in root.below():
            is_long = node.type in _EXPRESSIONS and node.end - node.start > LONGEST
            if node.named and not node.dead and not is_long:
                self._by_type.setdefault(node.type, []).append(node)

    def all(self, *types: str) -> Iterator[Node]:
        """Yield the nodes of these types where something can go wrong."""
        for wanted in types:
            yield from self._by_type.get(wanted, ())

    def text(self, node: Node) -> str:
        """Return a node as it is written."""
        return self.code[node.start : node.end].decode()

    def atom(self, node: Node) -> str:
        """Return an expression so that it can stand beside any operator."""
        text = self.text(node)
        return text if node.type in _ATOMS else f"({text})"

    def counts(self, *nodes: Node) -> bool:
        """Return whether all these expressions are known to be numbers."""
        return all(is_number(self.types.of(node)) for node in nodes)

    def is_endless(self, loop: Node) -> bool:
        """Return whether a loop ends only by leaving it."""
        asked = condition(loop)
        if loop.type == "foreach":
            return False
        return asked is None or self.text(asked) == "true"

    def replaced(self, family: str, node: Node, text: str) -> Slip:
        """Return the slip that writes `text` in the place of a node."""
        return self.slips(family, node.line, Cut(node.start, node.end, text))

    def slips(self, family: str, line: int, *cuts: Cut) -> Slip:
        """Return the slip that makes several cuts, told by the first."""
        return cut_slip(family, self.code, line, *cuts)
