"""A proposed script, run on a database in memory that it can neither leave nor outgrow."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

MAX_PAGES = 4096
MAX_CELL = 1 << 20
OPERATIONS = 10_000
MAX_CALLS = 80
_REFUSED = {
    sqlite3.SQLITE_ATTACH,
    sqlite3.SQLITE_DETACH,
    sqlite3.SQLITE_CREATE_VTABLE,
    sqlite3.SQLITE_DROP_VTABLE,
}
_PRAGMAS = {"foreign_keys", "defer_foreign_keys"}
_FUNCTIONS = {"load_extension", "zeroblob", "randomblob", "random"}


@contextmanager
def opened(script: str) -> Iterator[sqlite3.Connection]:
    """Give a connection to the database that a script builds.

    Raises sqlite3.Error when the script fails, works for too long, or asks for more than tables.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.text_factory = lambda data: data.decode("utf-8", "backslashreplace")
        connection.execute(f"PRAGMA max_page_count = {MAX_PAGES}")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_CELL)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        calls = iter(range(MAX_CALLS))
        connection.set_progress_handler(lambda: next(calls, None) is None, OPERATIONS)
        connection.set_authorizer(_allowed)
        try:
            connection.executescript(script)
        except ValueError as error:  # a NUL in the script
            raise sqlite3.ProgrammingError(str(error)) from None
        if connection.in_transaction:
            connection.commit()
        connection.set_authorizer(None)
        yield connection


def builds(script: str) -> bool:
    """Return whether a script builds a database."""
    try:
        with opened(script):
            return True
    except sqlite3.Error:
        return False


def _allowed(
    action: int, first: str | None, second: str | None, _: str | None, __: str | None
) -> int:
    if action in _REFUSED:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and (first or "").lower() not in _PRAGMAS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FUNCTIONS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
