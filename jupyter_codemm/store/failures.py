"""What the database says when it fails, as one sentence of ours that names the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from jupyter_codemm.errors import StoreError

_PRIMARY = 0xFF  # SQLite puts the detail of an error above the low byte

SENTENCES = {
    sqlite3.SQLITE_PERM: "may not be used: access is denied",
    sqlite3.SQLITE_AUTH: "may not be used: access is denied",
    sqlite3.SQLITE_BUSY: "is busy: another process has been writing to it for too long; try again",
    sqlite3.SQLITE_LOCKED: "is busy: another connection holds it; try again",
    sqlite3.SQLITE_READONLY: "cannot be written: the file or its directory is read-only",
    sqlite3.SQLITE_IOERR: "cannot be used: the disk reports an input/output error",
    sqlite3.SQLITE_CORRUPT: "is corrupt; restore a backup or move the file away",
    sqlite3.SQLITE_FULL: "cannot be written: the disk is full",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that the file and its directory are writable",
    sqlite3.SQLITE_NOTADB: "is not a SQLite database",
    sqlite3.SQLITE_TOOBIG: "refused a value that is too large",
    sqlite3.SQLITE_CONSTRAINT: "refused a change that breaks its rules",
}


@contextmanager
def store_errors(path: Path | str) -> Iterator[None]:
    """Turn every failure of the database into a StoreError; others pass unchanged."""
    try:
        yield
    except DBAPIError as error:
        raise _translated(path, error.orig or error) from error
    except sqlite3.Error as error:
        raise _translated(path, error) from error


def cannot(action: str, path: Path, error: OSError) -> StoreError:
    """Return the error for a file operation that the system refused."""
    reason = error.strerror or type(error).__name__
    return StoreError(f"Cannot {action} {path}: {reason}.", where=str(path))


def _translated(path: Path | str, error: BaseException) -> StoreError:
    primary = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    sentence = SENTENCES.get(primary, f"failed ({type(error).__name__}: {error})")
    return StoreError(f"The database {path} {sentence}.", where=str(path))
