"""What a request asks for in its query: numbers, and words of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.handlers.base import CodemmHandler

T = TypeVar("T")
_DIGITS = 9


def counted(handler: CodemmHandler, name: str, default: int) -> int:
    """Return the number that a parameter gives; raises InvalidInputError for anything else."""
    told = handler.get_query_argument(name, None)
    return default if told is None else numbered(told, name)


def numbered(told: str, name: str) -> int:
    """Return the number that a text is; raises InvalidInputError for anything else."""
    if not told.isascii() or not told.isdigit() or len(told) > _DIGITS:
        raise InvalidInputError(f"{name}: must be a number (got {told[:20]!r})", where=name)
    return int(told)


def chosen(told: str, known: Mapping[str, T], name: str) -> T:
    """Return what a word of a list stands for; raises InvalidInputError for any other word."""
    if told not in known:
        words = ", ".join(known)
        raise InvalidInputError(f"{name}: must be one of {words} (got {told[:20]!r})", where=name)
    return known[told]
