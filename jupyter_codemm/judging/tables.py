"""How two result tables are compared: typed cells, rows in order or as a multiset."""

from __future__ import annotations

from collections import Counter

from jupyter_codemm.contracts.problem import RowsComparator, SqlCell, Table
from jupyter_codemm.judging.texts import close

Row = tuple[SqlCell, ...]


def tables_match(how: RowsComparator, expected: Table, got: Table) -> bool:
    """Return whether a table is the expected one.

    NULL equals only NULL; an integer equals a real of the same value and never a text; reals may
    differ by `absolute`.
    """
    if len(expected.rows) != len(got.rows) or not _columns_match(how, expected, got):
        return False
    if how.ordered:
        return _rows_match(how, list(expected.rows), list(got.rows))
    left = Counter(_row_key(row) for row in expected.rows)
    right = Counter(_row_key(row) for row in got.rows)
    return _rows_match(
        how, _left_over(expected.rows, left - right), _left_over(got.rows, right - left)
    )


def _columns_match(how: RowsComparator, expected: Table, got: Table) -> bool:
    if not expected.columns:
        return True
    if how.column_names:
        return [c.casefold() for c in expected.columns] == [c.casefold() for c in got.columns]
    return len(expected.columns) == len(got.columns)


def _left_over(rows: tuple[Row, ...], keys: Counter[str]) -> list[Row]:
    """Return the rows that have no exact partner, close ones at the same place."""
    left = Counter(keys)
    found = []
    for row in rows:
        key = _row_key(row)
        if left[key] > 0:
            left[key] -= 1
            found.append(row)
    return sorted(found, key=_row_place)


def _rows_match(how: RowsComparator, expected: list[Row], got: list[Row]) -> bool:
    return len(expected) == len(got) and all(
        len(e) == len(g) and all(_cells_match(how, x, y) for x, y in zip(e, g, strict=True))
        for e, g in zip(expected, got, strict=True)
    )


def _cells_match(how: RowsComparator, expected: SqlCell, got: SqlCell) -> bool:
    if isinstance(expected, float) or isinstance(got, float):
        if isinstance(expected, str) or isinstance(got, str) or expected is None or got is None:
            return False
        return close(expected, got, absolute=how.absolute)
    return expected == got


def _row_key(row: Row) -> str:
    return repr([_exact(cell) for cell in row])


def _exact(cell: SqlCell) -> SqlCell:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _row_place(row: Row) -> list[tuple[int, float, str]]:
    return [
        (0, 0.0, "")
        if cell is None
        else (2, 0.0, cell)
        if isinstance(cell, str)
        else (1, round(cell, 6), "")
        for cell in row
    ]
