"""Small databases by seed: ties, NULLs, rows without partners, values beside the constants."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from jupyter_codemm.contracts.cases import Category
from jupyter_codemm.gates.inputs.databases.filling import Ground, Mix, Row, filled
from jupyter_codemm.gates.inputs.databases.links import apart, keys, sources
from jupyter_codemm.gates.inputs.databases.opening import builds, opened
from jupyter_codemm.gates.inputs.databases.palette import Palette
from jupyter_codemm.gates.inputs.databases.query import Asked, Place, asked
from jupyter_codemm.gates.inputs.databases.schema import Schema, Table, common_schema
from jupyter_codemm.gates.inputs.databases.writing import insertion, script

ATTEMPTS = 3
MIXES: tuple[tuple[Category, Mix], ...] = (
    ("typical", Mix((4, 7), (5, 9), nulls=0.1, near=0.45, variety=5)),
    ("boundary", Mix((3, 6), (6, 9), nulls=0.05, near=0.9, variety=3)),
    ("duplicates", Mix((4, 8), (6, 10), nulls=0.08, near=0.5, variety=2)),
    ("boundary", Mix((3, 7), (4, 9), nulls=0.05, near=0.5, variety=3, twist="without")),
    ("adversarial", Mix((4, 8), (5, 9), nulls=0.35, near=0.6, variety=3, strays=0.2)),
    ("typical", Mix((3, 5), (7, 12), nulls=0.0, near=0.6, variety=4)),
    ("boundary", Mix((3, 6), (4, 8), nulls=0.05, near=0.4, variety=3, twist="zeros")),
    ("boundary", Mix((4, 8), (8, 14), nulls=0.12, near=0.8, variety=2)),
    ("single", Mix((1, 1), (1, 2), nulls=0.05, near=0.7, variety=3)),
    ("duplicates", Mix((2, 4), (8, 12), nulls=0.05, near=0.3, variety=2, twist="opposites")),
    ("duplicates", Mix((2, 4), (8, 12), nulls=0.2, near=0.7, variety=1)),
    ("large", Mix((8, 12), (16, 24), nulls=0.12, near=0.5, variety=9)),
    ("adversarial", Mix((2, 4), (4, 8), nulls=0.6, near=0.8, variety=2)),
    ("adversarial", Mix((6, 10), (6, 12), nulls=0.08, near=0.4, variety=3, twist="chain")),
    ("minimal", Mix((1, 3), (0, 0), nulls=0.1, near=0.6, variety=3)),
    ("minimal", Mix((0, 0), (0, 1), nulls=0.1, near=0.6, variety=3)),
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


class _Seeds:
    def __init__(self, schema: Schema, query: str, rng: Random) -> None:
        looked_at = asked(query, schema)
        linked = sources(schema, looked_at)
        self._rng = rng
        self._ground = Ground(
            schema=schema,
            asked=looked_at,
            sources=linked,
            keys=keys(schema, linked),
            apart=apart(schema, linked),
            palettes=_palettes(schema, looked_at),
        )

    def database(self, mix: Mix) -> str:
        """Return the script of one database."""
        schema = self._ground.schema
        return script(schema, self._kept(schema, filled(self._ground, mix, self._rng)))

    def _kept(self, schema: Schema, rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
        """Return the rows that the constraints of the tables let in, parents first."""
        indexes = tuple(sql for sql in schema.others if "INDEX" in sql.upper().split()[:3])
        bare = Schema(schema.tables, indexes)
        empty: dict[str, Sequence[Row]] = {table.name: () for table in schema.tables}
        with opened("PRAGMA foreign_keys = ON;\n" + script(bare, empty)) as connection:
            return {
                table.name: [row for row in rows[table.name] if _let_in(connection, table, row)]
                for table in schema.tables
            }


def _palettes(schema: Schema, looked_at: Asked) -> dict[Place, Palette]:
    palettes = {}
    for table in schema.tables:
        for column in table.columns:
            constants = looked_at.constants.get((table.name, column.name), [])
            palettes[table.name, column.name] = Palette(column, table.seen(column.name), constants)
    return palettes


def _let_in(connection: sqlite3.Connection, table: Table, row: Row) -> bool:
    marks = ", ".join("?" * len(table.columns))
    try:
        connection.execute(f"{insertion(table)} ({marks})", row)
    except (sqlite3.Error, OverflowError):
        return False
    return True
