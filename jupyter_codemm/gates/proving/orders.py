"""What may not change the result of a query: the order of scans, and ways to break ties."""

from __future__ import annotations

from sqlglot import exp

from jupyter_codemm.syntax.queries import trees, written

REVERSED = "PRAGMA reverse_unordered_selects = ON;\n"


def order_variants(query: str) -> tuple[str, ...]:
    """Return the query with ties broken one way and the other; nothing if it orders no rows.

    The tie-breakers are the columns of the result, so equal rows remain free to change places.
    """
    statements = trees(query)
    tree = statements[0] if len(statements) == 1 else None
    if not isinstance(tree, exp.Query):
        return ()
    order, count = tree.args.get("order"), len(tree.selects)
    starred = any(isinstance(part, exp.Star) or part.is_star for part in tree.selects)
    if order is None or not count or starred:
        return ()
    return tuple(_broken(tree, count, descending=way) for way in (False, True))


def _broken(tree: exp.Query, count: int, *, descending: bool) -> str:
    fresh = tree.copy()
    keys = [
        exp.Ordered(this=exp.Literal.number(place), desc=descending)
        for place in range(1, count + 1)
    ]
    fresh.args["order"].expressions.extend(keys)
    return written(fresh)
