"""Take everything from a SQLite over into an empty PostgreSQL, in one transaction there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, text

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store.copying import Copying
from jupyter_codemm.store.database import lenient_text
from jupyter_codemm.store.failures import store_errors
from jupyter_codemm.store.postgres import enter, lock_setup, postgres_engine, postgres_errors, shown
from jupyter_codemm.store.postgres_upgrading import stored_status
from jupyter_codemm.store.schema import migrate
from jupyter_codemm.store.secret import copied_key
from jupyter_codemm.store.tables import Table
from jupyter_codemm.store.upgrading import StoreStatus, status

BUSY_SECONDS = 1.0
Told = Callable[[str, int, int], None]
"""Called with a table, how many rows it has, and how many of them were sent so far."""


@dataclass(frozen=True, slots=True)
class Transferred:
    """What was taken over: rows by table; the key's file when there was a key.

    `mended` counts by `table.column` texts with characters that no PostgreSQL takes, which are
    U+FFFD now.
    """

    rows: Mapping[str, int]
    key: Path | None
    mended: Mapping[str, int]


def transfer(source: Path, url: str, key: Path, told: Told) -> Transferred:
    """Copy all of a SQLite at the newest revision into a PostgreSQL that holds nothing yet.

    Also the key of the source, to be beside `key`. The source is only read, and nobody may have it
    open; the target may have our schema, or nothing. Raises StoreError, one sentence, and leaves
    the target as it was: for a source that is missing, older, newer, in use or corrupt, for a
    target with anything in it, when another key is there, and when counts differ afterwards. A key
    that was copied before that stays.
    """
    found = _checked(source)
    name, engine = shown(url), postgres_engine(url, 1)
    # Each statement sees what others have done before it, so what is checked is what there is.
    engine = engine.execution_options(isolation_level="READ COMMITTED")
    try:
        with _alone(found) as old, postgres_errors(name), engine.begin() as new:
            _make_ready(new, name)
            place = copied_key(found.path, key)
            rows, mended = _copied(old, new, told)
            return Transferred(rows, place, mended)
    finally:
        engine.dispose()


def _checked(source: Path) -> StoreStatus:
    found = status(source)
    if found.state == "empty":
        raise StoreError(f"There is no database at {found.path}.", where=str(found.path))
    if found.state == "behind":
        raise StoreError(
            f"The database {found.path} is behind: run "
            f"`CODEMM_DATABASE={found.path} jupyter codemm db upgrade` first.",
            where=str(found.path),
        )
    return found


@contextmanager
def _alone(found: StoreStatus) -> Iterator[sqlite3.Connection]:
    """Open the source when nobody else has it open: what they wrote later would be lost."""
    uri = f"{found.path.as_uri()}?mode=rw"
    with (
        store_errors(found.path),
        closing(
            sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        ) as connection,
    ):
        connection.text_factory = lenient_text
        # Read first: only a connection that has done so leaves no file behind when it is closed.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise StoreError(
                f"The database {found.path} is in use: stop the server or service that has it "
                "open first.",
                where=str(found.path),
            ) from error
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")


def _make_ready(target: Connection, name: str) -> None:
    """Make the schema unless it is there; refuse what is not empty. Nobody else gets in now."""
    lock_setup(target)
    found = stored_status(target, name)
    if found.state == "empty":
        migrate(target)
        return
    if found.state == "behind":
        raise StoreError(
            f"The database {name} is not empty: it has older tables of ours. Name an empty one.",
            where=name,
        )
    enter(target, alone=True)
    for table in Table.metadata.sorted_tables:
        if target.execute(table.select().limit(1)).first() is not None:
            raise StoreError(
                f"The database {name} is not empty: its table {table.name} has rows. "
                "Name an empty one.",
                where=name,
            )


def _copied(
    source: sqlite3.Connection, target: Connection, told: Told
) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many rows each table has, and how many texts of each column were mended."""
    rows: dict[str, int] = {}
    mended: dict[str, int] = {}
    for table in Table.metadata.sorted_tables:
        count = _count(source.execute(_counting(table.name)).fetchone())
        copying = Copying(table, partial(told, table.name, count))
        copying.copy(source, target)
        arrived = _count(target.execute(text(_counting(table.name))).one())
        if arrived != count:
            raise StoreError(
                f"The table {table.name} has {count} rows, and {arrived} of them arrived; "
                "nothing was taken over.",
                where=table.name,
            )
        rows[table.name] = arrived
        mended |= {f"{table.name}.{column}": n for column, n in copying.mended.items()}
    _go_on_counting(source, target)
    target.execute(text("ANALYZE"))
    return rows, mended


def _counting(table: str) -> str:
    return f'SELECT count(*) FROM "{table}"'  # noqa: S608 - names of our tables


def _count(row: tuple[int, ...]) -> int:
    return int(row[0])


def _go_on_counting(source: sqlite3.Connection, target: Connection) -> None:
    """Let new rows get numbers that no row ever had, also none that was deleted since."""
    last = dict(source.execute("SELECT name, seq FROM sqlite_sequence"))
    for table in Table.metadata.sorted_tables:
        if (number := last.get(table.name, 0)) > 0:
            (column,) = table.primary_key.columns
            target.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, :column), :number)"),
                {"table": table.name, "column": column.name, "number": number},
            )
