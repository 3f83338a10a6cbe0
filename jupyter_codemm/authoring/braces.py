"""Read the control structure of Java and C++ source without reading its expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_NOISE = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|^[ \t]*#[^\n]*",
    re.DOTALL | re.MULTILINE,
)
_TOKEN = re.compile(r"[A-Za-z_]\w*|\S")
_PHRASES = {
    "for": "for each ...",
    "while": "as long as ...",
    "do": "repeat",
    "if": "if ...",
    "else": "otherwise",
    "switch": "choose by ...",
    "try": "try",
    "catch": "if that fails",
    "finally": "in any case",
}

Found = tuple[int, str, str]
"""Depth, phrase, and the name of the function that begins here or an empty string."""


class Scanner:
    """One pass over the tokens of a source file. Anything it does not know is skipped."""

    def __init__(self, code: str) -> None:
        self._tokens = _TOKEN.findall(_NOISE.sub(" ", code))
        self._at = 0

    def steps(self) -> Iterator[Found]:
        """Yield the control statements and functions of the file in order."""
        while self._at < len(self._tokens):
            yield from self._block(0)
            self._at += 1

    def _block(self, depth: int) -> Iterator[Found]:
        while self._peek() not in ("", "}"):
            yield from self._statement(depth)

    def _statement(self, depth: int) -> Iterator[Found]:
        word = self._next()
        if word == "{":
            yield from self._block(depth)
            self._next()
        elif word == "return":
            if self._peek() != ";":
                yield depth, "give back ...", ""
            self._skip_to_end()
        elif word in _PHRASES:
            yield depth, _PHRASES[word], ""
            if self._peek() == "(":
                self._skip_parentheses()
            yield from self._body(depth + 1)
            if word == "do":
                self._skip_to_end()
        elif word != ";":
            self._at -= 1
            yield from self._other(depth)

    def _body(self, depth: int) -> Iterator[Found]:
        if self._peek() not in ("", "}"):
            yield from self._statement(depth)

    def _other(self, depth: int) -> Iterator[Found]:
        """Skip an expression or a declaration; walk into the braces of what it defines."""
        start = self._at
        self._skip_to_end()
        if self._at < len(self._tokens) and self._tokens[self._at] == "{":
            name = _called(self._tokens[start : self._at])
            if name:
                yield depth, "", name
            yield from self._statement(depth + 1 if name else depth)

    def _skip_to_end(self) -> None:
        """Go behind the next `;`, or to a brace, whichever comes first outside parentheses."""
        while (word := self._peek()) not in ("", "{", "}"):
            if word == "(":
                self._skip_parentheses()
                continue
            self._at += 1
            if word == ";":
                return

    def _skip_parentheses(self) -> None:
        open_ones = 0
        while word := self._next():
            open_ones += (word == "(") - (word == ")")
            if open_ones == 0:
                return

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        word = self._peek()
        self._at += 1
        return word


def _called(tokens: list[str]) -> str:
    """Return the name in front of the first parenthesis, if any."""
    for name, follower in pairwise(tokens):
        if follower == "(" and (name[0].isalpha() or name[0] == "_"):
            return name
    return ""
