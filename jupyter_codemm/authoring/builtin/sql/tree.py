"""A query as a tree, so that it can be written as SQL and changed in one place at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

JoinKind = Literal["JOIN", "LEFT JOIN"]


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of a query."""


@dataclass(frozen=True, slots=True)
class Col(Node):
    """A column, written with its table when there is one."""

    name: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Lit(Node):
    """A constant."""

    value: int | str


@dataclass(frozen=True, slots=True)
class Agg(Node):
    """An aggregate; without a column it is COUNT(*).

    `slip` is a column that COUNT(*) is often confused with; it is never written.
    """

    function: str
    column: Node | None = None
    distinct: bool = False
    slip: Col | None = None


@dataclass(frozen=True, slots=True)
class Coalesce(Node):
    """A value, or another one when it is NULL."""

    value: Node
    otherwise: Lit


@dataclass(frozen=True, slots=True)
class Key(Node):
    """A sort key."""

    value: Node
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Over(Node):
    """A window function: `function` is RANK, ROW_NUMBER or an aggregate."""

    function: str
    argument: Node | None = None
    partition: tuple[Node, ...] = ()
    order: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """Two values and an operator between them."""

    left: Node
    op: str
    right: Node


@dataclass(frozen=True, slots=True)
class Member(Node):
    """Whether a value is one of some constants."""

    value: Node
    choices: tuple[Lit, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    """Whether a value lies in a range, both ends included."""

    value: Node
    low: Lit
    high: Lit


@dataclass(frozen=True, slots=True)
class Null(Node):
    """Whether a value is NULL, or with `negated` whether it is not."""

    value: Node
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Both(Node):
    """All conditions hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either(Node):
    """At least one condition holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Item(Node):
    """A column of the result, with a name of its own if it has one."""

    value: Node
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Join(Node):
    """A further table and how it is joined."""

    kind: JoinKind
    table: str
    on: Node


@dataclass(frozen=True, slots=True)
class Query(Node):
    """A SELECT statement; `source` is the name of a table or of a CTE, `alias` its second name."""

    items: tuple[Item, ...]
    source: str
    alias: str = ""
    joins: tuple[Join, ...] = ()
    where: Node | None = None
    group: tuple[Node, ...] = ()
    having: Node | None = None
    order: tuple[Key, ...] = ()
    limit: int | None = None
    distinct: bool = False
    ctes: tuple[Cte, ...] = ()


@dataclass(frozen=True, slots=True)
class Cte(Node):
    """A query with a name, for the query that follows it."""

    name: str
    query: Query


@dataclass(frozen=True, slots=True)
class Sub(Node):
    """A query that stands for one value."""

    query: Query


@dataclass(frozen=True, slots=True)
class Among(Node):
    """Whether a value is among those that a query gives."""

    value: Node
    query: Query
    negated: bool = False


def both(*parts: Node | None) -> Node | None:
    """Return the conjunction of the conditions that are there; None when there is none."""
    given = tuple(part for part in parts if part is not None)
    return Both(given) if len(given) > 1 else next(iter(given), None)
