"""Findings in queries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlglot import Expr, exp

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.syntax.queries import first_line, trees
from jupyter_codemm.tutoring.checking.finding import Finding

_TOTALS = (exp.Count, exp.Sum, exp.Avg, exp.Min, exp.Max, exp.GroupConcat)


def sql_findings(code: str, problem: Problem) -> list[Finding]:
    """Return what a query shows; nothing for one that cannot be read."""
    found: list[Finding] = []
    for tree in trees(code):
        for select in tree.find_all(exp.Select):
            found += _of_select(select, code)
        found += _of_whole(tree, code, problem)
    return found


def _of_select(select: exp.Select, code: str) -> Iterator[Finding]:
    yield from _grouping(select)
    yield from _joins(select, code)
    for node in select.walk():
        kind = _of_condition(node)
        if kind is not None:
            yield Finding(kind, first_line(node) or 1)
    if select.args.get("limit") and not select.args.get("order"):
        yield Finding("limit_unordered", _line(code, r"\blimit\b"))


def _of_condition(node: Expr) -> str | None:
    """Return what a part of a condition shows."""
    match node:
        case exp.EQ() | exp.NEQ() | exp.GT() | exp.LT() | exp.GTE() | exp.LTE():
            if isinstance(node.this, exp.Null) or isinstance(node.expression, exp.Null):
                return "null_compared"
        case exp.Not() if isinstance(node.this, exp.In) and node.this.args.get("query"):
            return "not_in_nulls"
        case exp.Or() if isinstance(node.this, exp.And) or isinstance(node.expression, exp.And):
            return "and_or"
        case exp.Like() if isinstance(node.expression, exp.Literal):
            if not set("%_") & set(node.expression.this):
                return "pattern_without"
        case _:
            pass
    return None


def _grouping(select: exp.Select) -> Iterator[Finding]:
    if select.args.get("group"):
        return
    own = [one.unalias() for one in select.expressions]
    totals = [one for one in own if isinstance(one, _TOTALS)]
    plain = [one for one in own if isinstance(one, exp.Column)]
    if totals and plain:
        yield Finding("no_group", first_line(plain[0]) or 1)


def _joins(select: exp.Select, code: str) -> Iterator[Finding]:
    joins = select.args.get("joins") or []
    where = select.args.get("where")
    # To the parser a join without a condition is a cross join, whatever was written.
    is_cross = re.search(r"\bcross\b", code, re.IGNORECASE) is not None
    for join in joins:
        told = join.args.get("on")
        is_open = (told is None or isinstance(told, exp.Boolean)) and not join.args.get("using")
        if is_open and not is_cross and not where:
            yield Finding("join_without", _line(code, r"\bjoin\b|,"))
    outer = {join.this.alias_or_name.casefold() for join in joins if join.args.get("side")}
    if outer and where:
        yield from _filtered(where, outer, code)
    if outer and any(isinstance(n.this, exp.Star) for n in select.find_all(exp.Count)):
        yield Finding("count_rows", _line(code, r"\bcount\b"))


def _filtered(where: Expr, outer: set[str], code: str) -> Iterator[Finding]:
    for column in where.find_all(exp.Column):
        is_null_test = column.find_ancestor(exp.Is, exp.Coalesce) is not None
        if column.table.casefold() in outer and not is_null_test:
            yield Finding("outer_filtered", _line(code, r"\bwhere\b"))
            return


def _of_whole(tree: Expr, code: str, problem: Problem) -> Iterator[Finding]:
    test = problem.tests[0]
    ordered = test.expected.compare.rows.ordered if test.expected.rows is not None else False
    if ordered and isinstance(tree, exp.Query) and not tree.args.get("order"):
        yield Finding("no_order", max(1, len(code.strip().splitlines())))
    if isinstance(tree, exp.Select) and any(isinstance(e, exp.Star) for e in tree.expressions):
        yield Finding("every_column", _line(code, r"\*"))


def _line(code: str, pattern: str) -> int:
    found = re.search(pattern, code, re.IGNORECASE)
    return code.count("\n", 0, found.start()) + 1 if found else 1
