"""Wrong values: constants, arithmetic, aggregates, functions."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import Expr, exp

from jupyter_codemm.gates.mutation.sql.changes import Change, altered, replaced

_LARGEST = 10**15
_PLACES = (exp.Ordered, exp.Group, exp.DataTypeParam, exp.DataType)
_SIGNS: dict[type[Expr], type[Expr]] = {
    exp.Add: exp.Sub,
    exp.Sub: exp.Add,
    exp.Mul: exp.Add,
    exp.Div: exp.Mul,
    exp.Mod: exp.Div,
}
_AGGREGATES: dict[type[Expr], tuple[type[Expr], ...]] = {
    exp.Sum: (exp.Avg, exp.Max),
    exp.Avg: (exp.Sum, exp.Max),
    exp.Min: (exp.Max,),
    exp.Max: (exp.Min,),
}
_RANKS: dict[type[Expr], tuple[type[Expr], ...]] = {
    exp.Rank: (exp.DenseRank, exp.RowNumber),
    exp.DenseRank: (exp.Rank, exp.RowNumber),
    exp.RowNumber: (exp.Rank,),
}
_UNWRAPPED = (exp.Cast, exp.Round, exp.Abs, exp.Lower, exp.Upper, exp.Trim)


def constants(node: Expr) -> Iterator[Change]:
    """Yield a slip where a number is one more or one less."""
    if not isinstance(node, exp.Literal) or node.is_string or isinstance(node.parent, _PLACES):
        return
    value = _number(node.name)
    if value is None or not abs(value) < _LARGEST:
        return
    for near in (value + 1, value - 1):
        literal = exp.Literal.number(str(abs(near)))
        new = exp.Paren(this=exp.Neg(this=literal)) if near < 0 else literal
        yield replaced("constant", node, new)


def texts(node: Expr) -> Iterator[Change]:
    """Yield a slip where a fixed text is another one."""
    if isinstance(node, exp.Literal) and node.is_string and not isinstance(node.parent, exp.Like):
        other = f"{node.name}?" if node.name else "?"
        yield replaced("literal", node, exp.Literal.string(other))


def arithmetic(node: Expr) -> Iterator[Change]:
    """Yield a slip where another operator stands between two numbers, or one is forgotten."""
    twin = _SIGNS.get(type(node))
    if twin is not None:
        left, right = node.this, node.args["expression"]
        new = twin(this=left.copy(), expression=right.copy())
        yield replaced("arithmetic", node, exp.Paren(this=new))
        yield replaced("operand", node, left.copy())
        yield replaced("operand", node, right.copy())


def aggregates(node: Expr) -> Iterator[Change]:
    """Yield a slip where another aggregate is taken, or other rows are counted."""
    several = bool(node.expressions)
    for twin in () if several else _AGGREGATES.get(type(node), ()):
        yield replaced("aggregate", node, twin(this=node.this.copy()))
    if not isinstance(node, exp.Count):
        return
    if isinstance(node.this, exp.Star):
        for column in _countable(node):
            yield replaced("aggregate", node, altered(node, this=column.copy()))
    else:
        yield replaced("aggregate", node, altered(node, this=exp.Star()))


def repeated(node: Expr) -> Iterator[Change]:
    """Yield a slip where equal values of a group count once instead of each, or each of them."""
    if not isinstance(node, exp.Count | exp.Sum | exp.Avg) or isinstance(node.this, exp.Star):
        return
    if isinstance(node.this, exp.Distinct):
        yield replaced("distinct", node, altered(node, this=_plain(node.this)))
    elif not node.expressions and not isinstance(node.parent, exp.Window | exp.Filter):
        # A window of SQLite's takes no DISTINCT.
        distinct = exp.Distinct(expressions=[node.this.copy()])
        yield replaced("distinct", node, altered(node, this=distinct))


def windows(node: Expr) -> Iterator[Change]:
    """Yield a slip where rows are numbered another way, or the parts of a window are wrong."""
    for twin in _RANKS.get(type(node), ()):
        yield replaced("window", node, twin())
    if isinstance(node, exp.Lag | exp.Lead):
        other = exp.Lead if isinstance(node, exp.Lag) else exp.Lag
        parts = {name: part.copy() for name, part in node.args.items() if part is not None}
        yield replaced("window", node, other(**parts))
    if isinstance(node, exp.Window):
        if node.args.get("partition_by"):
            yield replaced("window", node, altered(node, partition_by=None))
        if node.args.get("order") and not isinstance(node.this, exp.RowNumber):
            yield replaced("window", node, altered(node, order=None, spec=None))
        if node.args.get("spec"):
            yield replaced("window", node, altered(node, spec=None))


def unwrapped(node: Expr) -> Iterator[Change]:
    """Yield a slip where a step is forgotten: the value goes on as it is."""
    if isinstance(node, _UNWRAPPED):
        yield replaced("unwrap", node, node.this.copy())


VALUES = (constants, texts, arithmetic, aggregates, repeated, windows, unwrapped)


def _number(text: str) -> int | float | None:
    try:
        return float(text) if any(sign in text for sign in ".eE") else int(text)
    except ValueError:
        return None


def _plain(distinct: Expr) -> Expr:
    first: Expr = distinct.expressions[0]
    return first.copy()


def _countable(node: Expr) -> list[Expr]:
    """Return a column of each joined table: in a row that joins nothing it is NULL."""
    select = node.find_ancestor(exp.Select)
    joins = select.args.get("joins") or [] if select is not None else []
    found = []
    for join in joins:
        name = join.alias_or_name
        columns = [c for c in join.find_all(exp.Column) if c.table == name]
        found += columns[:1]
    if not found and select is not None:
        group = select.args.get("group")
        inside = [c for c in select.find_all(exp.Column) if not c.find_ancestor(exp.Order)]
        keys = set(group.expressions) if group is not None else set()
        found = [c for c in inside if c not in keys and c.find_ancestor(exp.Select) is select][:1]
    return found
