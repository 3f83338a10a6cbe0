"""What a query uses."""

from __future__ import annotations

import sqlglot
from sqlglot import Expr, exp
from sqlglot.errors import SqlglotError

from jupyter_codemm.gates.traits.traits import Traits

_LONGEST = 50_000
_NULLS = (exp.Coalesce, exp.Nullif, exp.Null, exp.If)
# Not AggFunc: to the parser RANK and LAG are ones, too, and they bring nothing together.
_GATHERING = (exp.Count, exp.Sum, exp.Avg, exp.Min, exp.Max, exp.GroupConcat)
_USES: dict[str, tuple[type[Expr], ...]] = {
    "select": (exp.Select,),
    "filter": (exp.Where,),
    "join": (exp.Join,),
    "group": (exp.Group,),
    "having": (exp.Having,),
    "window": (exp.Window,),
    "cte": (exp.CTE,),
    "distinct": (exp.Distinct,),
    "aggregate": _GATHERING,
    "limit": (exp.Limit,),
    "exists": (exp.Exists,),
    "choice": (exp.Case,),
    "compound": (exp.Union, exp.Except, exp.Intersect),
    "and": (exp.And, exp.Or),
    "change": (exp.Insert, exp.Update, exp.Delete),
}


def traits_of_sql(code: str) -> Traits | None:
    """Return the traits of a script, None for what cannot be read."""
    if len(code) > _LONGEST:
        return None
    try:
        trees = sqlglot.parse(code, read="sqlite", error_message_context=0)
    except (SqlglotError, RecursionError, ValueError):
        return None
    traits = Traits()
    for tree in trees:
        if tree is not None:
            traits.statements += 1
            for node in tree.walk():
                _count(node, traits)
    traits.nesting = max((_depth(n) for t in trees if t for n in t.find_all(exp.Select)), default=0)
    return traits


def _count(node: Expr, traits: Traits) -> None:
    uses = traits.uses
    for use, types in _USES.items():
        uses[use] += isinstance(node, types)
    if isinstance(node, exp.Order):
        uses["order"] += node.find_ancestor(exp.Window) is None
    uses["null"] += _thinks_of_null(node)
    uses["join"] += isinstance(node, exp.Update) and _joins(node)
    if isinstance(node, exp.Count):
        # Of a column it counts what is not NULL, of rows everything.
        uses["count_values" if isinstance(node.this, exp.Column) else "count_rows"] += 1
    if isinstance(node, exp.Select):
        uses["subquery"] += _is_inner(node)
        table = node.args.get("from_") or node.args.get("from")
        uses["recursion"] += table is None and node.find_ancestor(exp.CTE) is not None
    if isinstance(node, exp.Join):
        uses["outer"] += bool(node.side)
    traits.decisions += isinstance(node, (exp.And, exp.Or, exp.Where, exp.Having, exp.If))


def _thinks_of_null(node: Expr) -> bool:
    if isinstance(node, _GATHERING) and isinstance(node.this, exp.Case):
        # What no WHEN meets is NULL, which they leave out.
        return node.this.args.get("default") is None
    return isinstance(node, exp.Is) or (isinstance(node, _NULLS) and not isinstance(node, exp.If))


def _joins(update: exp.Update) -> bool:
    """Return whether rows are changed by those of other tables that a condition finds for them."""
    where = update.args.get("where")
    if update.args.get("from_") is None or where is None:
        return False
    return any(
        isinstance(part.this, exp.Column)
        and isinstance(part.expression, exp.Column)
        and part.this.table.lower() != part.expression.table.lower()
        for part in where.find_all(exp.EQ)
    )


def _is_inner(select: exp.Select) -> bool:
    """Return whether a query stands in another one; the parts of a compound one do not."""
    node: Expr | None = select.parent
    while isinstance(node, (exp.Union, exp.Except, exp.Intersect)):
        node = node.parent
    return node is not None and not isinstance(node, (exp.CTE, exp.Insert))


def _depth(select: exp.Select) -> int:
    depth, node = 0, select.find_ancestor(exp.Select)
    while node is not None:
        depth, node = depth + 1, node.find_ancestor(exp.Select)
    return depth
