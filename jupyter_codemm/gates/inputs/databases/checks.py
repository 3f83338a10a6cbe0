"""What the CHECKs of a table say about single columns: values that are listed, ends of ranges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

Literal = int | float | str
_LONGEST = 50_000
# Which end a comparison sets when the column stands on its left, and whether the end is inside.
_ENDS: dict[type[exp.Expr], tuple[str, bool]] = {
    exp.GTE: ("low", True),
    exp.GT: ("low", False),
    exp.LTE: ("high", True),
    exp.LT: ("high", False),
}
_OTHER = {"low": "high", "high": "low"}


@dataclass(frozen=True, slots=True)
class End:
    """One end of a range; it belongs to the range or is the first value outside of it."""

    value: Literal
    inside: bool


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a column may hold as far as its CHECKs tell: listed values only, or a range."""

    listed: tuple[Literal, ...] = ()
    low: End | None = None
    high: End | None = None

    def lets(self, value: Literal) -> bool:
        """Return whether a value keeps to the list and the range."""
        if self.listed and value not in self.listed:
            return False
        return _passes(value, self.low, 1) and _passes(value, self.high, -1)


ANYTHING = Allowed()


def allowed(sql: str) -> dict[str, Allowed]:
    """Return what a CREATE TABLE lets into each column that it checks, by name in lower case."""
    found: dict[str, Allowed] = {}
    for check in _checks(sql):
        for condition in _all_of(check.this):
            for name, known in _told(condition):
                found[name] = _both(found.get(name, ANYTHING), known)
    return found


def _checks(sql: str) -> Iterator[exp.Expr]:
    if len(sql) > _LONGEST:
        return
    try:
        tree = sqlglot.parse_one(sql, read="sqlite", error_message_context=0)
    except (SqlglotError, RecursionError, ValueError):
        return
    yield from tree.find_all(exp.CheckColumnConstraint)


def _all_of(whole: exp.Expr) -> Iterator[exp.Expr]:
    """Yield the conditions that all have to hold."""
    waiting = [whole]
    while waiting:
        node = waiting.pop().unnest()
        if isinstance(node, exp.And):
            waiting += [node.right, node.left]
            continue
        other = _but_for_null(node) if isinstance(node, exp.Or) else None
        if other is None:
            yield node
        else:
            waiting.append(other)


def _but_for_null(node: exp.Or) -> exp.Expr | None:
    """Return the side that says something: NULL passes a CHECK anyhow. None if both do."""
    left, right = node.left.unnest(), node.right.unnest()
    if _is_null(left, right):
        return right
    return left if _is_null(right, left) else None


def _is_null(node: exp.Expr, other: exp.Expr) -> bool:
    """Return whether a condition asks for NULL in the one column that another one is about."""
    names = {column.name.lower() for column in other.find_all(exp.Column)}
    asks = isinstance(node, exp.Is) and isinstance(node.expression, exp.Null)
    return asks and isinstance(node.this, exp.Column) and names == {node.this.name.lower()}


def _told(node: exp.Expr) -> Iterator[tuple[str, Allowed]]:
    """Yield the column that a condition is about, and what it says."""
    if isinstance(node, exp.Between):
        low, high = _literal(node.args["low"]), _literal(node.args["high"])
        if isinstance(node.this, exp.Column) and low is not None and high is not None:
            yield node.this.name.lower(), Allowed((), End(low, inside=True), End(high, inside=True))
    elif isinstance(node, exp.In | exp.Or | exp.EQ):
        pairs = list(_listed(node))
        names = {name for name, _ in pairs}
        values = tuple(value for _, value in pairs if value is not None)
        if len(names) == 1 and len(values) == len(pairs):
            yield names.pop(), Allowed(tuple(dict.fromkeys(values)))
    elif type(node) in _ENDS:
        yield from _end(node)


def _listed(whole: exp.Expr) -> Iterator[tuple[str, Literal | None]]:
    """Yield each value that a list has, with its column; None for what is no value."""
    waiting = [whole]
    while waiting:
        node = waiting.pop().unnest()
        if isinstance(node, exp.Or):
            waiting += [node.right, node.left]
        elif isinstance(node, exp.In) and isinstance(node.this, exp.Column) and node.expressions:
            yield from ((node.this.name.lower(), _literal(item)) for item in node.expressions)
        elif isinstance(node, exp.EQ) and isinstance(node.this, exp.Column):
            yield node.this.name.lower(), _literal(node.expression)
        else:
            yield "", None


def _end(node: exp.Expr) -> Iterator[tuple[str, Allowed]]:
    side, inside = _ENDS[type(node)]
    column, value = node.this, _literal(node.expression)
    if isinstance(node.expression, exp.Column):
        side, column, value = _OTHER[side], node.expression, _literal(node.this)
    if isinstance(column, exp.Column) and value is not None:
        end = End(value, inside)
        known = Allowed(low=end) if side == "low" else Allowed(high=end)
        yield column.name.lower(), known


def _literal(node: exp.Expr) -> Literal | None:
    sign = -1 if isinstance(node, exp.Neg) else 1
    literal = node.this if isinstance(node, exp.Neg) else node
    if not isinstance(literal, exp.Literal):
        return None
    if literal.is_string:
        return literal.name if sign == 1 else None
    try:
        return sign * int(literal.name)
    except ValueError:
        return sign * float(literal.name)


def _both(one: Allowed, other: Allowed) -> Allowed:
    """Return what both let in; of two ends on one side the narrower one holds."""
    lists = [some.listed for some in (one, other) if some.listed]
    listed = tuple(v for v in lists[0] if v in lists[-1]) if lists else ()
    return Allowed(listed, _narrower(one.low, other.low, 1), _narrower(one.high, other.high, -1))


def _narrower(one: End | None, other: End | None, way: int) -> End | None:
    if one is None or other is None:
        return one or other
    return other if _passes(other.value, one, way) else one


def _passes(value: Literal, end: End | None, way: int) -> bool:
    """Return whether a value lies on the right side of an end; `way` is -1 for upper ends."""
    if end is None or isinstance(value, str) != isinstance(end.value, str):
        return True
    if value == end.value:
        return end.inside
    if isinstance(value, str) or isinstance(end.value, str):
        return (str(value) > str(end.value)) == (way > 0)
    return (value > end.value) == (way > 0)
