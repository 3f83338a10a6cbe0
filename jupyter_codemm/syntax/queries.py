"""SQL read into trees of sqlglot, and written from them; no log tells of it."""

from __future__ import annotations

import sqlglot
from sqlglot import ErrorLevel, Expr, exp
from sqlglot.errors import SqlglotError

DIALECT = "sqlite"
_LONGEST = 50_000


def trees(code: str) -> list[Expr]:
    """Return the statements of a text; none if one of them cannot be read."""
    if len(code) > _LONGEST:
        return []
    try:
        # A query that the parser does not know is logged, but for this limit with its text.
        found = sqlglot.parse(code, read=DIALECT, error_message_context=0)
    except (SqlglotError, RecursionError, ValueError):
        return []
    statements = [tree for tree in found if tree is not None]
    # The parser takes a SELECT of nothing.
    is_whole = all(
        select.expressions for tree in statements for select in tree.find_all(exp.Select)
    )
    return statements if is_whole else []


def written(node: Expr, *, pretty: bool = False, copy: bool = True, comments: bool = True) -> str:
    """Return a tree as a query; without `copy` the tree is used up."""
    return node.sql(
        DIALECT,
        pretty=pretty,
        copy=copy,
        comments=comments,
        # What the dialect lacks was in the reference before; a log must not tell of it.
        unsupported_level=ErrorLevel.IGNORE,
    )


def first_line(part: Expr) -> int | None:
    """Return the line on which a part of a tree begins; None where nothing in it has a place."""
    return min((node.meta["line"] for node in part.walk() if "line" in node.meta), default=None)
