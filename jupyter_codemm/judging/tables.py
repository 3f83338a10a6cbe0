"""How two result tables are compared: typed cells, rows in order or as a multiset."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from jupyter_codemm.contracts.problem import RowsComparator, SqlCell, Table
from jupyter_codemm.judging.pairing import Near, Placed, all_paired
from jupyter_codemm.judging.texts import close

Row = tuple[SqlCell, ...]


def tables_match(how: RowsComparator, expected: Table, got: Table) -> bool:
    """Return whether a table is the expected one.

    NULL equals only NULL, and so does a BLOB only the same BLOB; an integer equals a real of the
    same value and never a text; reals may differ within the tolerances.
    """
    if len(expected.rows) != len(got.rows) or not _columns_match(how, expected, got):
        return False

    def near(left: float, right: float) -> bool:
        return close(left, right, absolute=how.absolute, relative=how.relative)

    def fits(left: Row, right: Row) -> bool:
        return len(left) == len(right) and all(
            _cells_match(near, e, g) for e, g in zip(left, right, strict=True)
        )

    if how.ordered:
        return all(map(fits, expected.rows, got.rows))
    left = Counter(_row_key(row) for row in expected.rows)
    right = Counter(_row_key(row) for row in got.rows)
    return all_paired(
        _left_over(expected.rows, left - right), _left_over(got.rows, right - left), fits, near
    )


def _columns_match(how: RowsComparator, expected: Table, got: Table) -> bool:
    if not expected.columns:
        return True
    if how.column_names:
        return [c.casefold() for c in expected.columns] == [c.casefold() for c in got.columns]
    return len(expected.columns) == len(got.columns)


def _left_over(rows: tuple[Row, ...], keys: Counter[str]) -> Iterator[Placed[Row]]:
    """Yield the rows that have no exact partner."""
    left = Counter(keys)
    for row in rows:
        key = _row_key(row)
        if left[key] > 0:
            left[key] -= 1
            yield Placed(row, *_outline(row))


def _cells_match(near: Near, expected: SqlCell, got: SqlCell) -> bool:
    if isinstance(expected, str) or isinstance(got, str) or expected is None or got is None:
        return expected == got
    if isinstance(expected, int) and isinstance(got, int):
        return expected == got
    return near(_real(expected), _real(got))


def _row_key(row: Row) -> str:
    return repr([_exact(cell) for cell in row])


def _exact(cell: SqlCell) -> SqlCell | tuple[str]:
    """Return a cell by its value; a number of any length is written in hexadecimal digits."""
    if (isinstance(cell, float) and not cell.is_integer()) or not isinstance(cell, (int, float)):
        return cell
    return (hex(int(cell)),)


def _outline(row: Row) -> tuple[str, tuple[float, ...]]:
    """Return a row with its numbers left out, and these."""
    numbers = tuple(_real(cell) for cell in row if isinstance(cell, (int, float)))
    rest = [f"={c}" if isinstance(c, str) else None if c is None else "~" for c in row]
    return repr(rest), numbers


def _real(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf
