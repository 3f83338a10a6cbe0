"""Open the database of an installation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store import upgrading
from jupyter_codemm.store.database import sqlite_engine
from jupyter_codemm.store.failures import store_errors
from jupyter_codemm.store.sql_store import SqlStore


def utc_now() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


def open_store(
    path_or_url: str | Path,
    *,
    upgrade: bool = True,
    busy_seconds: float = upgrading.BUSY_SECONDS,
    now: Callable[[], datetime] = utc_now,
) -> SqlStore:
    """Open a SQLite database, given as a path or a `sqlite:///` URL, at the newest revision.

    A missing file and its directory are created, for the user's eyes only. An older database is
    upgraded after a copy was made beside it; with `upgrade` off it is refused. A process that finds
    the database busy waits up to `busy_seconds`. Raises StoreError, one sentence, and leaves a
    database that it refuses as it was. Blocks: call it off the event loop.
    """
    if upgrade:
        upgrading.upgrade(path_or_url, busy_seconds=busy_seconds)
    found = upgrading.status(path_or_url)
    if found.state != "current":
        raise StoreError(
            f"The database {found.path} is {found.state}: run `jupyter codemm db upgrade`.",
            where=str(found.path),
        )
    engine = sqlite_engine(found.path, found.journal_mode, busy_seconds)
    # A database that cannot be written is refused now, not when the first thing is saved.
    try:
        with store_errors(found.path), engine.begin():
            return SqlStore(engine, found.path, now)
    except StoreError:
        engine.dispose()
        raise
