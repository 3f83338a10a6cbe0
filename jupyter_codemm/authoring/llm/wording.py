"""The texts of a form, cleaned of what a model wraps around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jupyter_codemm.errors import InvalidInputError

MAX_STATEMENT = 8000
MAX_CODE = 20_000
HINTS = 3
MAX_HINT = 1200
MAX_GOALS = 8
MAX_GOAL = 160
_FENCE = re.compile(r"\A```[A-Za-z+]*\n(.*?)\n?```\Z", re.DOTALL)


def line_of(text: str, length: int) -> str:
    """Return a text as one printable line of at most so many characters."""
    return " ".join(_printable(text).split())[:length].rstrip()


def prose_of(text: str) -> str:
    """Return a statement; raises InvalidInputError when there is none, or too much of it."""
    prose = _printable(text).strip()
    if not 0 < len(prose) <= MAX_STATEMENT:
        raise InvalidInputError(
            "The model's reply: statement: empty or too long.", where="statement"
        )
    return prose


def code_of(text: str) -> str:
    """Return code without a fence around it; raises InvalidInputError when it cannot be a file."""
    stripped = text.strip()
    fenced = _FENCE.match(stripped)
    code = fenced.group(1) if fenced else stripped
    if not 0 < len(code) <= MAX_CODE or not all(map(_is_visible, code)):
        raise InvalidInputError(
            "The model's reply: reference: empty, too long or not all visible.", where="reference"
        )
    return f"{code}\n"


def hints_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the first three hints that say something."""
    return _first(texts, HINTS, MAX_HINT)


def goals_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the goals that say something, as short lines."""
    return _first(texts, MAX_GOALS, MAX_GOAL)


def _first(texts: Iterable[str], count: int, length: int) -> tuple[str, ...]:
    lines = (line_of(text, length) for text in texts)
    return tuple(line for line in lines if line)[:count]


def _is_visible(character: str) -> bool:
    # Other blanks than the plain one may stand in texts that a program prints.
    return character.isprintable() or character.isspace()


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)
