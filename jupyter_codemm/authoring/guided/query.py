"""The clauses of a query in the order of writing, each with the goals that it serves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlglot import Expr, exp

from jupyter_codemm.syntax.queries import trees

Role = Literal[
    "with", "select", "window", "from", "join", "where", "group", "having", "union", "order",
    "limit", "inner", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """One line of a query. `role` is empty for a line that only closes."""

    depth: int
    text: str
    role: Role | None = None


_CLAUSES: tuple[tuple[str, str, Role], ...] = (
    ("where", "WHERE ...", "where"),
    ("group", "GROUP BY ...", "group"),
    ("having", "HAVING ...", "having"),
)
_ENDS: tuple[tuple[str, str, Role], ...] = (
    ("order", "ORDER BY ...", "order"),
    ("limit", "LIMIT ...", "limit"),
)
_OTHERS = (exp.Values, exp.Insert, exp.Update, exp.Delete)
_STEP = "    "
# The first role of a query that a goal speaks of is the one it serves.
_SPOKEN: dict[Role, str] = {
    "window": "number the|rank|running|so far|place of|row by row|window",
    "inner": "on its own|to compare with|sub-?query|inner|nobody|none of|no partner",
    "with": "a name|in (two|a second) steps?|second step|first step",
    "having": "(drop|keep|leave)[^.]* (piles?|groups?)|piles? that|groups? that",
    "group": "pile for|group|one row for each|per ",
    "order": "order|sort|smallest first|largest first|newest",
    "limit": r"first \d|top|only the first|limit|at most",
    "union": "both lists|below each other|union|together with the other",
    "join": "together with|join|match|partner|combine|pair|look up|even those",
    "where": "drop|keep|only|filter|choose|pick|condition|do not count|unknown|leave out",
    "select": "show|answer|column|count|sum|total|average|largest|smallest|work out|each|name",
    "from": "start|begin|table|read from",
}
_ROLES = {role: re.compile(rf"\b({said})", re.IGNORECASE) for role, said in _SPOKEN.items()}


def query_outline(code: str) -> tuple[Clause, ...]:
    """Return the clauses of a query; none when it cannot be read."""
    return tuple(clause for tree in trees(code)[:1] for clause in _statement(tree, 0))


def drawn_query(clauses: Sequence[Clause], goals: Sequence[str], depth: int) -> list[str]:
    """Return the lines of a query down to a depth.

    Behind a line stand the numbers of the goals that it serves, unless only the outermost clauses
    are shown.
    """
    shown = list(_shown(clauses, depth))
    served: dict[int, list[str]] = {}
    for number, goal in enumerate(goals if depth else (), 1):
        line = _served(goal, shown)
        if line is not None:
            served.setdefault(line, []).append(str(number))
    lines = [f"{_STEP * clause.depth}{clause.text}" for clause in shown]
    width = max((len(line) for line in lines), default=0)
    return [
        f"{line:{width}}   <- TODO {', '.join(served[index])}" if index in served else line
        for index, line in enumerate(lines)
    ]


def _shown(clauses: Sequence[Clause], depth: int) -> Iterator[Clause]:
    for index, clause in enumerate(clauses):
        if clause.depth <= depth:
            yield clause
        elif clauses[index - 1].depth <= depth and clause.role != "window":
            yield Clause(clause.depth, "...")


def _served(goal: str, shown: Sequence[Clause]) -> int | None:
    """Return the line that a goal is about: the first of the role that it speaks of."""
    for role, pattern in _ROLES.items():
        if pattern.search(goal):
            line = next((i for i, clause in enumerate(shown) if clause.role == role), None)
            if line is not None:
                return line
    return None


def _statement(tree: Expr, depth: int) -> Iterator[Clause]:
    shared = tree.args.get("with_")
    if isinstance(shared, exp.With):
        yield from _with(shared, depth)
    if isinstance(tree, exp.SetOperation):
        yield from _statement(tree.this, depth)
        yield Clause(depth, f"{tree.key.upper()} ...", "union")
        yield from _statement(tree.expression, depth)
        yield from _ends(tree, depth)
    elif isinstance(tree, exp.Select):
        yield from _select(tree, depth)
        yield from _ends(tree, depth)
    elif isinstance(tree, exp.Subquery):
        yield from _statement(tree.this, depth)
    elif isinstance(tree, _OTHERS):
        yield from _clause(tree, f"{tree.key.upper()} ...", "other", depth)


def _with(shared: exp.With, depth: int) -> Iterator[Clause]:
    for index, named in enumerate(shared.expressions):
        lead = "WITH " if index == 0 else ""
        yield Clause(depth, f"{lead}... AS (", "with")
        yield from _statement(named.this, depth + 1)
        yield Clause(depth, ")" if index == len(shared.expressions) - 1 else "),")


def _select(tree: exp.Select, depth: int) -> Iterator[Clause]:
    columns = exp.Tuple(expressions=[column.copy() for column in tree.expressions])
    yield from _clause(columns, "SELECT ...", "select", depth)
    if any(_outside_queries(columns, exp.Window)):
        yield Clause(depth + 1, "... OVER (...)", "window")
    source = tree.args.get("from_")
    if isinstance(source, Expr):
        yield from _clause(source, "FROM ...", "from", depth)
    for join in tree.args.get("joins") or ():
        side = f"{join.side} " if join.side else ""
        rule = " ON ..." if join.args.get("on") else ""
        yield from _clause(join, f"{side}JOIN ...{rule}", "join", depth)
    for name, text, role in _CLAUSES:
        clause = tree.args.get(name)
        if isinstance(clause, Expr):
            yield from _clause(clause, text, role, depth)


def _ends(tree: Expr, depth: int) -> Iterator[Clause]:
    for name, text, role in _ENDS:
        clause = tree.args.get(name)
        if isinstance(clause, Expr):
            yield from _clause(clause, text, role, depth)


def _clause(tree: Expr, text: str, role: Role, depth: int) -> Iterator[Clause]:
    inner = list(_outside_queries(tree, exp.Select, exp.SetOperation))
    yield Clause(depth, f"{text} (" if inner else text, role)
    for query in inner:
        first = True
        for clause in _statement(query, depth + 1):
            yield Clause(clause.depth, clause.text, "inner") if first else clause
            first = False
    if inner:
        yield Clause(depth, ")")


def _outside_queries(tree: Expr, *kinds: type[Expr]) -> Iterator[Expr]:
    """Yield the nodes of some kinds that no query inside the tree holds."""
    queries = (exp.Select, exp.SetOperation)
    nodes = tree.walk(bfs=False, prune=lambda node: node is not tree and isinstance(node, queries))
    return (node for node in nodes if node is not tree and isinstance(node, kinds))
