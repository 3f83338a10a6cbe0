"""A database as the script that creates and fills it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jupyter_codemm.gates.inputs.databases.schema import Cell, Schema, Table

Rows = Mapping[str, Sequence[Sequence[Cell]]]


def script(schema: Schema, rows: Rows) -> str:
    """Return the SQL that creates all tables, fills them, and then defines what else there is."""
    parts = [f"{table.sql};\n{_inserted(table, rows[table.name])}" for table in schema.tables]
    return "".join(parts) + "".join(f"{sql};\n" for sql in schema.others)


def insertion(table: Table) -> str:
    """Return the start of an INSERT into a table, up to its values."""
    names = ", ".join(quoted(column.name) for column in table.columns)
    return f"INSERT INTO {quoted(table.name)}{f' ({names})' if table.computed else ''} VALUES"


def quoted(name: str) -> str:
    """Return an identifier in quotes."""
    return '"' + name.replace('"', '""') + '"'


def literal(cell: Cell) -> str:
    """Return a cell as an SQL literal."""
    if cell is None:
        return "NULL"
    if isinstance(cell, bytes):
        return f"X'{cell.hex()}'"
    if isinstance(cell, str):
        return "'" + cell.replace("'", "''") + "'"
    return repr(cell)


def _inserted(table: Table, rows: Sequence[Sequence[Cell]]) -> str:
    if not rows:
        return ""
    values = ",\n".join(f"  ({', '.join(literal(cell) for cell in row)})" for row in rows)
    return f"{insertion(table)}\n{values};\n"
