"""The control structure of a reference solution: what repeats, decides and returns, and where.

An outline holds no expression. Of the code itself it keeps only `words`, `deeds` and `air`: they
tell which goal belongs where and are never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "work", "each", "count", "while", "repeat", "if", "elif", "else", "choose", "case", "try",
    "failed", "finally", "return", "exit", "raise", "leave", "skip",
]  # fmt: skip
Air = Literal["start", "loop", "branch", "answer", "helper"]
"""What a step feels like to somebody who describes it in words."""

CONTINUING = frozenset({"elif", "else", "failed", "finally"})
"""Parts that go on with the part before them."""
LEAVING = frozenset({"return", "exit", "raise", "leave", "skip"})
"""Parts after which the steps below them are not reached."""

_AIRS: dict[Kind, frozenset[Air]] = {
    "each": frozenset({"loop"}), "count": frozenset({"loop"}), "while": frozenset({"loop"}),
    "repeat": frozenset({"loop"}), "if": frozenset({"branch"}), "elif": frozenset({"branch"}),
    "else": frozenset({"branch"}), "choose": frozenset({"branch"}), "case": frozenset({"branch"}),
    "return": frozenset({"answer"}), "raise": frozenset({"branch"}),
}  # fmt: skip
_AIR_OF_TEXT: tuple[tuple[re.Pattern[str], Air], ...] = (
    (re.compile(r"\bfor\b|\.stream\(|\.map\(|\bfor_each\b"), "loop"),
    (re.compile(r"\bif\b|\?|\bfilter\b"), "branch"),
    (re.compile(r"\bprint|\bcout\b"), "answer"),
    (re.compile(r"=\s*(-?\d+|[\"']{2}|\[\]|\{\}|set\(\)|new\b.*\(\))\s*;?$"), "start"),
    (re.compile(r"^\w[\w<>:, ]* \w+;"), "start"),
)  # fmt: skip
_DEEDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\+=|\+\+|\+ 1\b|\badd\b|\bsum\b|\baccumulate\b"),
        "add count grow raise sum total",
    ),
    (re.compile(r"-=|--|\s-\s"), "take subtract difference less"),
    (re.compile(r"%"), "remainder digit divide"),
    (re.compile(r"//|/"), "divide half digit quotient"),
    (re.compile(r"append|\badd\b|push|offer|\bput\b|insert"), "add put collect keep remember"),
    (re.compile(r"pop|remove|poll|erase|\bdel\b"), "take remove drop front leave"),
    (re.compile(r"sort"), "sort order"),
    (re.compile(r"\blen\b|\bsize\b|length"), "size many length"),
    (re.compile(r"\bmax|>"), "largest best more highest greater longest"),
    (re.compile(r"\bmin|<"), "smallest less shortest lowest"),
    (re.compile(r"\bset\b|Set\b"), "set"),
    (re.compile(r"\bdict\b|\{\}|[Mm]ap\b|\.get\("), "map"),
    (re.compile(r"\[\]|\[\w+\]|\bcopy\b|list\("), "copy list position place"),
    (re.compile(r"\.split|input\(|stdin|cin\b|Scanner|readLine"), "read input"),
)
_WORD = re.compile(r"[A-Z]?[a-z]+")
_SUFFIX = re.compile(r"(?<=\w{3})(ing|ed|es|s|e)$|(?<=(\w))\2(ing|ed)$")
_SHORTEST = 3


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A control statement with what is inside it, or one stretch of plain statements (`work`).

    `words` are the names in its own line, `deeds` what people say of somebody who does this.
    """

    kind: Kind
    inner: tuple[Part, ...] = ()
    words: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    air: frozenset[Air] = frozenset()

    def below(self) -> Iterator[Part]:
        """Yield this part and all inside it, in the order of the code."""
        yield self
        for part in self.inner:
            yield from part.below()


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """One function of a reference, with the class it belongs to.

    A function inside an expression has no name; code outside of all functions has arity -1.
    """

    name: str
    owner: str = ""
    arity: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def size(self) -> int:
        """The number of its parts."""
        return sum(1 for part in self.parts for _ in part.below())


def part(kind: Kind, text: str, inner: Iterable[Part] = ()) -> Part:
    """Return a part, told by the text of its own line."""
    air = {air for pattern, air in _AIR_OF_TEXT if pattern.search(text)}
    deeds = (said for pattern, said in _DEEDS if pattern.search(text))
    known = _AIRS.get(kind, frozenset())
    return Part(
        kind,
        tuple(inner),
        words=stems(text),
        deeds=stems(" ".join(deeds)),
        air=known | air if kind == "work" else known,
    )


def stems(text: str) -> frozenset[str]:
    """Return the words of a text or of names in it, each without its ending."""
    words = _WORD.findall(text)
    return frozenset(_SUFFIX.sub("", word.lower()) for word in words if len(word) >= _SHORTEST)
