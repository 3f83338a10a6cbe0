"""Findings in Java and C++ programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.syntax.grammar import Grammar
from jupyter_codemm.syntax.nodes import (
    Node,
    arguments,
    called,
    condition,
    operator,
    parsed,
    rooted,
    sides,
)
from jupyter_codemm.tutoring.checking.finding import Finding

_LOOPS = ("for", "while", "do")
_LENGTH = re.compile(r"(?:\.|->)\s*(?:size|length)\b(?:\s*\(\s*\))?")
_NAME = re.compile(r"[^\W\d]\w*")
_WHOLE = ("int", "long")


def braces_findings(code: str, problem: Problem, grammar: Grammar) -> list[Finding]:
    """Return what a Java or C++ program shows; nothing for one that cannot be read."""
    text = code.encode(errors="replace")
    root = rooted(parsed(text, grammar), grammar)
    return [] if root is None else list(_Reader(text, root, grammar, problem).all())


class _Reader:
    def __init__(self, code: bytes, root: Node, grammar: Grammar, problem: Problem) -> None:
        self._code, self._root, self._problem = code, root, problem
        self._is_java = not grammar.has_macros

    def all(self) -> Iterator[Finding]:
        """Yield the findings, the surest first."""
        nodes = [node for node in self._root.below() if node.named]
        for look in (self._of_head, self._of_loop, self._of_function):
            for node in nodes:
                yield from look(node)

    def _of_head(self, node: Node) -> Iterator[Finding]:
        if node.type in (*_LOOPS, "if"):
            yield from self._head(node)
        elif node.type == "binary" and self._is_java:
            yield from self._texts(node)

    def _of_loop(self, node: Node) -> Iterator[Finding]:
        if node.type in _LOOPS:
            yield from self._loop(node)
        if node.type in (*_LOOPS, "foreach"):
            yield from self._first_round(node)
        elif node.type == "group":
            yield from self._falls(node)

    def _of_function(self, node: Node) -> Iterator[Finding]:
        if node.type == "function":
            yield from self._function(node)

    def _text(self, node: Node | None) -> str:
        return self._code[node.start : node.end].decode(errors="replace") if node else ""

    def _head(self, node: Node) -> Iterator[Finding]:
        asked = condition(node)
        if asked is not None and asked.type == "assignment":
            yield Finding("assigned_in_condition", asked.line)
        body = node.child("body") or node.child("consequence")
        if body is not None and node.type != "do" and self._text(body).strip() == ";":
            yield Finding("empty_body", node.line)

    def _texts(self, node: Node) -> Iterator[Finding]:
        sign, pair = operator(node), sides(node)
        if sign is None or pair is None or self._text(sign) not in ("==", "!="):
            return
        if any(
            one.type == "text" or self._is_text_name(self._text(one)) for one in pair
        ) and not any(self._text(one) == "null" for one in pair):
            yield Finding("text_compared", node.line)

    def _is_text_name(self, name: str) -> bool:
        if not _NAME.fullmatch(name):
            return False
        return (
            re.search(rf"\bString\s+{re.escape(name)}\b", self._code.decode(errors="replace"))
            is not None
        )

    def _loop(self, loop: Node) -> Iterator[Finding]:
        asked = condition(loop)
        if asked is None:
            return
        sign, pair = operator(asked), sides(asked)
        if sign is not None and pair is not None and loop.type == "for":
            left, right = self._text(pair[0]), self._text(pair[1])
            whole = _LENGTH.search(right)
            if self._text(sign) == "<=" and whole and whole.end() == len(right.rstrip()):
                yield Finding("range_over", loop.line)
            elif self._text(sign) == "<" and re.search(r"-\s*1\s*$", right) and whole:
                body = self._text(loop.child("body"))
                if not re.search(rf"\b{re.escape(left)}\s*[+-]\s*1", body):
                    yield Finding("range_short", loop.line)
        yield from self._endless(loop, asked)

    def _endless(self, loop: Node, asked: Node) -> Iterator[Finding]:
        if any(node.type in ("break", "return", "throw") for node in loop.below()):
            return
        if any(node.type == "call" for node in asked.below()):
            return
        names = {self._text(node) for node in asked.below() if node.type == "name"}
        changed: set[str] = set()
        for node in loop.below():
            if node.type in ("assignment", "update") and not self._is_inside(node, asked):
                target = node.child("left") or next(iter(node.inner()), None)
                changed |= set(_NAME.findall(self._text(target)))
        if names and not names & changed:
            yield Finding("endless", loop.line)

    @staticmethod
    def _is_inside(node: Node, other: Node) -> bool:
        return other.start <= node.start and node.end <= other.end

    def _first_round(self, loop: Node) -> Iterator[Finding]:
        body = loop.child("body")
        if body is None or any(node.type == "continue" for node in loop.below()):
            return
        last = body.inner()[-1] if body.type == "block" and body.inner() else body
        if last.type == "return" or (last.type == "if" and self._both_return(last)):
            yield Finding("early_return", loop.line)
        elif last.type == "break":
            yield Finding("early_stop", loop.line)

    def _both_return(self, choice: Node) -> bool:
        first, other = choice.child("consequence"), choice.child("alternative")
        if first is None or other is None:
            return False
        return self._ends_in_return(first) and self._ends_in_return(other)

    def _ends_in_return(self, node: Node) -> bool:
        while node.type in ("block", "else_clause") and node.inner():
            node = node.inner()[-1]
        return node.type == "return" or (node.type == "if" and self._both_return(node))

    def _falls(self, group: Node) -> Iterator[Finding]:
        statements = [n for n in group.inner() if n.type != "label" and n.field != "value"]
        parent = group.parent
        if not statements or parent is None or parent.inner()[-1] is group:
            return
        if statements[-1].type not in (
            "break",
            "return",
            "throw",
            "continue",
            "block",
            "yield_statement",
        ):
            yield Finding("falls_through", group.line)

    def _function(self, function: Node) -> Iterator[Finding]:
        body = function.child("body")
        name = self._name(function)
        if body is None or any(node.type == "throw" for node in body.inner()):
            return
        inside = [node for node in body.below() if node.named]
        calls = [
            node for node in inside if node.type == "call" and self._text(called(node)) == name
        ]
        given = self._parameters(function)
        for call in calls:
            if given and [self._text(arg) for arg in arguments(call)] == given:
                yield Finding("same_call", call.line, name)
        choices = ("if", "ternary", "switch", *_LOOPS, "foreach")
        if calls and not any(node.type in choices for node in inside):
            yield Finding("no_base", function.line, name)
        # Of the text, since `words(call)` is a declaration to the grammar, and constructors of C++
        # use some before their body.
        head = self._head_of(function)
        rest = self._code[head.end if head else body.start : function.end]
        words = set(_NAME.findall(rest.decode(errors="replace")))
        for parameter in given:
            if parameter not in words:
                yield Finding("unused_parameter", function.line, parameter)

    def _name(self, function: Node) -> str:
        signature = self._problem.signature
        head = self._text(function).split("(", 1)[0]
        names = _NAME.findall(head)
        return names[-1] if names else (signature.name if signature else "")

    @staticmethod
    def _head_of(function: Node) -> Node | None:
        return function.child("parameters") or next(
            (node.child("parameters") for node in function.below() if node.child("parameters")),
            None,
        )

    def _parameters(self, function: Node) -> list[str]:
        head = self._head_of(function)
        found = []
        for one in head.inner() if head is not None else ():
            names = _NAME.findall(re.sub(r"<[^>]*>|\[\s*\]", " ", self._text(one)))
            if one.type == "parameter" and len(names) > 1:
                found.append(names[-1])
        return found
