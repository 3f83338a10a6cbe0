"""Look at a database file before anything is allowed to change it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store.failures import cannot, store_errors


def revision_of(path: Path, known: frozenset[str]) -> str | None:
    """Return the schema revision of a database, None when there is nothing in it yet.

    Raises StoreError, having changed nothing, for anything that is not a sound database of this
    product in a revision that is known.
    """
    if not _has_content(path):
        return None
    with reading(path) as connection:
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise _refused(path, "is corrupt; restore a backup or move the file away")
        revision = stored_revision(connection, path)
    if revision is not None and revision not in known:
        raise _refused(
            path, f"was written by a newer version (revision {revision}); upgrade jupyter_codemm"
        )
    return revision


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database so that it cannot be written; failures become StoreError."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with store_errors(path), closing(sqlite3.connect(uri, uri=True)) as connection:
        yield connection


def stored_revision(connection: sqlite3.Connection, path: Path) -> str | None:
    """Return the revision that a database says it has, None when it is empty.

    Raises StoreError when its tables are not ours.
    """
    query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    tables = {name for (name,) in connection.execute(query)}
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise _refused(path, "belongs to another program: it has other tables")
    rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if len(rows) != 1:
        raise _refused(path, "is corrupt: it does not say which revision it has")
    return str(rows[0][0])


def _has_content(path: Path) -> bool:
    try:
        if not path.exists():
            return False
        if not path.is_file():
            raise _refused(path, "is not a file")
        return path.stat().st_size > 0
    except OSError as error:
        raise cannot("read the database", path, error) from error


def _refused(path: Path, reason: str) -> StoreError:
    return StoreError(f"The database {path} {reason}.", where=str(path))
