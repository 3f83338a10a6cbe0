"""A Python file as its mutation sees it: nodes by type, where they stand, what stands above."""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import TypeVar

from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.python.kinds import Kinds
from jupyter_codemm.gates.mutation.splicing import LONGEST, Cut, cut_slip

_LINE_END = re.compile(rb"\r\n|\r|\n")
_COMMENT = re.compile(rb"#[^\r\n]*")
# Types, names of modules and what decorates a function are no part of what it computes.
_SKIPPED_FIELDS = frozenset({"annotation", "returns", "decorator_list", "bases", "type_params"})
_SKIPPED_NODES = (ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal)
_SIGNS = (ast.operator, ast.unaryop, ast.cmpop, ast.expr_context, ast.boolop)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_ATOMS = (ast.Name, ast.Call, ast.Attribute, ast.Subscript, ast.Constant, ast.List, ast.Dict)

Node = TypeVar("Node", bound=ast.AST)
Placed = ast.expr | ast.stmt
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Reading:
    """One file. Positions are bytes of `code`; nodes come in the order of the source."""

    def __init__(self, code: str, tree: ast.Module, known: Mapping[str, str | None]) -> None:
        self.code = code.encode()
        self.tree = tree
        ends = [match.end() for match in _LINE_END.finditer(self.code)]
        self._starts = [0, *ends]
        self._parents: dict[ast.AST, ast.AST] = {}
        self._by_type: dict[type[ast.AST], list[ast.AST]] = {}
        self._scopes: dict[ast.AST, ast.AST] = {}
        self._index(tree)
        self.kinds = Kinds(tree, self._scopes, known)

    def all(self, *types: type[Node]) -> Iterator[Node]:
        """Yield the nodes of these types that hold code of the program."""
        for wanted in types:
            for node in self._by_type.get(wanted, ()):
                assert isinstance(node, wanted)  # noqa: S101 - for the type checker
                yield node

    def parent(self, node: ast.AST) -> ast.AST | None:
        """Return the node directly above."""
        return self._parents.get(node)

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield the nodes above, the nearest first."""
        while (parent := self._parents.get(node)) is not None:
            yield parent
            node = parent

    def function(self, node: ast.AST) -> Function | None:
        """Return the innermost function around a node."""
        return next((up for up in self.above(node) if isinstance(up, Function)), None)

    def loop(self, node: ast.AST) -> ast.For | ast.While | None:
        """Return the innermost loop around a node in the same function."""
        for up in self.above(node):
            if isinstance(up, (ast.For, ast.While)):
                return up
            if isinstance(up, (*Function.__args__, ast.Lambda, ast.ClassDef)):
                return None
        return None

    def span(self, node: Placed | ast.arg | ast.keyword) -> tuple[int, int]:
        """Return where a node begins and ends."""
        if node.end_lineno is None or node.end_col_offset is None:
            raise ValueError("a node without an end was not made by the parser")
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: Placed) -> str:
        """Return a node as it is written."""
        start, end = self.span(node)
        return self.code[start:end].decode()

    def atom(self, node: ast.expr) -> str:
        """Return an expression so that it can stand beside any operator."""
        text = self.text(node)
        return text if isinstance(node, _ATOMS) else f"({text})"

    def line_start(self, offset: int) -> int:
        """Return where the line of a position begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def indentation(self, node: ast.stmt) -> str | None:
        """Return the blanks before a statement, None when something else stands before it."""
        start = self.span(node)[0]
        before = self.code[self.line_start(start) : start].decode()
        return None if before.strip() else before

    def between(self, left: ast.expr, right: ast.expr, sign: bytes) -> tuple[int, int] | None:
        """Return where an operator stands between its operands."""
        start, end = self.span(left)[1], self.span(right)[0]
        gap = _COMMENT.sub(lambda match: b" " * len(match[0]), self.code[start:end])
        found = re.search(sign, gap)
        return (start + found.start(), start + found.end()) if found else None

    def slip(self, family: str, start: int, end: int, text: str) -> Slip:
        """Return the slip that writes `text` from `start` to `end`."""
        return self.slips(family, Cut(start, end, text))

    def replaced(self, family: str, node: Placed, text: str) -> Slip:
        """Return the slip that writes `text` in the place of a node."""
        return self.slip(family, *self.span(node), text)

    def slips(self, family: str, *cuts: Cut) -> Slip:
        """Return the slip that makes several cuts, told by the first."""
        line = bisect_right(self._starts, cuts[0].start)
        return cut_slip(family, self.code, line, *cuts)

    def _index(self, tree: ast.Module) -> None:
        stack: list[ast.AST] = [tree]
        while stack:
            node = stack.pop()
            if isinstance(node, ast.JoinedStr) or not self._holds_code(node):
                continue
            if not isinstance(node, ast.expr) or self._is_short(node):
                self._by_type.setdefault(type(node), []).append(node)
            scope = node if isinstance(node, _SCOPES) else self._scopes.get(node)
            for child in _below(node):
                self._parents[child] = node
                if scope is not None:
                    self._scopes[child] = scope
                stack.append(child)
        for nodes in self._by_type.values():
            if isinstance(nodes[0], (ast.expr, ast.stmt)):
                nodes.sort(key=_position)

    def _is_short(self, node: ast.expr) -> bool:
        start, end = self.span(node)
        return end - start <= LONGEST

    def _holds_code(self, node: ast.AST) -> bool:
        if isinstance(node, _SKIPPED_NODES):
            return False
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return False
        return not (isinstance(node, ast.If) and _is_guard(node.test))


def _below(node: ast.AST) -> Iterator[ast.AST]:
    for field in node._fields:
        value = None if field in _SKIPPED_FIELDS else getattr(node, field, None)
        for child in value if isinstance(value, list) else [value]:
            # Signs such as Add() are one object for the whole tree.
            if isinstance(child, ast.AST) and not isinstance(child, _SIGNS):
                yield child


def _position(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def _is_guard(test: ast.expr) -> bool:
    return (
        isinstance(test, ast.Compare)
        and isinstance(test.left, ast.Name)
        and test.left.id == "__name__"
    )
