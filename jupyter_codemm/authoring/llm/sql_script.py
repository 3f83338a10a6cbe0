"""A script of SQL → its statements, each with the blanks and comments before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PIECE = re.compile(
    r"""(?P<quoted>'[^']*+'?|"[^"]*+"?|`[^`]*+`?|\[[^\]]*+\]?)"""
    r"""|(?P<comment>--[^\n]*+\n?|/\*.*?(?:\*/|\Z))"""
    r"""|(?P<end>;)|(?P<word>\w++)|(?P<blank>\s++)|(?P<other>.)""",
    re.DOTALL,
)
_TRIGGER = re.compile(r"create (temp |temporary )?trigger\b")
_FIRST_WORDS = 3


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script in order; together they are the script.

    A semicolon in a text, a name, a comment or the body of a trigger ends none.
    """
    pieces: list[str] = []
    first: list[str] = []
    last: list[str] = []
    for match in _PIECE.finditer(script):
        piece, kind = match.group(), match.lastgroup
        pieces.append(piece)
        if kind == "end":
            if not _TRIGGER.match(" ".join(first)) or last == ["end"]:
                yield "".join(pieces)
                pieces, first = [], []
            last = []
        elif kind not in ("blank", "comment"):
            word = piece.casefold()
            first += [word] if len(first) < _FIRST_WORDS else []
            # Only whether it is one word counts.
            last = [*last[:1], word]
    yield "".join(pieces)
