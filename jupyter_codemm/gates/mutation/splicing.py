"""Edits of a text by positions, so that everything else in it stays as it was written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from jupyter_codemm.gates.mutation.mutant import Slip, told

# An expression that is longer is a table of data, and to copy its parts again and again is slow.
LONGEST = 2000


class Cut(NamedTuple):
    """The bytes from `start` to `end` are replaced by `text`."""

    start: int
    end: int
    text: str


def spliced(code: bytes, cuts: Iterable[Cut]) -> str:
    """Return the code with all cuts made; they do not overlap."""
    parts, last = [], 0
    for start, end, text in sorted(cuts):
        parts += [code[last:start], text.encode()]
        last = end
    return b"".join([*parts, code[last:]]).decode()


def cut_slip(family: str, code: bytes, line: int, *cuts: Cut) -> Slip:
    """Return the slip that makes these cuts, told by the first of them."""
    start, end, text = cuts[0]
    old = code[start:end].decode(errors="replace")
    return Slip(family, line, partial(spliced, code, cuts), partial(told, old, text))


class Block(NamedTuple):
    """A block that begins in a line, the cuts that make it fail, and whether it is a guard."""

    line: int
    cuts: tuple[Cut, ...]
    guard: bool
