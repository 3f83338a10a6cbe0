"""A query cut into its smallest pieces, however it is laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlglot import Expr, exp

from jupyter_codemm.syntax.queries import first_line, trees, written

_PLACE = "inner query"
_MOST_NODES = 2000
"""Nobody learns from a larger query, and writing its pieces anew would take long."""


def query_pieces(code: str) -> list[tuple[int, str]]:
    """Return the columns, tables, conditions, groups and orders of a query, each with its line.

    Equal texts are equal pieces: qualifiers, aliases and capitals do not count, and what is in an
    inner query is told as pieces of its own. A text that cannot be read, or is too large, has none.
    """
    statements = trees(code)
    if sum(1 for tree in statements for _ in tree.walk()) > _MOST_NODES:
        return []
    try:
        return _found(statements)
    except RecursionError:  # what the parser takes may still be too deep to be written
        return []


def _found(statements: Sequence[Expr]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    line = 1
    for tree in statements:
        for text, place in _pieces(tree):
            line = first_line(place) or line  # what has no place stands beside the piece before
            found.append((line, text))
    return found


def _pieces(tree: Expr) -> Iterator[tuple[str, Expr]]:
    for node in tree.walk(bfs=False):
        if isinstance(node, exp.SetOperation):
            yield f"{node.key} {_repeats(node)}", node.expression
        elif isinstance(node, exp.Select):
            yield _repeats(node), node.expressions[0]
            for kind, part in _of_select(node):
                yield f"{kind} {_bare(part)}", part


def _repeats(node: Expr) -> str:
    return "distinct" if node.args.get("distinct") else "all"


def _of_select(node: exp.Select) -> Iterator[tuple[str, Expr]]:
    yield from (("select", column) for column in node.expressions)
    if (source := node.args.get("from_")) is not None:
        yield "from", source.this
    for join in node.args.get("joins") or ():
        yield from _of_join(join)
    for name in ("where", "having", "group", "order", "limit", "offset"):
        if (clause := node.args.get(name)) is not None:
            yield from ((name, one) for one in _of_clause(clause))


def _of_join(join: exp.Join) -> Iterator[tuple[str, Expr]]:
    yield " ".join(["join", *f"{join.side} {join.kind}".lower().split()]), join.this
    yield from (("on", one) for one in _conditions(join.args.get("on")))
    yield from (("using", one) for one in join.args.get("using") or ())


def _of_clause(clause: Expr) -> Iterator[Expr]:
    if isinstance(clause, exp.Where | exp.Having):
        return _conditions(clause.this)
    if isinstance(clause, exp.Limit | exp.Offset):
        return iter([clause.expression])
    return iter(clause.expressions)


def _conditions(condition: Expr | None) -> Iterator[Expr]:
    waiting = [] if condition is None else [condition]
    while waiting:
        one = waiting.pop().unnest()
        if isinstance(one, exp.And):
            waiting += [one.expression, one.this]
        else:
            yield one


def _bare(piece: Expr) -> str:
    bare: Expr = piece.transform(_without_names)
    return written(bare, comments=False)


def _without_names(node: Expr) -> Expr:
    if isinstance(node, exp.Query):
        return exp.to_identifier(_PLACE, quoted=True)
    if isinstance(node, exp.Alias):
        bare: Expr = node.this.transform(_without_names)
        return bare
    if isinstance(node, exp.Column) and node.args.get("table") is not None:
        return exp.column(node.this.copy()).transform(_without_names)
    if isinstance(node, exp.Table):
        return exp.to_identifier(node.name.lower())
    if isinstance(node, exp.Identifier):
        return exp.to_identifier(node.name.lower())
    return node
