"""Held out: another column of the same table, two things in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import Expr, exp

from jupyter_codemm.gates.mutation.sql.changes import Change, altered, exchanged, replaced
from jupyter_codemm.gates.mutation.sql.schema import Schema

_MOST_OTHERS = 2
_ORDERED = (exp.Sub, exp.Div, exp.Mod)


def columns(node: Expr, schema: Schema) -> Iterator[Change]:
    """Yield a slip where another column of the same table and type is taken, but for an order."""
    if isinstance(node.parent, exp.Ordered):
        return
    if isinstance(node, exp.Column) and not isinstance(node.this, exp.Star):
        for other in schema.others(node)[:_MOST_OTHERS]:
            new: Expr = altered(node, this=exp.to_identifier(other))
            if isinstance(node.parent, exp.Select) and node.parent.parent is not None:
                # What stands around a query within a query knows the column by its name.
                new = exp.alias_(new, node.name)
            yield replaced("column", node, new)


def swapped(node: Expr) -> Iterator[Change]:
    """Yield a slip where columns, keys of the order, operands or answers are swapped."""
    if isinstance(node, exp.Order):
        for index in range(len(node.expressions) - 1):
            yield replaced("swapped", node, exchanged(node, "expressions", index))
    elif isinstance(node, _ORDERED):
        left, right = node.this, node.args["expression"]
        yield replaced("swapped", node, type(node)(this=right.copy(), expression=left.copy()))
    elif isinstance(node, exp.Except):
        yield replaced("swapped", node, altered(node, this=node.expression, expression=node.this))
    elif isinstance(node, exp.Case) and node.args.get("default") is not None:
        yield from _swapped_answers(node)
    elif isinstance(node, exp.Select) and isinstance(node.parent, exp.Subquery | None):
        for index in range(len(node.expressions) - 1):
            new = exchanged(node, "expressions", index)
            yield replaced("swapped", node, new)


def _swapped_answers(node: exp.Case) -> Iterator[Change]:
    new = node.copy()
    last = new.args["ifs"][-1]
    answer, other = last.args["true"], new.args["default"]
    last.set("true", other.copy())
    new.set("default", answer.copy())
    yield replaced("swapped", node, new)
