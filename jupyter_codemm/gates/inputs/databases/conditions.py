"""The conditions of a query on the rows of one table, asked of rows that no database has yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from jupyter_codemm.gates.inputs.databases.opening import opened
from jupyter_codemm.gates.inputs.databases.schema import Cell
from jupyter_codemm.gates.inputs.databases.writing import quoted
from jupyter_codemm.syntax.queries import written

_LONGEST = 500
_ASKING = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Like, exp.Is, exp.In, exp.Between)
# What a condition may be made of to be asked here: nothing that looks elsewhere or takes long.
_PARTS = (
    *_ASKING, exp.Column, exp.Identifier, exp.Literal, exp.Null, exp.Not, exp.Paren, exp.Neg,
    exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.Coalesce, exp.Length, exp.Lower, exp.Upper,
    exp.Substring, exp.Boolean,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as SQL over the columns of one table."""

    table: str
    sql: str

    def holds(self, columns: Mapping[str, Sequence[Cell]]) -> list[bool]:
        """Return for each row whether the condition holds; nowhere when it cannot be asked."""
        rows = list(zip(*columns.values(), strict=True))
        names = ", ".join(f"? AS {quoted(name)}" for name in columns)
        asked = f"SELECT {self.sql} FROM (SELECT {names})"  # noqa: S608 - parts of a query
        try:
            with opened("") as connection:
                return [bool(connection.execute(asked, row).fetchone()[0]) for row in rows]
        except (sqlite3.Error, OverflowError):
            return [False] * len(rows)


def single(tree: exp.Expr) -> Iterator[exp.Expr]:
    """Yield the smallest conditions by which a statement picks rows or cases."""
    for place in tree.find_all(exp.Where, exp.Join, exp.If):
        whole = place.args.get("on") if isinstance(place, exp.Join) else place.this
        if whole is not None:
            yield from _split(whole)


def condition(part: exp.Expr, places: Mapping[int, Sequence[tuple[str, str]]]) -> Condition | None:
    """Return a part of a query as a condition; None if it is about more than rows of one table.

    `places` are the table and column that each of its columns can be, by the id of the node.
    """
    known = [places[id(column)] for column in part.find_all(exp.Column)]
    tables = {found[0][0] for found in known if len(found) == 1}
    simple = all(isinstance(node, _PARTS) for node in part.walk())
    if not simple or len(tables) != 1 or any(len(found) != 1 for found in known):
        return None
    fresh = part.copy()
    for column, found in zip(list(fresh.find_all(exp.Column)), known, strict=True):
        column.replace(exp.column(found[0][1], quoted=True))
    sql = written(fresh)
    return Condition(tables.pop(), sql) if len(sql) <= _LONGEST else None


def _split(whole: exp.Expr) -> Iterator[exp.Expr]:
    # A chain of ANDs is as deep as it is long.
    waiting = [whole]
    while waiting:
        node = waiting.pop().unnest()
        if isinstance(node, exp.And | exp.Or):
            waiting += [node.right, node.left]
        elif isinstance(node, (*_ASKING, exp.Not)):
            yield node
