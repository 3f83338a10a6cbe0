"""The outline of a Java or C++ source, read from the trees of tree-sitter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jupyter_codemm.authoring.guided.outline import Function, Kind, Part, part
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.syntax.grammar import CPP, JAVA
from jupyter_codemm.syntax.nodes import Node, parsed, rooted

_LOOPS: dict[str, Kind] = {"foreach": "each", "for": "count", "while": "while", "do": "repeat"}
_SIMPLE: dict[str, Kind] = {"throw": "raise", "break": "leave", "continue": "skip"}
_TRIES = ("try_statement", "try_with_resources_statement")
_SILENT = frozenset(
    """comment line_comment block_comment label ; using_declaration alias_declaration
    type_definition class_declaration local_class_declaration class_specifier struct_specifier
    record_declaration enum_declaration interface_declaration preproc_def preproc_function_def
    preproc_call function break_label""".split()
)
_TYPES = ("class_declaration", "record_declaration", "enum_declaration", "interface_declaration",
          "class_specifier", "struct_specifier")  # fmt: skip
_OPEN = ("block", "preproc_if", "preproc_ifdef", "preproc_else", "preproc_elif")
_HEADS = ("name", "condition")
_CASES = ("group", "switch_rule")
_NAME = re.compile(r"(~?\w+|operator\s*\S+)\s*(<.*>)?$", re.DOTALL)


def braces_outline(code: str, language: Language) -> list[Function]:
    """Return the functions of a source in their order; those that cannot be read are left out.

    Raises ValueError for a text that no file can hold.
    """
    text = code.encode()
    grammar = JAVA if language == "java" else CPP
    root = rooted(parsed(text, grammar), grammar)
    reader = _Reader(text)
    found = [] if root is None else [*root.below()]
    return [function for node in found for function in reader.functions(node)]


class _Reader:
    """Reads the nodes of one text."""

    def __init__(self, text: bytes) -> None:
        self._text = text

    def functions(self, node: Node) -> Iterator[Function]:
        """Yield the function that a node is, if it is one with a body."""
        body = node.child("body")
        if node.type not in ("function", "lambda") or body is None or body.type != "block":
            return
        head = node.child("declarator")
        while head is not None and head.child("parameters") is None:
            head = head.child("declarator")
        head = head or node
        named = head.child("declarator") or head.child("name")
        full = self._said(named) if named is not None and node.type == "function" else ""
        *scope, last = full.split("::")
        match = _NAME.search(last)
        given = head.child("parameters")
        yield Function(
            match.group(1) if match else "",
            scope[-1] if scope else self._owner(node),
            sum(c.type not in _SILENT for c in given.inner()) if given else 0,
            tuple(self._parts([body])),
        )

    def _owner(self, node: Node) -> str:
        above = node.nearest(*_TYPES)
        name = above.child("name") if above is not None else None
        return self._said(name) if name is not None else ""

    def _said(self, *nodes: Node | None) -> str:
        return "\n".join(self._text[n.start : n.end].decode() for n in nodes if n is not None)

    def _parts(self, nodes: Iterable[Node]) -> Iterator[Part]:
        plain: list[Node] = []
        for node in self._statements(nodes):
            found = list(self._control(node))
            if not found:
                plain.append(node)
                continue
            if plain:
                yield part("work", self._said(*plain))
                plain = []
            yield from found
        if plain:
            yield part("work", self._said(*plain))

    def _statements(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """Yield the statements, those inside bare blocks, labels and conditional parts included."""
        for node in nodes:
            if node.type in _OPEN:
                yield from self._statements(c for c in node.inner() if c.field not in _HEADS)
            elif node.type in ("labeled_statement", "synchronized_statement"):
                yield from self._statements(node.inner()[-1:])
            elif node.type == "expression_statement" and node.inner():
                only = node.inner()[0]
                yield only if only.type in ("switch", "throw") else node
            elif node.type not in _SILENT and node.named:
                yield node

    def _control(self, node: Node) -> Iterator[Part]:
        if node.type == "if":
            yield from self._if(node, "if")
        elif node.type in _LOOPS:
            body = node.child("body")
            heads = (c for c in node.children if c is not body)
            yield part(_LOOPS[node.type], self._said(*heads), self._inside(body))
        elif node.type == "switch":
            body = node.child("body")
            cases = (self._case(c) for c in (body.inner() if body else []) if c.type in _CASES)
            yield part("choose", self._said(node.child("condition")), cases)
        elif node.type in _TRIES:
            yield from self._try(node)
        elif node.type == "return":
            kind: Kind = "return" if node.inner() else "exit"
            yield part(kind, self._said(node).removeprefix("return"))
        elif node.type in _SIMPLE:
            yield part(_SIMPLE[node.type], "")

    def _inside(self, body: Node | None) -> Iterator[Part]:
        return self._parts([body] if body is not None else [])

    def _if(self, node: Node, kind: Kind) -> Iterator[Part]:
        yield part(
            kind, self._said(node.child("condition")), self._inside(node.child("consequence"))
        )
        other = node.child("alternative")
        if other is not None and other.type == "else_clause":
            other = next((c for c in other.inner() if c.type not in _SILENT), None)
        if other is not None and other.type == "if":
            yield from self._if(other, "elif")
        elif other is not None:
            yield part("else", "", self._inside(other))

    def _case(self, node: Node) -> Part:
        inside = [c for c in node.inner() if c.field != "value" and c.type != "label"]
        parts = list(self._parts(inside))
        while parts and parts[-1].kind == "leave":
            parts.pop()
        return part("case", "", parts)

    def _try(self, node: Node) -> Iterator[Part]:
        yield part("try", "", self._inside(node.child("body")))
        for child in node.inner():
            if child.type == "catch_clause":
                yield part("failed", "", self._inside(child.child("body")))
            elif child.type == "finally_clause":
                yield part("finally", "", self._parts(child.inner()))
