"""Small databases by seed: ties, NULLs, rows without partners, values beside the constants."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from jupyter_codemm.contracts.cases import Category
from jupyter_codemm.gates.inputs.databases.filling import Mix, filled
from jupyter_codemm.gates.inputs.databases.links import keys, sources
from jupyter_codemm.gates.inputs.databases.opening import builds, opened
from jupyter_codemm.gates.inputs.databases.palette import Palette
from jupyter_codemm.gates.inputs.databases.query import asked
from jupyter_codemm.gates.inputs.databases.schema import Cell, Schema, Table, common_schema
from jupyter_codemm.gates.inputs.databases.writing import Rows, insertion, script

ATTEMPTS = 3
MIXES: tuple[tuple[Category, Mix], ...] = (
    ("typical", Mix((4, 7), (5, 9), nulls=0.1, near=0.45, variety=5)),
    ("boundary", Mix((3, 6), (6, 9), nulls=0.05, near=0.9, variety=3)),
    ("duplicates", Mix((4, 8), (6, 10), nulls=0.08, near=0.5, variety=2)),
    ("adversarial", Mix((4, 8), (5, 9), nulls=0.35, near=0.6, variety=3, strays=0.2)),
    ("typical", Mix((3, 5), (7, 12), nulls=0.0, near=0.6, variety=4)),
    ("boundary", Mix((4, 8), (8, 14), nulls=0.12, near=0.8, variety=2)),
    ("single", Mix((1, 1), (1, 2), nulls=0.05, near=0.7, variety=3)),
    ("duplicates", Mix((2, 4), (8, 12), nulls=0.2, near=0.7, variety=1)),
    ("large", Mix((8, 12), (16, 24), nulls=0.12, near=0.5, variety=5)),
    ("adversarial", Mix((2, 4), (4, 8), nulls=0.6, near=0.8, variety=2)),
    ("minimal", Mix((0, 3), (0, 1), nulls=0.1, near=0.6, variety=3)),
)


def databases(
    scripts: Sequence[str], query: str, rng: Random, count: int
) -> Iterator[tuple[Category, str]]:
    """Yield at most so many scripts for the schema that the proposed ones share.

    The query decides what the databases crowd around. Nothing comes when no proposed script works
    or the schema needs more than tables.
    """
    schema = common_schema(scripts)
    if schema is None or not schema.tables:
        return
    seeds = _Seeds(schema, query, rng)
    known = set(scripts)
    for attempt in range(ATTEMPTS * count):
        if len(known) == len(set(scripts)) + count:
            return
        category, mix = MIXES[attempt % len(MIXES)]
        text = seeds.database(mix)
        if text not in known and builds(text):
            known.add(text)
            yield category, text


@dataclass(frozen=True, slots=True)
class _Insertion:
    connection: sqlite3.Connection

    def kept(self, table: Table, rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
        """Return the rows that the table's constraints let in."""
        marks = ", ".join("?" * len(table.columns))
        statement = f"{insertion(table)} ({marks})"
        return [row for row in rows if self._is_let_in(statement, row)]

    def _is_let_in(self, statement: str, row: tuple[Cell, ...]) -> bool:
        try:
            self.connection.execute(statement, row)
        except (sqlite3.Error, OverflowError):
            return False
        return True


class _Seeds:
    def __init__(self, schema: Schema, query: str, rng: Random) -> None:
        self._schema = schema
        self._rng = rng
        self._asked = asked(query, schema)
        self._sources = sources(schema, self._asked)
        self._keys = keys(schema, self._sources)
        self._palettes = {
            (table.name, column.name): Palette(
                column,
                table.seen(column.name),
                self._asked.constants.get((table.name, column.name), []),
            )
            for table in schema.tables
            for column in table.columns
        }

    def database(self, mix: Mix) -> str:
        """Return the script of one database."""
        rows = filled(self._schema, self._asked, self._sources, self._keys, self._palettes, mix, self._rng)
        return script(self._schema, self._kept(rows))

    def _kept(self, rows: Rows) -> Rows:
        empty = {table.name: () for table in self._schema.tables}
        indexes = tuple(sql for sql in self._schema.others if "INDEX" in sql.upper().split()[:3])
        bare = Schema(self._schema.tables, indexes)
        with opened("PRAGMA foreign_keys = ON;\n" + script(bare, empty)) as connection:
            insertion_of = _Insertion(connection)
            return {t.name: insertion_of.kept(t, rows[t.name]) for t in self._schema.tables}
