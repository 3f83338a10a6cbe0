"""The tables that the proposed databases have in common, and what was seen in their columns."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from jupyter_codemm.gates.inputs.databases.checks import ANYTHING, Allowed, allowed
from jupyter_codemm.gates.inputs.databases.opening import opened

Cell = int | float | str | bytes | None

MAX_FAILED = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its declared type, whether it takes NULL, whether its values must differ.

    `differs` says that they did so in every database that was seen, `allowed` what the CHECKs of
    the table let in.
    """

    name: str
    type: str
    nullable: bool
    unique: bool
    differs: bool = True
    allowed: Allowed = ANYTHING


@dataclass(frozen=True, slots=True)
class Link:
    """A column whose values are those of a column of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns, declared references, and the rows that were seen, all together."""

    name: str
    sql: str
    columns: tuple[Column, ...]
    links: tuple[Link, ...]
    computed: bool
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    most: int = 0

    def column(self, name: str) -> Column | None:
        """Return the column of a name in any case."""
        return next((c for c in self.columns if c.name.lower() == name.lower()), None)

    def seen(self, name: str) -> tuple[Cell, ...]:
        """Return the different values of a column other than NULL."""
        place = [column.name for column in self.columns].index(name)
        return tuple(dict.fromkeys(row[place] for row in self.rows if row[place] is not None))


@dataclass(frozen=True, slots=True)
class Schema:
    """Tables, parents before children, and what else the scripts define.

    `shared` are the pairs of like-named columns of two tables, each as table and column, that had
    a value in common in some database.
    """

    tables: tuple[Table, ...]
    others: tuple[str, ...]
    shared: frozenset[frozenset[tuple[str, str]]] = frozenset()

    def table(self, name: str) -> Table | None:
        """Return the table of a name in any case."""
        return next((t for t in self.tables if t.name.lower() == name.lower()), None)


def common_schema(scripts: Sequence[str]) -> Schema | None:
    """Return the schema that most scripts build, with the rows of all those that do.

    Reading stops where too many fail: each may have worked for as long as a script is let.
    """
    built, failed = [], 0
    for script in scripts:
        found = _read(script)
        if found:
            built.append(found)
        else:
            failed += 1
        if failed > MAX_FAILED:
            break
    if not built:
        return None
    usual = Counter(sqls for sqls, _ in built).most_common(1)[0][0]
    alike = [schema for sqls, schema in built if sqls == usual]
    shared = frozenset(pair for schema in alike for pair in _shared(schema.tables))
    return Schema(_in_order(_merged([schema.tables for schema in alike])), alike[0].others, shared)


def _shared(tables: Sequence[Table]) -> Iterator[frozenset[tuple[str, str]]]:
    columns = [(table, column.name) for table in tables for column in table.columns]
    for (one, name), (other, second) in combinations(columns, 2):
        alike = one is not other and name.lower() == second.lower()
        if alike and not set(one.seen(name)).isdisjoint(other.seen(second)):
            yield frozenset(((one.name, name), (other.name, second)))


def _read(script: str) -> tuple[tuple[str, ...], Schema] | None:
    try:
        with opened(script) as connection:
            listed = connection.execute(
                "SELECT type, name, sql FROM sqlite_master"
                " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
            ).fetchall()
            tables = tuple(_table(connection, n, sql) for kind, n, sql in listed if kind == "table")
            others = tuple(sql for kind, _, sql in listed if kind != "table")
            return tuple(sql for _, _, sql in listed), Schema(tables, others)
    except sqlite3.Error:
        return None


def _table(connection: sqlite3.Connection, name: str, sql: str) -> Table:
    quoted = '"' + name.replace('"', '""') + '"'
    info = connection.execute(f"PRAGMA table_xinfo({quoted})").fetchall()
    plain = [row for row in info if row[6] == 0]
    keys = [row for row in info if row[5]]
    unique = {keys[0][1]} if len(keys) == 1 else set()
    for index in connection.execute(f"PRAGMA index_list({quoted})").fetchall():
        named = connection.execute("SELECT name FROM pragma_index_info(?)", [index[1]]).fetchall()
        if index[2] and not index[4] and len(named) == 1:
            unique.add(named[0][0])
    # A primary key of SQLite's may be NULL, but nobody means it.
    names = ", ".join('"' + row[1].replace('"', '""') + '"' for row in plain)
    rows = connection.execute(f"SELECT {names} FROM {quoted}").fetchall()  # noqa: S608 - quoted
    checked = allowed(sql)
    columns = tuple(
        Column(
            name=row[1],
            type=row[2].upper(),
            nullable=not row[3] and not row[5],
            unique=row[1] in unique,
            differs=len({cells[place] for cells in rows} - {None}) == len(rows),
            allowed=checked.get(row[1].lower(), ANYTHING),
        )
        for place, row in enumerate(plain)
    )
    return Table(
        name, sql, columns, _links(connection, quoted), len(plain) < len(info), rows, len(rows)
    )


def _links(connection: sqlite3.Connection, quoted: str) -> tuple[Link, ...]:
    listed = connection.execute(f"PRAGMA foreign_key_list({quoted})").fetchall()
    size = Counter(row[0] for row in listed)
    links = []
    for number, _, table, column, target, *_ in listed:
        if size[number] == 1:
            name = '"' + table.replace('"', '""') + '"'
            info = connection.execute(f"PRAGMA table_info({name})").fetchall()
            key = target or next((row[1] for row in info if row[5]), "")
            links.append(Link(column, table, key))
    return tuple(links)


def _merged(schemas: Sequence[Sequence[Table]]) -> list[Table]:
    """Return the tables with the rows of all schemas; a column differs if it always does."""
    merged = []
    for same in zip(*schemas, strict=True):
        columns = [
            replace(versions[0], differs=all(column.differs for column in versions))
            for versions in zip(*(table.columns for table in same), strict=True)
        ]
        merged.append(
            replace(
                same[0],
                columns=tuple(columns),
                rows=[row for table in same for row in table.rows],
                most=max(table.most for table in same),
            )
        )
    return merged


def _in_order(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Put the tables that others refer to first; circles stay as they are."""
    waiting: Mapping[str, Table] = {table.name.lower(): table for table in tables}
    ordered: dict[str, Table] = {}

    def visit(table: Table, path: frozenset[str]) -> None:
        for link in table.links:
            parent = waiting.get(link.table.lower())
            if parent and parent.name not in path:
                visit(parent, path | {parent.name})
        ordered.setdefault(table.name, table)

    for table in tables:
        visit(table, frozenset({table.name}))
    return tuple(ordered.values())
