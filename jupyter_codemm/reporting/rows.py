"""Result tables of queries: which rows differ, and cells as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.outcome import CaseOutcome, Got
from jupyter_codemm.contracts.problem import SqlCell, Table
from jupyter_codemm.reporting.marking import visible

MAX_ROWS = 20
MAX_CELL = 120

Row = tuple[SqlCell, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table for reading: rows as text, each with whether the other table lacks it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[bool, tuple[str, ...]], ...]
    left_out: int


def results(case: CaseOutcome) -> Iterator[tuple[str, list[ShownTable], bool]]:
    """Yield each table that a test compares: its name, both sides, whether its order counts.

    A query's own result has no name.
    """
    expected, got = case.expected, case.got or Got()
    if expected is None:
        return
    if expected.rows is not None:
        ordered = expected.compare.rows.ordered
        left_out = (got.left_out or {}).get("", 0)
        yield "", compared(expected.rows, got.rows, left_out, ordered=ordered), ordered
    ordered = expected.compare.tables.ordered
    for name, table in (expected.tables or {}).items():
        seen = (got.tables or {}).get(name)
        left_out = (got.left_out or {}).get(name, 0)
        yield name, compared(table, seen, left_out, ordered=ordered), ordered


def compared(
    expected: Table, got: Table | None, left_out: int = 0, *, ordered: bool
) -> list[ShownTable]:
    """Return both tables with the rows marked that have no partner in the other.

    Where rows of `got` are left out, they may be the partners: then only rows are marked whose
    partner would be among those that are there.
    """
    if got is None:
        return [_shown(expected, [False] * len(expected.rows))]
    missing = _unmatched(expected.rows, got.rows, ordered=ordered)
    if left_out:
        known = len(got.rows) if ordered else 0
        missing = [mark and index < known for index, mark in enumerate(missing)]
    surplus = _unmatched(got.rows, expected.rows, ordered=ordered)
    return [_shown(expected, missing), _shown(got, surplus, left_out)]


def plain(table: ShownTable) -> str:
    """Return a table as aligned text."""
    if not table.rows:
        return "(no rows)"
    heads = [("", *table.columns)] if table.columns else []
    lines = heads + [("≠" if differs else "", *cells) for differs, cells in table.rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=False)]
    text = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=False)).rstrip()
        for line in lines
    ]
    return "\n".join(text + ([f"… {table.left_out} more rows"] if table.left_out else []))


def _unmatched(rows: Sequence[Row], others: Sequence[Row], *, ordered: bool) -> list[bool]:
    if ordered:
        partners = [*others[: len(rows)], *[None] * (len(rows) - len(others))]
        return [
            partner is None or _key(row) != _key(partner)
            for row, partner in zip(rows, partners, strict=True)
        ]
    left = Counter(_key(row) for row in others)
    marks = []
    for row in rows:
        marks.append(left[_key(row)] <= 0)
        left[_key(row)] -= 1
    return marks


def _key(row: Row) -> tuple[tuple[bool, SqlCell], ...]:
    """Tell 5 from '5', as the judge does; 5 and 5.0 are equal."""
    return tuple((isinstance(cell, str), cell) for cell in row)


def _shown(table: Table, marks: Sequence[bool], left_out: int = 0) -> ShownTable:
    rows = tuple(
        (mark, tuple(_cell(cell) for cell in row))
        for mark, row in list(zip(marks, table.rows, strict=True))[:MAX_ROWS]
    )
    return ShownTable(table.columns, rows, len(table.rows) - len(rows) + left_out)


def _cell(value: SqlCell) -> str:
    if value is None:
        return "NULL"
    if not isinstance(value, str):
        return str(value)
    text = value if len(value) <= MAX_CELL else f"{value[:MAX_CELL]}…"
    # Text that reads as a number, as NULL or as nothing would hide why a row differs.
    return f"'{visible(text)}'" if _misleading(text) else visible(text)


def _misleading(text: str) -> bool:
    return not text.strip() or text != text.strip() or text == "NULL" or _is_number(text)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
