"""A query tree written as SQL, one clause a line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

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


def _text(node: Node) -> str:
    match node:
        case Both(parts):
            return " AND ".join(_enclosed(part) for part in parts)
        case Either(parts):
            return " OR ".join(_enclosed(part) for part in parts)
        case Compare(left, op, right):
            return f"{_enclosed(left)} {op} {_text(right)}"
        case Null(value, negated):
            return f"{_text(value)} IS {'NOT ' if negated else ''}NULL"
        case Member(value, choices):
            return f"{_text(value)} IN ({_listed(choices)})"
        case Between(value, low, high):
            return f"{_text(value)} BETWEEN {_text(low)} AND {_text(high)}"
        case Among(value, query, negated):
            return f"{_text(value)} {'NOT ' if negated else ''}IN {_nested(query)}"
        case _:
            return _value(node)


def _value(node: Node) -> str:
    match node:
        case Col(name, table):
            return f"{table}.{name}" if table else name
        case Lit(value):
            return literal(value)
        case Agg(function, column, distinct):
            inner = "*" if column is None else _text(column)
            return f"{function}({'DISTINCT ' if distinct else ''}{inner})"
        case Coalesce(value, otherwise):
            return f"COALESCE({_text(value)}, {_text(otherwise)})"
        case Item(value, alias):
            return f"{_text(value)} AS {alias}" if alias else _text(value)
        case Key(value, descending):
            return f"{_enclosed(value)} DESC" if descending else _enclosed(value)
        case Over():
            return _over(node)
        case Sub(query):
            return _nested(query)
        case _:
            raise TypeError(f"{type(node).__name__} is no part of an expression")


def _over(node: Over) -> str:
    parts = []
    if node.partition:
        parts.append(f"PARTITION BY {_listed(node.partition)}")
    if node.order:
        parts.append(f"ORDER BY {_listed(node.order)}")
    argument = "" if node.argument is None else _text(node.argument)
    return f"{node.function}({argument}) OVER ({' '.join(parts)})"


def _nested(query: Query) -> str:
    return f"(\n{_indented(_query(query))}\n)"


def _enclosed(node: Node) -> str:
    text = _text(node)
    return f"({text})" if isinstance(node, (Both, Either)) else text


def _listed(nodes: tuple[Node, ...]) -> str:
    return ", ".join(_text(node) for node in nodes)


def _indented(text: str) -> str:
    return textwrap.indent(text, _INDENT)
