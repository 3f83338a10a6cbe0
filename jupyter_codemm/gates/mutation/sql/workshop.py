"""What mutation needs of SQL: all slips of a query, and queries compared by their trees."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import partial

from sqlglot import Expr

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.sql.changes import Change
from jupyter_codemm.gates.mutation.sql.clauses import CLAUSES, merged, ordered_by, regrouped
from jupyter_codemm.gates.mutation.sql.conditions import CONDITIONS
from jupyter_codemm.gates.mutation.sql.held_out import columns, swapped
from jupyter_codemm.gates.mutation.sql.schema import Schema
from jupyter_codemm.gates.mutation.sql.values import VALUES
from jupyter_codemm.syntax.queries import first_line, trees, written

OPERATORS = (*CONDITIONS, *VALUES, *CLAUSES, swapped)
# Seven times the largest query of our own families. Each slip copies what it changes, so that the
# work grows with the square: at 2000 a long sum kept a processor for half a minute.
_MOST_NODES = 500


class SqlWorkshop:
    """Trees of queries; nothing is run."""

    def slips(self, code: str, problem: Problem) -> Iterator[Slip]:
        """Yield every place that can go wrong; none if the query has a syntax error."""
        statements = trees(code)
        if sum(1 for tree in statements for _ in tree.walk()) > _MOST_NODES:
            return
        schema = Schema(problem.tests[0].input.database or "")
        for place, tree in enumerate(statements):
            for index, node in enumerate(tree.walk(bfs=False)):
                for change in _changes(node, schema):
                    if change.new != node:
                        write = partial(_rewritten, statements, place, index, change.new)
                        yield Slip(change.family, first_line(node) or 1, write, change.tell)

    def meaning(self, code: str) -> Hashable | None:
        """Return the query without its layout; what is written from a tree is well-formed."""
        return " ".join(code.split())


def _changes(node: Expr, schema: Schema) -> Iterator[Change]:
    for operator in OPERATORS:
        yield from operator(node)
    yield from merged(node, schema)
    yield from regrouped(node, schema)
    yield from ordered_by(node, schema)
    yield from columns(node, schema)


def _rewritten(statements: list[Expr], place: int, index: int, new: Expr) -> str:
    tree = statements[place].copy()
    old = next(node for at, node in enumerate(tree.walk(bfs=False)) if at == index)
    fresh = new.copy()
    if old is tree:
        tree = fresh
    else:
        old.replace(fresh)
    whole = [*statements[:place], tree, *statements[place + 1 :]]
    texts = [written(part, pretty=True, copy=part is not tree) for part in whole]
    return ";\n".join(texts) + ";\n"
