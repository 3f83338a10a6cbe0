"""Wrong parts of a query: joins, DISTINCT, groups, order, limits, CASE, UNION."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import Expr, exp

from jupyter_codemm.gates.mutation.sql.changes import (
    Change,
    altered,
    replaced,
    without,
    without_one,
)
from jupyter_codemm.gates.mutation.sql.schema import Schema

_OTHERS, _FOREIGN = 4, 2
_SETS: dict[type[Expr], type[Expr]] = {
    exp.Intersect: exp.Except,
    exp.Except: exp.Intersect,
}


def joins(node: Expr) -> Iterator[Change]:
    """Yield a slip where a join treats rows without a partner wrongly, or has no condition."""
    if not isinstance(node, exp.Join) or node.args.get("kind") == "CROSS":
        return
    on = node.args.get("on")
    if on is None and not node.args.get("using"):
        return
    if node.args.get("side") == "LEFT":
        yield replaced("join", node, altered(node, side=None))
    elif not node.args.get("side"):
        yield replaced("join", node, altered(node, side="LEFT", kind=None))
    if on is not None:
        yield replaced("join", node, altered(node, on=exp.Literal.number(1)))


def dropped(node: Expr) -> Iterator[Change]:
    """Yield a slip where a clause is forgotten."""
    if node.args.get("where") is not None:
        yield without("clause", node, "where")
    if not isinstance(node, exp.Query):
        return
    for part in ("having", "order"):
        if node.args.get(part) is not None:
            yield without("clause", node, part)
    if node.args.get("limit") is not None:
        yield without("clause", node, "limit", "offset")
    if node.args.get("offset") is not None:
        yield without("clause", node, "offset")


def first_only(node: Expr) -> Iterator[Change]:
    """Yield a slip where only the first of several rows is told."""
    if isinstance(node, exp.Query) and node.parent is None and node.args.get("limit") is None:
        counted = any(item.find(exp.AggFunc) is not None for item in node.selects)
        if node.args.get("group") is not None or not counted:
            new = altered(node, limit=exp.Limit(expression=exp.Literal.number(1)))
            yield Change("limit", new, ("", "LIMIT 1"))


def distinct(node: Expr) -> Iterator[Change]:
    """Yield a slip where repeated rows stay."""
    if isinstance(node, exp.Select) and node.args.get("distinct") is not None:
        yield without("distinct", node, "distinct")


def merged(node: Expr, schema: Schema) -> Iterator[Change]:
    """Yield a slip where equal rows become one."""
    if not isinstance(node, exp.Select) or isinstance(node.parent, exp.Exists | exp.In):
        return
    never = any(node.args.get(part) is not None for part in ("distinct", "group"))
    counted = any(item.find(exp.AggFunc) is not None for item in node.expressions)
    if not never and not counted and not schema.tells_apart(node):
        new = altered(node, distinct=exp.Distinct())
        yield Change("distinct", new, ("SELECT", "SELECT DISTINCT"))


def groups(node: Expr) -> Iterator[Change]:
    """Yield a slip where a key of the groups is forgotten."""
    if isinstance(node, exp.Group):
        for index in range(len(node.expressions)):
            if len(node.expressions) > 1:
                yield replaced("group", node, without_one(node, "expressions", index))
    elif isinstance(node, exp.Select) and node.args.get("group") is not None:
        yield without("group", node, "group", "having")


def regrouped(node: Expr, schema: Schema) -> Iterator[Change]:
    """Yield a slip where things that are described alike are taken for one thing."""
    if not isinstance(node, exp.Group):
        return
    for index, key in enumerate(node.expressions):
        others = schema.described_by(key) if isinstance(key, exp.Column) else []
        if others:
            columns = [altered(key, this=exp.to_identifier(other)) for other in others]
            kept = [item.copy() for item in node.expressions]
            keys = [*kept[:index], *columns, *kept[index + 1 :]]
            yield replaced("group", node, altered(node, expressions=keys))


def orders(node: Expr) -> Iterator[Change]:
    """Yield a slip where a key of the order is forgotten, or turned round."""
    if isinstance(node, exp.Ordered):
        falls = not node.args.get("desc")
        yield replaced("order", node, altered(node, desc=falls, nulls_first=not falls))
    elif isinstance(node, exp.Order) and len(node.expressions) > 1:
        for index in range(len(node.expressions)):
            yield replaced("order", node, without_one(node, "expressions", index))


def ordered_by(node: Expr, schema: Schema) -> Iterator[Change]:
    """Yield a slip where rows are ordered by another column of the tables that they are from."""
    if not isinstance(node, exp.Ordered) or not isinstance(node.this, exp.Column):
        return
    select, order = node.find_ancestor(exp.Query), node.find_ancestor(exp.Order)
    if not isinstance(select, exp.Select) or order is None:
        return
    keys = [key.this for key in order.expressions if isinstance(key.this, exp.Column)]
    named = node.this.table
    for table, columns in schema.in_scope(select):
        others = [name for name in columns if not any(_is(key, table, name) for key in keys)]
        for name in others[: _OTHERS if named in ("", table) else _FOREIGN]:
            bare = not named and not select.args.get("joins")
            column = exp.column(name, table=None if bare else table)
            yield replaced("order", node, altered(node, this=column))


def _is(key: exp.Column, table: str, name: str) -> bool:
    return key.name.lower() == name and key.table in ("", table)


def cases(node: Expr) -> Iterator[Change]:
    """Yield a slip where a case is forgotten."""
    if isinstance(node, exp.Case):
        if node.args.get("default") is not None:
            yield without("case", node, "default")
        count = len(node.args["ifs"])
        for index in range(count if count > 1 else 0):
            yield replaced("case", node, without_one(node, "ifs", index))


def sets(node: Expr) -> Iterator[Change]:
    """Yield a slip where two results are put together the wrong way, or one is forgotten."""
    if not isinstance(node, exp.SetOperation):
        return
    if isinstance(node, exp.Union):
        yield replaced("set", node, altered(node, distinct=not node.args.get("distinct")))
    twin = _SETS.get(type(node))
    if twin is not None:
        parts = {name: _copied(part) for name, part in node.args.items() if part is not None}
        yield replaced("set", node, twin(**parts))
    if node.args.get("with_") is None and node.args.get("order") is None:
        yield replaced("set", node, node.this.copy())
        # What comes second in a table that is made of itself cannot stand alone.
        if node.find_ancestor(exp.CTE) is None:
            yield replaced("set", node, node.expression.copy())


CLAUSES = (joins, dropped, first_only, distinct, groups, orders, cases, sets)


def _copied(part: object) -> object:
    return part.copy() if isinstance(part, Expr) else part
