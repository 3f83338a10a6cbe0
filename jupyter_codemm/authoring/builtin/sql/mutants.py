"""Queries with one usual slip: what a learner might write instead of the reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from jupyter_codemm.authoring.builtin.sql.tree import (
    Agg,
    Among,
    Between,
    Both,
    Coalesce,
    Col,
    Compare,
    Either,
    JoinKind,
    Key,
    Lit,
    Member,
    Node,
    Null,
    Over,
    Query,
)
from jupyter_codemm.authoring.builtin.sql.writing import written

_OPERATORS = {
    ">=": (">", "<=", "="),
    ">": (">=", "<"),
    "<=": ("<", ">="),
    "<": ("<=", ">"),
    "=": ("<>",),
    "<>": ("=",),
}
_AGGREGATES = {
    "SUM": ("COUNT", "MAX"),
    "COUNT": ("MAX",),
    "AVG": ("MAX", "MIN"),
    "MAX": ("MIN",),
    "MIN": ("MAX",),
}
_WINDOWS = {
    "RANK": ("ROW_NUMBER", "DENSE_RANK"),
    "DENSE_RANK": ("RANK",),
    "SUM": ("COUNT",),
    "MAX": ("MIN",),
}


def mutants(query: Query) -> tuple[str, ...]:
    """Return the distinct mutants of a query as SQL, each with exactly one slip."""
    original = written(query)
    texts = (written(mutant) for mutant in _changed(query) if isinstance(mutant, Query))
    return tuple(text for text in dict.fromkeys(texts) if text != original)


def _changed(node: Node) -> Iterator[Node]:
    """Yield the node with one change, in itself or in one of its parts."""
    yield from _slips(node)
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, Node):
            for other in _changed(value):
                yield replace(node, **{field.name: other})
        elif isinstance(value, tuple):
            for parts in _tuples(value):
                yield replace(node, **{field.name: parts})


def _tuples(parts: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    for index, part in enumerate(parts):
        for other in _changed(part):
            yield (*parts[:index], other, *parts[index + 1 :])


def _slips(node: Node) -> Iterator[Node]:
    match node:
        case Query():
            yield from _query_slips(node)
        case Both(parts):
            yield from (_without(node, i) for i in range(len(parts)))
            yield Either(parts)
        case Either(parts):
            yield from (_without(node, i) for i in range(len(parts)))
            yield Both(parts)
        case Compare(left, op, right):
            yield from (Compare(left, other, right) for other in _OPERATORS[op])
        case Null(value, negated) | Among(value, _, negated):
            yield replace(node, negated=not negated)
            if isinstance(node, Among) and node.query.where is None:
                yield Null(value, negated=True)
        case _:
            yield from _value_slips(node)


def _value_slips(node: Node) -> Iterator[Node]:
    match node:
        case Lit(int(value)):
            yield Lit(value + 1)
            yield Lit(value - 1)
        case Member(value, choices):
            yield from (replace(node, choices=(choice,)) for choice in choices)
        case Between(value, low, high):
            yield Compare(value, ">=", low)
            yield Compare(value, "<=", high)
        case Coalesce(value, _):
            yield value
        case Agg():
            yield from _aggregate_slips(node)
        case Over():
            yield from _window_slips(node)
        case Key(value, descending):
            yield Key(value, not descending)
        case _:
            return


def _query_slips(query: Query) -> Iterator[Query]:
    yield from _clause_slips(query)
    for index, join in enumerate(query.joins):
        if join.kind == "LEFT JOIN" or not _mentions(query.where, join.table):
            # A condition on the joined table drops what an outer join adds: that is no slip.
            kind: JoinKind = "LEFT JOIN" if join.kind == "JOIN" else "JOIN"
            other = replace(join, kind=kind)
            yield replace(query, joins=(*query.joins[:index], other, *query.joins[index + 1 :]))
    if len(query.group) > 1:
        # The first key is the id; without it rows of the same name fall together.
        yield replace(query, group=query.group[1:])


def _clause_slips(query: Query) -> Iterator[Query]:
    if query.where:
        yield replace(query, where=None)
    if query.having:
        yield replace(query, having=None)
    if query.order:
        yield replace(query, order=())
    if query.distinct:
        yield replace(query, distinct=False)
    if query.limit is not None:
        yield from (replace(query, limit=n) for n in (None, query.limit - 1, query.limit + 1))


def _aggregate_slips(node: Agg) -> Iterator[Node]:
    if node.column is None:
        if node.slip:
            yield Agg("COUNT", node.slip)
        return
    if node.distinct:
        yield replace(node, distinct=False)
    if node.function == "COUNT":
        yield Agg("COUNT")
    yield from (replace(node, function=f, distinct=False) for f in _AGGREGATES[node.function])


def _window_slips(node: Over) -> Iterator[Node]:
    if node.partition:
        yield replace(node, partition=())
    if node.order and node.function not in ("RANK", "ROW_NUMBER", "DENSE_RANK"):
        yield replace(node, order=())
    yield from (replace(node, function=other) for other in _WINDOWS.get(node.function, ()))


def _without(node: Both | Either, index: int) -> Node:
    left = _dropped(node.parts, index)
    return left[0] if len(left) == 1 else replace(node, parts=left)


def _dropped(parts: tuple[Node, ...], index: int) -> tuple[Node, ...]:
    return (*parts[:index], *parts[index + 1 :])


def _mentions(node: Node | None, table: str) -> bool:
    """Return whether a condition looks at a column of a table, apart from queries inside it."""
    if node is None or isinstance(node, Query):
        return False
    if isinstance(node, Col):
        return node.table == table
    values = [getattr(node, field.name) for field in fields(node)]
    parts = [p for v in values for p in (v if isinstance(v, tuple) else (v,))]
    return any(_mentions(part, table) for part in parts if isinstance(part, Node))
