"""Wrong conditions: limits, and, or, not, NULL, patterns."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import Expr, exp

from jupyter_codemm.gates.mutation.sql.changes import Change, altered, replaced

_TWINS: dict[type[Expr], tuple[type[Expr], ...]] = {
    exp.LT: (exp.LTE, exp.GT),
    exp.LTE: (exp.LT, exp.GTE),
    exp.GT: (exp.GTE, exp.LT),
    exp.GTE: (exp.GT, exp.LTE),
    exp.EQ: (exp.NEQ,),
    exp.NEQ: (exp.EQ,),
}
_ASKING = (exp.In, exp.Like, exp.Between, exp.Exists, exp.Is, exp.Glob)


def comparisons(node: Expr) -> Iterator[Change]:
    """Yield a slip where the limit is inside instead of outside, or the direction is wrong."""
    in_join = isinstance(node, exp.EQ) and node.find_ancestor(exp.Join, exp.Select) is not None
    if in_join and isinstance(node.find_ancestor(exp.Join, exp.Select), exp.Join):
        return
    for twin in _TWINS.get(type(node), ()):
        new = twin(this=node.this.copy(), expression=node.args["expression"].copy())
        yield replaced("comparison", node, new)


def ranges(node: Expr) -> Iterator[Change]:
    """Yield a slip where one end of BETWEEN does not belong to the range, or is forgotten."""
    if isinstance(node, exp.Between):
        asked, low, high = (node.args[part] for part in ("this", "low", "high"))
        yield replaced("bounds", node, exp.GTE(this=asked.copy(), expression=low.copy()))
        yield replaced("bounds", node, exp.LTE(this=asked.copy(), expression=high.copy()))
        for lower, upper in ((exp.GT, exp.LTE), (exp.GTE, exp.LT)):
            both = exp.And(
                this=lower(this=asked.copy(), expression=low.copy()),
                expression=upper(this=asked.copy(), expression=high.copy()),
            )
            yield replaced("bounds", node, exp.Paren(this=both))


def logic(node: Expr) -> Iterator[Change]:
    """Yield a slip where AND stands for OR, a condition is forgotten, or the brackets are."""
    if isinstance(node, exp.And | exp.Or):
        left, right = node.this, node.expression
        twin = exp.Or if isinstance(node, exp.And) else exp.And
        new = exp.Paren(this=twin(this=_closed(left), expression=_closed(right)))
        yield replaced("logic", node, new)
        yield replaced("logic", node, left.copy())
        yield replaced("logic", node, right.copy())
    elif _is_held_together(node):
        # A tree is written as it is: without brackets AND and NOT reach for less.
        yield replaced("logic", node, node.this.copy())


def negations(node: Expr) -> Iterator[Change]:
    """Yield a slip where a condition is turned round."""
    if isinstance(node, exp.Not):
        yield replaced("negation", node, node.this.copy())
    elif isinstance(node, _ASKING) and not isinstance(node.parent, exp.Not):
        yield replaced("negation", node, exp.Not(this=node.copy()))


def nulls(node: Expr) -> Iterator[Change]:
    """Yield a slip where what is missing is not thought of, or asked for with an equals sign."""
    if isinstance(node, exp.Coalesce):
        yield replaced("nulls", node, node.this.copy())
        # A number alone would be the place of a column to sort by.
        if len(node.expressions) == 1 and not isinstance(node.parent, exp.Ordered):
            yield replaced("nulls", node, node.expressions[0].copy())
    elif isinstance(node, exp.Is) and isinstance(node.expression, exp.Null):
        new = exp.EQ(this=node.this.copy(), expression=exp.Null())
        yield replaced("nulls", node, new)


def patterns(node: Expr) -> Iterator[Change]:
    """Yield a slip where a pattern is open at the wrong end."""
    if isinstance(node, exp.Like) and node.expression.is_string:
        pattern = node.expression.name
        bare = pattern.strip("%")
        for other in dict.fromkeys((bare, f"{bare}%", f"%{bare}", f"%{bare}%")):
            if other != pattern:
                new = altered(node, expression=exp.Literal.string(other))
                yield replaced("pattern", node, new)


CONDITIONS = (comparisons, ranges, logic, negations, nulls, patterns)


def _is_held_together(node: Expr) -> bool:
    is_or = isinstance(node, exp.Paren) and isinstance(node.this, exp.Or)
    return is_or and isinstance(node.parent, exp.And | exp.Not)


def _closed(node: Expr) -> Expr:
    return exp.Paren(this=node.copy()) if isinstance(node, exp.And | exp.Or) else node.copy()
