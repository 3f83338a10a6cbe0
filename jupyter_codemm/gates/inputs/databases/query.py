"""What a query looks at: constants beside columns, joined columns, grouped ones, limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import isfinite

from sqlglot import exp

from jupyter_codemm.gates.inputs.databases.conditions import Condition, condition, single
from jupyter_codemm.gates.inputs.databases.schema import Schema, common_schema
from jupyter_codemm.syntax.queries import trees

Place = tuple[str, str]
Constant = int | float | str

_COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Like, exp.Glob, exp.Is)
_ORDERING = (exp.GT, exp.GTE, exp.LT, exp.LTE)
_AGGREGATES = (exp.Sum, exp.Avg, exp.Min, exp.Max)
# How often a name may stand for another name.
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Threshold:
    """A constant that an aggregate of a column is compared with; of no column when it counts.

    `whole` says that all rows are one group.
    """

    function: str
    place: Place | None
    limit: int | float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query asks about, each place as table and column in the schema's spelling.

    `level` are columns of one row of which the query asks which is greater.
    """

    constants: dict[Place, list[Constant]] = field(default_factory=dict)
    joined: list[tuple[Place, Place]] = field(default_factory=list)
    level: list[tuple[Place, Place]] = field(default_factory=list)
    grouped: list[Place] = field(default_factory=list)
    thresholds: list[Threshold] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)


def asked(sql: str, schema: Schema) -> Asked:
    """Read statements; what cannot be parsed asks about nothing."""
    found = Asked()
    for tree in trees(sql):
        _Reading(tree, schema, found).read()
    return found


def compares_nulls(scripts: Sequence[str], sql: str) -> bool:
    """Return whether a query compares a column that is NULL in some row of the databases."""
    schema = common_schema(scripts)
    if schema is None:
        return False
    found = asked(sql, schema)
    places = {*found.constants, *(place for pair in found.joined for place in pair)}
    return any(
        row[at] is None
        for table in schema.tables
        for at, column in enumerate(table.columns)
        if (table.name, column.name) in places
        for row in table.rows
    )


class _Reading:
    def __init__(self, tree: exp.Expr, schema: Schema, found: Asked) -> None:
        self._tree = tree
        self._schema = schema
        self._found = found
        self._aliases = {t.alias_or_name.lower(): t.name for t in tree.find_all(exp.Table)}
        self._named: dict[str, exp.Expr] = {
            a.alias.lower(): a.this for a in tree.find_all(exp.Alias) if a.alias
        }
        self._handed_on = dict(_handed_on(tree))

    def read(self) -> None:
        """Collect everything that the statement asks about."""
        for comparison in self._tree.find_all(*_COMPARISONS):
            ordering = isinstance(comparison, _ORDERING)
            self._compared(comparison.this, [_like(comparison)], ordering=ordering)
        for between in self._tree.find_all(exp.Between):
            self._compared(between.this, [between.args["low"], between.args["high"]])
        for choice in self._tree.find_all(exp.In):
            self._compared(choice.this, choice.expressions)
            self._joined_by(choice.this, choice.args.get("query"))
        self._missing()
        for group in self._tree.find_all(exp.Group):
            for part in group.expressions:
                self._found.grouped.extend(self._places(part))
        for cut in self._tree.find_all(exp.Limit, exp.Offset):
            self._found.counts.extend(n for n in _literals(cut) if isinstance(n, int))
        self._chosen_by()

    def _chosen_by(self) -> None:
        for part in single(self._tree):
            about = [(column, list(self._places(column))) for column in part.find_all(exp.Column)]
            known = condition(part, {id(column): places for column, places in about})
            if known is not None and known not in self._found.conditions:
                self._found.conditions.append(known)

    def _missing(self) -> None:
        for call in self._tree.find_all(exp.Nullif):
            self._compared(call.this, [call.expression])
        for filled in self._tree.find_all(exp.Coalesce):
            # What stands in for a missing value is not compared with it: that joins nothing.
            for other in filled.expressions:
                self._limited(filled.this, other)

    def _joined_by(self, left: exp.Expr, query: exp.Expr | None) -> None:
        selected = query.find(exp.Select) if query else None
        if selected is not None and selected.expressions:
            self._compared(left, [selected.expressions[0]])

    def _compared(
        self, left: exp.Expr, others: Sequence[exp.Expr], *, ordering: bool = False
    ) -> None:
        for right in others:
            for one, other in ((left, right), (right, left)):
                self._limited(one, other)
            if isinstance(left, exp.Column) and isinstance(right, exp.Column):
                pairs = [(a, b) for a in self._places(left) for b in self._places(right) if a != b]
                in_a_row = ordering and left.table.lower() == right.table.lower()
                for a, b in pairs:
                    level = in_a_row and a[0] == b[0]
                    (self._found.level if level else self._found.joined).append((a, b))

    def _limited(self, side: exp.Expr, other: exp.Expr) -> None:
        """Note that what stands on one side is compared with the constants of the other."""
        constants = _literals(other)
        whole = self._resolved(side)
        aggregate = whole.find(*_AGGREGATES, exp.Count)
        for constant in constants:
            if aggregate is not None and not isinstance(constant, str):
                self._threshold(aggregate, constant)
            elif aggregate is None:
                for place in self._places(whole):
                    self._found.constants.setdefault(place, []).append(constant)

    def _threshold(self, aggregate: exp.Expr, limit: float) -> None:
        if isinstance(aggregate, exp.Count):
            if isinstance(limit, int):
                self._found.counts.append(limit)
            self._found.thresholds.append(Threshold("COUNT", None, limit))
            return
        whole = _has_no_groups(aggregate)
        inner = self._resolved(aggregate.this)
        for place in self._places(inner):
            self._found.thresholds.append(Threshold(aggregate.key.upper(), place, limit, whole))

    def _resolved(self, side: exp.Expr) -> exp.Expr:
        """Return what a name stands for when it is one of the query's own."""
        for _ in range(_DEEPEST):
            if not isinstance(side, exp.Column) or list(self._places(side)):
                break
            side = self._named.get(side.name.lower(), side)
        return side

    def _places(self, node: exp.Expr) -> Iterator[Place]:
        columns = [node] if isinstance(node, exp.Column) else list(node.find_all(exp.Column))
        for column in map(self._taken_from, columns):
            for table in self._schema.tables:
                known = table.column(column.name)
                if known and self._is_of(column, table.name):
                    yield table.name, known.name

    def _taken_from(self, column: exp.Column) -> exp.Column:
        """Return the column that one of a common table expression hands on as it is."""
        for _ in range(_DEEPEST):
            owner = self._aliases.get(column.table.lower(), column.table)
            inner = self._handed_on.get((owner.lower(), column.name.lower()))
            if not isinstance(inner, exp.Column):
                break
            column = inner
        return column

    def _is_of(self, column: exp.Column, table: str) -> bool:
        if not column.table:
            return table.lower() in {name.lower() for name in self._aliases.values()}
        owner = self._aliases.get(column.table.lower(), column.table)
        return owner.lower() == table.lower()


def _handed_on(tree: exp.Expr) -> Iterator[tuple[tuple[str, str], exp.Expr]]:
    """Yield what the columns of common table expressions are where those begin, by both names."""
    for common in tree.find_all(exp.CTE):
        first = common.this
        while isinstance(first, exp.SetOperation):
            first = first.this
        if isinstance(first, exp.Select):
            told = common.alias_column_names or first.named_selects
            for name, selected in zip(told, first.selects, strict=False):
                yield (common.alias.lower(), name.lower()), selected.unalias()


def _has_no_groups(aggregate: exp.Expr) -> bool:
    select = aggregate.find_ancestor(exp.Select)
    grouped = select is None or select.args.get("group") is not None
    return not grouped and not isinstance(aggregate.parent, exp.Window)


def _like(comparison: exp.Expr) -> exp.Expr:
    """Return what stands on the right of a comparison, the signs of GLOB written as those of LIKE.

    A pattern of GLOB with sets of signs tells of no text: it is NULL.
    """
    right: exp.Expr = comparison.expression
    if not isinstance(comparison, exp.Glob) or not right.is_string:
        return right
    if "[" in right.name:
        return exp.Null()
    return exp.Literal.string(right.name.replace("*", "%").replace("?", "_"))


def _literals(node: exp.Expr) -> list[Constant]:
    """Return the constants below a node, with the sign that stands before them."""
    found: list[Constant] = []
    for literal in node.find_all(exp.Literal):
        if literal.is_string:
            found.append(literal.name)
            continue
        number = _number(literal.name)
        if number is not None:
            found.append(-number if isinstance(literal.parent, exp.Neg) else number)
    return found


def _number(text: str) -> int | float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    # What is too large for SQLite's numbers is near no value of a column.
    if not isfinite(number):
        return None
    return int(text) if text.isdecimal() else number
