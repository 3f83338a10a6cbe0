"""A query tree written as SQL, one clause a line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from functools import singledispatch

from jupyter_codemm.authoring.builtin.sql.tree import (
    Agg,
    Among,
    Between,
    Both,
    Coalesce,
    Col,
    Compare,
    Either,
    Item,
    Key,
    Lit,
    Member,
    Node,
    Null,
    Over,
    Query,
    Sub,
)

_INDENT = "  "


def written(query: Query) -> str:
    """Return the query as SQL text that ends in a semicolon and a line break."""
    return f"{_query(query)};\n"


def literal(value: float | str | None) -> str:
    """Return a cell as an SQL literal."""
    if value is None:
        return "NULL"
    return str(value) if not isinstance(value, str) else "'" + value.replace("'", "''") + "'"


def _query(query: Query) -> str:
    lines = list(_clauses(query))
    if query.ctes:
        ctes = (f"{cte.name} AS (\n{_indented(_query(cte.query))}\n)" for cte in query.ctes)
        lines.insert(0, "WITH " + ", ".join(ctes))
    return "\n".join(lines)


def _clauses(query: Query) -> Iterator[str]:
    distinct = "DISTINCT " if query.distinct else ""
    yield f"SELECT {distinct}{_listed(query.items)}"
    yield f"FROM {query.source}" + (f" AS {query.alias}" if query.alias else "")
    for join in query.joins:
        yield f"{join.kind} {join.table} ON {_text(join.on)}"
    if query.where:
        yield f"WHERE {_text(query.where)}"
    if query.group:
        yield f"GROUP BY {_listed(query.group)}"
    if query.having:
        yield f"HAVING {_text(query.having)}"
    if query.order:
        yield f"ORDER BY {_listed(query.order)}"
    if query.limit is not None:
        yield f"LIMIT {query.limit}"


@singledispatch
def _text(node: Node) -> str:
    raise TypeError(f"{type(node).__name__} is no part of an expression")


@_text.register
def _(node: Col) -> str:
    return f"{node.table}.{node.name}" if node.table else node.name


@_text.register
def _(node: Lit) -> str:
    return literal(node.value)


@_text.register
def _(node: Agg) -> str:
    inner = "*" if node.column is None else _text(node.column)
    return f"{node.function}({'DISTINCT ' if node.distinct else ''}{inner})"


@_text.register
def _(node: Coalesce) -> str:
    return f"COALESCE({_text(node.value)}, {_text(node.otherwise)})"


@_text.register
def _(node: Item) -> str:
    return f"{_text(node.value)} AS {node.alias}" if node.alias else _text(node.value)


@_text.register
def _(node: Key) -> str:
    return f"{_text(node.value)} DESC" if node.descending else _text(node.value)


@_text.register
def _(node: Over) -> str:
    parts = []
    if node.partition:
        parts.append(f"PARTITION BY {_listed(node.partition)}")
    if node.order:
        parts.append(f"ORDER BY {_listed(node.order)}")
    argument = "" if node.argument is None else _text(node.argument)
    return f"{node.function}({argument}) OVER ({' '.join(parts)})"


@_text.register
def _(node: Sub) -> str:
    return _nested(node.query)


@_text.register
def _(node: Both) -> str:
    return " AND ".join(_enclosed(part) for part in node.parts)


@_text.register
def _(node: Either) -> str:
    return " OR ".join(_enclosed(part) for part in node.parts)


@_text.register
def _(node: Compare) -> str:
    return f"{_text(node.left)} {node.op} {_text(node.right)}"


@_text.register
def _(node: Null) -> str:
    return f"{_text(node.value)} IS {'NOT ' if node.negated else ''}NULL"


@_text.register
def _(node: Member) -> str:
    return f"{_text(node.value)} IN ({_listed(node.choices)})"


@_text.register
def _(node: Between) -> str:
    return f"{_text(node.value)} BETWEEN {_text(node.low)} AND {_text(node.high)}"


@_text.register
def _(node: Among) -> str:
    return f"{_text(node.value)} {'NOT ' if node.negated else ''}IN {_nested(node.query)}"


def _nested(query: Query) -> str:
    return f"(\n{_indented(_query(query))}\n)"


def _enclosed(node: Node) -> str:
    return f"({_text(node)})" if isinstance(node, (Both, Either)) else _text(node)


def _listed(nodes: Sequence[Node]) -> str:
    return ", ".join(_text(node) for node in nodes)


def _indented(text: str) -> str:
    return textwrap.indent(text, _INDENT)
