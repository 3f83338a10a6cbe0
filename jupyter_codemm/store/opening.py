"""Open the database of an installation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store import upgrading
from jupyter_codemm.store.database import sqlite_engine
from jupyter_codemm.store.failures import store_errors
from jupyter_codemm.store.postgres import enter, is_postgres, postgres_engine, postgres_errors
from jupyter_codemm.store.postgres_upgrading import postgres_status, postgres_upgrade
from jupyter_codemm.store.sql_store import Place, SqlStore

THREADS = 8
"""Transactions at once on a PostgreSQL, of one process."""
BEHIND = "The database {name} is {state}: run `jupyter codemm db upgrade`."


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
            return SqlStore(engine, Place(str(found.path), found.path, store_errors), now)
    except StoreError:
        engine.dispose()
        raise


def _open_postgres(url: str, key: Path, now: Callable[[], datetime], *, upgrade: bool) -> SqlStore:
    if upgrade:
        postgres_upgrade(url)
    found = postgres_status(url)
    if found.state != "current":
        raise StoreError(BEHIND.format(name=found.name, state=found.state), where=found.name)
    engine = postgres_engine(url, THREADS)
    return SqlStore(engine, Place(found.name, key, postgres_errors, THREADS, enter), now)
