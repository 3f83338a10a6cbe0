"""Open the database of an installation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store import upgrading
from jupyter_codemm.store.database import sqlite_engine
from jupyter_codemm.store.failures import store_errors
from jupyter_codemm.store.postgres import (
    enter,
    is_postgres,
    lock_setup,
    postgres_engine,
    postgres_errors,
    shown,
    stored_revision,
)
from jupyter_codemm.store.schema import known_revisions, migrate, newest_revision
from jupyter_codemm.store.sql_store import Place, SqlStore

THREADS = 8
"""Transactions at once on a PostgreSQL, of one process."""
BEHIND = "The database {name} is {state}: run `jupyter codemm db upgrade`."
NEWER = (
    "The database {name} was written by a newer version (revision {revision}); upgrade "
    "jupyter_codemm."
)


def utc_now() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


def open_store(
    path_or_url: str | Path,
    *,
    upgrade: bool = True,
    busy_seconds: float = upgrading.BUSY_SECONDS,
    now: Callable[[], datetime] = utc_now,
    key: Path | None = None,
) -> SqlStore:
    """Open a database at the newest revision: SQLite by path or URL, PostgreSQL by URL.

    A missing SQLite file and its directory are created, for the user's eyes only; an older one is
    upgraded after a copy was made beside it. Of PostgreSQL the empty database has to be there, and
    copies are its administrator's. With `upgrade` off an older database is refused. `key` names the
    file beside which the key of a PostgreSQL is kept; SQLite has it beside itself. A process that
    finds SQLite busy waits up to `busy_seconds`. Raises StoreError, one sentence, and leaves a
    database that it refuses as it was. Blocks: call it off the event loop.
    """
    if is_postgres(str(path_or_url)):
        return _open_postgres(str(path_or_url), key or Path("codemm"), now, upgrade=upgrade)
    if upgrade:
        upgrading.upgrade(path_or_url, busy_seconds=busy_seconds)
    found = upgrading.status(path_or_url)
    if found.state != "current":
        told = BEHIND.format(name=found.path, state=found.state)
        raise StoreError(told, where=str(found.path))
    engine = sqlite_engine(found.path, found.journal_mode, busy_seconds)
    # A database that cannot be written is refused now, not when the first thing is saved.
    try:
        with store_errors(found.path), engine.begin():
            return SqlStore(engine, sqlite_place(found.path), now)
    except StoreError:
        engine.dispose()
        raise


def sqlite_place(path: Path) -> Place:
    """Return where a SQLite database is."""
    return Place(str(path), path, store_errors)


def postgres_place(name: str, key: Path) -> Place:
    """Return where a PostgreSQL is, which runs several transactions at once."""
    return Place(name, key, postgres_errors, THREADS, enter)


def _open_postgres(url: str, key: Path, now: Callable[[], datetime], *, upgrade: bool) -> SqlStore:
    name = shown(url)
    engine = postgres_engine(url, THREADS)
    try:
        with postgres_errors(name), engine.begin() as connection:
            lock_setup(connection)
            _bring_up_to_date(connection, name, upgrade=upgrade)
        return SqlStore(engine, postgres_place(name, key), now)
    except StoreError:
        engine.dispose()
        raise


def _bring_up_to_date(connection: Connection, name: str, *, upgrade: bool) -> None:
    revision = stored_revision(connection, name)
    if revision == newest_revision():
        return
    if revision is not None and revision not in known_revisions():
        raise StoreError(NEWER.format(name=name, revision=revision), where=name)
    if not upgrade:
        state = "empty" if revision is None else "behind"
        raise StoreError(BEHIND.format(name=name, state=state), where=name)
    migrate(connection)
