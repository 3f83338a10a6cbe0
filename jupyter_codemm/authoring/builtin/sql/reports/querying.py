"""A grouped report as a query."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.reports.report import UNNAMED, Cut, Report
from jupyter_codemm.authoring.builtin.sql.schema import Parent
from jupyter_codemm.authoring.builtin.sql.tree import (
    Agg,
    Coalesce,
    Col,
    Compare,
    Cte,
    Item,
    Join,
    Key,
    Lit,
    Node,
    Null,
    Over,
    Query,
    Sub,
    both,
)

STEP = "per_group"


def query(report: Report) -> Query:
    """Return the reference of a report, in two steps when it has the feature `cte`."""
    return _two_steps(report) if "cte" in report.features else _one_step(report)


def key_names(report: Report) -> tuple[str, ...]:
    """Return the names of the columns that tell groups apart."""
    if report.parent:
        return (f"{report.parent.one}_id", f"{report.parent.one}_name")
    name = report.base.group.name
    return (f"{name}_or_{UNNAMED}" if "nulls" in report.features else name,)


def _one_step(report: Report) -> Query:
    items = (*_key_items(report), *(Item(m.node, m.alias) for m in report.measures))
    return _grouped(report, (*items, *_place(report, report.main.node)), _order(report))


def _two_steps(report: Report) -> Query:
    first = (*_key_items(report), *(Item(m.node, m.alias) for m in report.measures))
    names = (*key_names(report), *(measure.alias for measure in report.measures))
    main = Col(report.main.alias)
    average = Query((Item(Agg("AVG", main)),), STEP)
    above = Compare(main, ">", Sub(average)) if "above" in report.features else None
    last = _comparison(report.last, Col(report.last.measure.alias)) if report.last else None
    return Query(
        items=(*(Item(Col(name)) for name in names), *_place(report, main)),
        source=STEP,
        where=both(above, last),
        order=_order(report),
        ctes=(Cte(STEP, _grouped(report, first, ())),),
    )


def _grouped(report: Report, items: tuple[Item, ...], order: tuple[Key, ...]) -> Query:
    base, parent = report.base, report.parent
    known = Null(base.col("group"), negated=True) if report.drops_unknown else None
    where = both(report.rule.condition if report.rule else None, known)
    having = both(*(_comparison(cut, cut.measure.node) for cut in report.cuts), _above(report))
    if parent is None:
        group: tuple[Node, ...] = (base.col("group"),)
    else:
        group = (parent.col("id", qualified=True), parent.col("label", qualified=True))
    return Query(
        items=items,
        source=parent.table if parent else base.table,
        joins=_joins(report),
        where=where,
        group=group,
        having=having,
        order=order,
    )


def _joins(report: Report) -> tuple[Join, ...]:
    base, parent = report.base, report.parent
    if parent is None:
        return ()
    part: Parent = "who" if parent.role == "who" else "what"
    on = Compare(base.col(part, qualified=True), "=", parent.col("id", qualified=True))
    return (Join("LEFT JOIN" if report.outer else "JOIN", base.table, on),)


def _above(report: Report) -> Node | None:
    if "above" not in report.features or "cte" in report.features:
        return None
    base = report.base
    average = Agg("AVG", base.col("number", qualified=report.parent is not None))
    return Compare(average, ">", Sub(Query((Item(Agg("AVG", base.col("number"))),), base.table)))


def _key_items(report: Report) -> tuple[Item, ...]:
    names = key_names(report)
    if report.parent:
        columns = [report.parent.col(part, qualified=True) for part in ("id", "label")]
        return tuple(Item(column, name) for column, name in zip(columns, names, strict=True))
    column = report.base.col("group")
    if "nulls" in report.features:
        return (Item(Coalesce(column, Lit(UNNAMED)), names[0]),)
    return (Item(column),)


def _place(report: Report, main: Node) -> tuple[Item, ...]:
    if "window" not in report.features:
        return ()
    return (Item(Over("RANK", order=(Key(main, descending=True),)), "place"),)


def _order(report: Report) -> tuple[Key, ...]:
    if "order" not in report.features:
        return ()
    return (Key(Col(report.main.alias), descending=True), Key(Col(key_names(report)[0])))


def _comparison(cut: Cut, left: Node) -> Node:
    return Compare(left, cut.op, Lit(cut.limit))
