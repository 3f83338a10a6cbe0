"""The small tables that the queries of the bank read, and how they are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Cell = str | int | None

TABLES: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Cell]]]] = {
    "owners": (
        ("id", "name", "town"),
        ((1, "Ann", "Lund"), (2, "Ben", "Oslo"), (3, "Cid", "Lund")),
    ),
    "pets": (
        ("name", "kind", "age", "owner"),
        (("Rex", "dog", 4, 1), ("Mia", "cat", 2, 1), ("Tom", "cat", 7, 2), ("Bo", "dog", 4, None)),
    ),
    "sales": (
        ("shop", "day", "amount"),
        (
            ("North", "Mon", 10),
            ("North", "Tue", 20),
            ("South", "Mon", 5),
            ("South", "Tue", None),
            ("West", "Mon", 20),
        ),
    ),
}
"""The columns of each table, and its rows."""


def drawn(name: str) -> str:
    """Return a table as text: its name, its columns, its rows."""
    columns, rows = TABLES[name]
    lines = [columns, *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
    told = [" | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) for line in lines]
    return "\n".join([f"{name}:", *(line.rstrip() for line in told)])


def _cell(value: Cell) -> str:
    return "NULL" if value is None else str(value)
