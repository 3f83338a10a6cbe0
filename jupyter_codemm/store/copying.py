"""Rows of a SQLite as a PostgreSQL takes many at once: COPY, in its text format."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from jupyter_codemm.contracts.recorded_text import cleaned
from jupyter_codemm.errors import StoreError

TOGETHER = 500
"""Rows that are sent at once."""
_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
_LINE = re.compile(r"line (\d+)(?:, column (\w+))?")
_BROKEN_RULES = ("22", "23")
"""Classes of SQLSTATE that say what a row is: no value of its column, or against a rule."""


@dataclass
class Copying:
    """One table on its way. `mended` counts, by column, texts that PostgreSQL could not take.

    `told` is called with the number of rows so far, now and then.
    """

    table: Table
    told: Callable[[int], None]
    mended: dict[str, int] = field(default_factory=dict)

    def copy(self, source: sqlite3.Connection, target: Connection) -> None:
        """Copy every row, inside the transactions of both.

        Half a surrogate pair and NUL become U+FFFD, as in what is stored anew. Raises StoreError,
        naming the table and where it can the row, for one that PostgreSQL refuses. After any other
        failure the connection to the target is closed, and with it its transaction is undone.
        """
        columns = ", ".join(f'"{column.name}"' for column in self.table.columns)
        cursor: Any = target.connection.cursor()
        error_of_driver = target.dialect.loaded_dbapi.Error
        rows = source.execute(f'SELECT {columns} FROM "{self.table.name}"')  # noqa: S608 - ours
        try:
            cursor.execute(
                f'COPY "{self.table.name}" ({columns}) FROM STDIN', stream=self._lines(rows)
            )
        except error_of_driver as error:
            failed = DBAPIError("COPY", None, error)
            raise self._refused(error.args[0] if error.args else None) or failed from error
        except BaseException:
            # The server waits for more rows: nothing else can be said to it.
            target.invalidate()
            raise

    def _lines(self, rows: sqlite3.Cursor) -> Iterator[str]:
        names = [column.name for column in self.table.columns]
        sent = 0
        while chunk := rows.fetchmany(TOGETHER):
            yield "".join(self._line(names, row) for row in chunk)
            sent += len(chunk)
            self.told(sent)

    def _line(self, names: list[str], row: tuple[Any, ...]) -> str:
        cells = (self._cell(name, value) for name, value in zip(names, row, strict=True))
        return "\t".join(cells) + "\n"

    def _cell(self, name: str, value: Any) -> str:  # noqa: ANN401 - whatever SQLite holds
        if value is None:
            return r"\N"
        if isinstance(value, bytes):
            return rf"\\x{value.hex()}"
        if not isinstance(value, str):
            return str(value)
        text = cleaned(value)
        if text != value:
            self.mended[name] = self.mended.get(name, 0) + 1
        return text.translate(_ESCAPES)

    def _refused(self, told: object) -> StoreError | None:
        """Return the error for a row that cannot be there, None when it is about something else."""
        if not isinstance(told, Mapping) or not str(told.get("C", "")).startswith(_BROKEN_RULES):
            return None
        # Of what the server says only this is passed on: the rest quotes what is in the row.
        where = _LINE.search(str(told.get("W", "")))
        row = f"row {where[1]}" if where else "a row"
        column = f", column {where[2]}," if where and where[2] else ""
        return StoreError(
            f"PostgreSQL refuses {row} of the table {self.table.name}{column} "
            f"(SQLSTATE {told['C']}); nothing was taken over.",
            where=self.table.name,
        )
