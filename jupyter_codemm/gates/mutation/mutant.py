"""What a mutant is, and which families of them are special.

A family is a kind of fault that learners make. The families named in HELD_OUT never choose a test;
they only measure how well tests chosen by all others do on faults that they were not chosen for:

- `flow` (Python, Java, C++): the answer is given in the first round of a loop, an `else` is
  missing before an `if`, `break` stands for `continue` or the other way round.
- `swapped` (all four): the operands of `-`, `/` or `%`, the arguments of a call, the branches of an
  `if`, in SQL also the keys of a sort or the columns of the result are in the wrong order.
- `column` (SQL): another column of the same table, but for those that rows are ordered by.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.source import Source

HELD_OUT: dict[Language, frozenset[str]] = {
    "python": frozenset({"flow", "swapped"}),
    "java": frozenset({"flow", "swapped"}),
    "cpp": frozenset({"flow", "swapped"}),
    "sql": frozenset({"column", "swapped"}),
}
# The hardest to notice of all: a cap never drops them.
KEPT = frozenset({"bounds", "constant"})
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Mutant:
    """A reference with one fault. All of it, `edit` too, is as secret as the reference.

    `line` is the line of the fault in the file that has it, which `edit` names when there are
    several files.
    """

    source: Source
    family: str
    line: int
    edit: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A place where one file can go wrong.

    `write` returns the text of the file that did, `tell` the edit in a short line.
    """

    family: str
    line: int
    write: Callable[[], str]
    tell: Callable[[], str]


def told(old: str, new: str) -> str:
    """Return an edit in one short line."""
    return f"{_short(old)} → {_short(new)}"


def _short(text: str) -> str:
    line = " ".join(text[: 4 * _SHOWN].split()) or "nothing"
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
