"""How an outline and the goals in it are written in a language's own words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from jupyter_codemm.authoring.guided.outline import CONTINUING, LEAVING, Function, Kind, Part
from jupyter_codemm.authoring.guided.placing import Place, Placing
from jupyter_codemm.contracts.base import Language

WIDTH = 84
OPEN = "..."
"""What stands where the learner has to write something."""
_SAME_AGAIN = "(and so on)"
_STEP = "    "
_AGAIN = 2

_PYTHON: Mapping[Kind, str] = {
    "work": OPEN, "each": "for ... in ...:", "count": "for ... in ...:", "while": "while ...:",
    "repeat": "while ...:", "if": "if ...:", "elif": "elif ...:", "else": "else:",
    "choose": "match ...:", "case": "case ...:", "try": "try:", "failed": "except ...:",
    "finally": "finally:", "return": "return ...", "exit": "return", "raise": "raise ...",
    "leave": "break", "skip": "continue",
}  # fmt: skip
_BRACES: Mapping[Kind, str] = {
    "work": OPEN, "each": "for (... : ...) {", "count": "for (...; ...; ...) {",
    "while": "while (...) {", "repeat": "do {", "if": "if (...) {", "elif": "else if (...) {",
    "else": "else {", "choose": "switch (...) {", "case": "case ...:", "try": "try {",
    "failed": "catch (...) {", "finally": "finally {", "return": "return ...;", "exit": "return;",
    "raise": "throw ...;", "leave": "break;", "skip": "continue;",
}  # fmt: skip
_CLOSERS: Mapping[Kind, str] = {"repeat": "} while (...);", "case": ""}


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws for one language. `depth` says how deep control statements are shown.

    At depth 0 only what repeats and decides is shown, not the steps between.
    """

    language: Language
    goals: Sequence[str]
    placed: Placing
    depth: int

    def function(self, function: Function) -> list[str]:
        """Return the lines of a function: its goals and its parts, without its head."""
        return [*self._told(function, ""), *self._parts(function.parts, 0)]

    def helper(self, function: Function, head: str) -> list[str]:
        """Return the lines of a function that the learner has to invent, under a head."""
        return [head, *(f"{_STEP}{line}" for line in self.function(function) or [OPEN])]

    def _parts(self, parts: Sequence[Part], depth: int) -> list[str]:
        blocks: list[list[str]] = []
        for part in parts:
            block = self._part(part, depth)
            if not block:
                continue
            closes = blocks and blocks[-1][-1:] == ["}"]
            if part.kind in CONTINUING and closes:
                blocks[-1].pop()
                block[0] = f"}} {block[0]}"
            blocks.append(block)
        return [line for block in _once(blocks) for line in block]

    def _part(self, part: Part, depth: int) -> list[str]:
        told = list(self._told(part, ""))
        head = (_PYTHON if self.language == "python" else _BRACES)[part.kind]
        if part.kind == "work" or part.kind in LEAVING:
            silent = self.depth == 0 or (told and part.kind == "work")
            return told if silent else [*told, head]
        inside = self._inside(part, depth)
        if part.kind in CONTINUING or part.kind == "case":
            inside, told = [*told, *(line for line in inside if not told or line != OPEN)], []
        closer = "" if self.language == "python" else _CLOSERS.get(part.kind, "}")
        return [*told, head, *(f"{_STEP}{line}" for line in inside), *([closer] if closer else [])]

    def _inside(self, part: Part, depth: int) -> list[str]:
        if depth < self.depth:
            return self._parts(part.inner, depth + 1) or [OPEN]
        below = (inner for one in part.inner for inner in one.below())
        return [line for inner in below for line in self._told(inner, "")] or [OPEN]

    def _told(self, place: Place, indent: str) -> Iterator[str]:
        for index in self.placed.get(place, ()):
            yield from numbered(index, self.goals[index], indent)


def numbered(index: int, goal: str, indent: str = "") -> list[str]:
    """Return the lines of a goal, which learners count from 1."""
    lead = f"{indent}TODO {index + 1}. "
    return wrapped(lead, goal)


def wrapped(lead: str, text: str) -> list[str]:
    """Return a text in lines, the first of which begins with `lead`."""
    return textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))


def _once(blocks: list[list[str]]) -> Iterator[list[str]]:
    """Yield the blocks, with one remark in the place of those that only repeat the two before."""
    for block, group in groupby(blocks):
        times = len(list(group))
        yield from [block] * min(times, _AGAIN)
        if times > _AGAIN:
            yield [_SAME_AGAIN]
