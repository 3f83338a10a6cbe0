"""The kinds of words on the lines of a standard input, and the values that they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import JsonValue

from jupyter_codemm.contracts.types import TypeNode

MAX_WORDS = 4
TEXT = TypeNode("str")
NUMBERS = {"whole": TypeNode("bigint"), "decimal": TypeNode("float")}
_WHOLE = re.compile(r"0|-?[1-9]\d{0,17}")


def row_kinds(rows: Sequence[str]) -> tuple[str, ...] | None:
    """Return the kinds of the words in rows of the same few words, or one kind for any number.

    Rows that are not made of words or numbers are texts; no rows have no kinds.
    """
    if not rows:
        return None
    if any(row != " ".join(words_of(row)) for row in rows):
        return ("text",)
    sizes = {len(words_of(row)) for row in rows}
    if len(sizes) == 1 and 0 < max(sizes) <= MAX_WORDS:
        columns = zip(*(words_of(row) for row in rows), strict=True)
        return tuple(common_kind(list(column))[0] for column in columns)
    numbers = common_kind([word for row in rows for word in words_of(row)])
    return ("many", *numbers) if numbers[0] in NUMBERS else ("text",)


def common_kind(words: Sequence[str]) -> tuple[str, ...]:
    """Return the one kind that all words have, in a tuple; words of several kinds are texts."""
    kinds = {kind_of(word) for word in words}
    if kinds == {"whole", "decimal"}:
        return ("text",)
    return (kinds.pop(),) if len(kinds) == 1 else ("text",)


def kind_of(word: str) -> str:
    """Return "whole" or "decimal" for a number in its usual spelling, else "text"."""
    if _WHOLE.fullmatch(word):
        return "whole"
    try:
        return "decimal" if str(float(word)) == word and word[-1].isdigit() else "text"
    except ValueError:
        return "text"


def node_of(kind: str) -> TypeNode:
    """Return the type of a word of a kind."""
    return NUMBERS.get(kind, TEXT)


def row_node(kinds: tuple[str, ...]) -> TypeNode:
    """Return the type of a row of such words."""
    if kinds[0] == "many":
        return TypeNode("list", (node_of(kinds[1]),))
    if len(kinds) == 1:
        return node_of(kinds[0])
    return TypeNode("tuple", tuple(node_of(kind) for kind in kinds))


def row_of(kinds: tuple[str, ...], line: str) -> JsonValue:
    """Return the value of a row of such words."""
    if kinds[0] == "many":
        return [value_of(kinds[1], word) for word in words_of(line)]
    if len(kinds) == 1:
        return value_of(kinds[0], line)
    return [value_of(kind, word) for kind, word in zip(kinds, words_of(line), strict=True)]


def value_of(kind: str, word: str) -> JsonValue:
    """Return the value of a word."""
    if kind == "whole":
        return int(word)
    return float(word) if kind == "decimal" else word


def words_of(line: str) -> list[str]:
    """Return the words between single spaces; an empty line has none."""
    return line.split(" ") if line else []
