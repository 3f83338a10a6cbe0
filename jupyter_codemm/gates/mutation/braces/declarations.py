"""Which variables and functions a file declares, and where they can be used."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from jupyter_codemm.syntax.nodes import Node

_SCOPES = ("block", "for", "foreach", "function", "lambda", "members", "group", "program")
_MODIFIERS = re.compile(r"\bstd::|\bconst\b|\bfinal\b|[\s&]")
_SEEN = 40
_ALIAS = re.compile(r"\busing\s+(\w+)\s*=([^;]{1,80});|\btypedef\b([^;]{1,80})\b(\w+);")
_FIXED = re.compile(r"\b(const|final|constexpr)\b")


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable, usable from `start` to `end`. `fixed` ones never change.

    `value` is what it begins with, for the variable of a loop over a list the list.
    """

    name: str
    type: str
    start: int
    end: int
    fixed: bool
    has_value: bool
    is_field: bool
    is_static: bool
    node: Node
    value: Node | None


def bare(text: str) -> str:
    """Return a type without what makes no difference here."""
    return _MODIFIERS.sub("", text)


class Declarations:
    """The declarations of one file."""

    def __init__(self, code: bytes, root: Node) -> None:
        self._code = code
        names = (match.groups() for match in _ALIAS.finditer(code.decode()))
        self._aliases = {a or d: bare(b or c) for a, b, c, d in names}
        self._variables: dict[str, list[Variable]] = {}
        self._by_type: dict[str, list[Variable]] = {}
        self._returns: dict[str, str | None] = {}
        for node in root.below():
            if node.type in ("declaration", "parameter", "foreach"):
                for variable in self._declared(node):
                    self._variables.setdefault(variable.name, []).append(variable)
                    self._by_type.setdefault(variable.type, []).append(variable)
            elif node.type == "function":
                self._learn_function(node)

    def find(self, name: str, offset: int) -> Variable | None:
        """Return the variable that a name stands for at a place."""
        seen = [v for v in self._variables.get(name, ()) if v.start <= offset < v.end]
        return max(seen, key=lambda v: v.start, default=None)

    def alike(self, kind: str, offset: int) -> Iterator[Variable]:
        """Yield the variables of a type that can be used at a place, what is nearest first."""
        same = self._by_type.get(kind, [])
        last = bisect_right(same, offset, key=lambda variable: variable.node.start)
        for variable in reversed(same[max(0, last - _SEEN) : last]):
            if self.find(variable.name, offset) is variable:
                yield variable

    def named(self, name: str) -> list[Variable]:
        """Return all variables of a name."""
        return self._variables.get(name, [])

    def fields(self) -> dict[str, str]:
        """Return the types of the fields of all classes of the file."""
        return {v.name: v.type for vs in self._variables.values() for v in vs if v.is_field}

    def returns(self, name: str) -> str | None:
        """Return what a function of the file returns."""
        return self._returns.get(name)

    def has_function(self, name: str) -> bool:
        """Return whether the file declares a function of a name."""
        return name in self._returns

    def _type(self, kind: Node) -> str:
        written = bare(self._text(kind))
        return self._aliases.get(written, written)

    def _text(self, node: Node) -> str:
        return self._code[node.start : node.end].decode()

    def _declared(self, node: Node) -> Iterator[Variable]:
        kind = node.child("type")
        scope = node if node.type == "foreach" else node.nearest(*_SCOPES)
        headless = scope is not None and scope.type not in ("function", "lambda")
        if kind is None or node.dead or (node.type == "parameter" and headless):
            return
        written = self._type(kind)
        is_field = scope is not None and scope.type == "members"
        before = self._code[node.start : kind.start].decode()
        for part in node.children:
            if part.field not in ("declarator", "name"):
                continue
            value = part.child("value") or node.child("value") or node.child("right")
            name, stars = _named(part)
            if name is None:
                continue
            start = scope.start if scope and is_field else part.end
            yield Variable(
                name=self._text(name),
                type=written + stars,
                start=start,
                end=scope.end if scope else len(self._code),
                fixed=_FIXED.search(before + self._text(kind)) is not None,
                has_value=value is not None or node.type != "declaration" or is_field,
                is_field=is_field,
                is_static="static" in before.split(),
                node=node,
                value=value,
            )

    def _learn_function(self, node: Node) -> None:
        name = node.child("name")
        head = node.child("declarator")
        is_plain = head is None or head.type == "function_declarator"
        while name is None and head is not None:
            name = head if head.type == "name" else None
            head = head.child("declarator")
        if name is not None:
            kind = node.child("type")
            found = self._type(kind) if kind is not None and is_plain else None
            self._returns[self._text(name)] = found


def _named(part: Node) -> tuple[Node | None, str]:
    """Return the name that a declarator declares, and what it adds to the type."""
    stars, node = "", part
    while node.type != "name":
        stars += {"pointer_declarator": "*", "array_declarator": "[]"}.get(node.type, "")
        inner = node.child("declarator") or node.child("name")
        if inner is None and node.type == "reference_declarator":
            inner = next(iter(node.inner()), None)
        if inner is None or node.type in ("function_declarator", "qualified_identifier"):
            return None, stars
        if node.child("dimensions") is not None:
            stars += "[]"
        node = inner
    return node, stars
