"""PostgreSQL: the engine, the schema's revision, and what its errors mean.

Every transaction is serializable: it sees and leaves the database as if it were alone, as with
SQLite. One that cannot be is undone and done again, in the end without any other beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError

from jupyter_codemm.errors import MissingToolError, OvertakenError, StoreError

SCHEMES = ("postgresql://", "postgresql+pg8000://", "postgres://")
CONNECT_S = 10
EXCLUSIVE = 0x636F6465  # the number of our advisory lock
_AGAIN = frozenset(("40001", "40P01"))  # serialization failure, deadlock
_SENTENCES = {
    "08": "cannot be reached",
    "28": "may not be used: access is denied",
    "3D": "is not there: create it first",
    "23": "refused a change that breaks its rules",
    "22": "refused a value that it cannot store",
    "42": "may not be used: access is denied, or its tables are not ours",
    "53": "has no room left: disk, memory or connections",
    "57": "is being shut down or restarted; try again",
}
"""What a class of SQLSTATE says; the server's own text may quote what was written."""


def is_postgres(database: str) -> bool:
    """Return whether a setting names a PostgreSQL and no file."""
    return database.startswith(SCHEMES)


def shown(url: str) -> str:
    """Return a URL without its password."""
    return _parsed(url).render_as_string(hide_password=True)


def postgres_engine(url: str, threads: int) -> Engine:
    """Return an engine for so many connections at once; nothing is connected yet.

    Raises StoreError for what is no URL, MissingToolError without the driver.
    """
    parsed = _parsed(url)
    arguments: dict[str, Any] = {"timeout": CONNECT_S, "application_name": "jupyter_codemm"}
    if socket := parsed.query.get("unix_sock"):
        arguments["unix_sock"] = str(socket)
        parsed = parsed.difference_update_query(["unix_sock"])
    try:
        engine = create_engine(
            parsed.set(drivername="postgresql+pg8000"),
            isolation_level="SERIALIZABLE",
            pool_size=threads,
            max_overflow=0,
            hide_parameters=True,
            connect_args=arguments,
        )
    except ModuleNotFoundError:
        raise MissingToolError(
            "PostgreSQL is used by pg8000: pip install 'jupyter_codemm[hub]'", where="database"
        ) from None
    event.listen(engine, "checkout", _check_alive)
    return engine


@contextmanager
def postgres_errors(name: str) -> Iterator[None]:
    """Turn every failure of the database into a StoreError; others pass unchanged.

    OvertakenError says that the same transaction may be tried again.
    """
    try:
        yield
    except OSError as error:
        raise StoreError(f"The database {name} cannot be reached.", where=name) from error
    except DBAPIError as error:
        code = _code(error)
        if code in _AGAIN:
            raise OvertakenError(f"The database {name} is busy; try again.", where=name) from error
        lost = error.connection_invalidated or not code
        sentence = _SENTENCES.get("08" if lost else code[:2], f"failed (SQLSTATE {code})")
        raise StoreError(f"The database {name} {sentence}.", where=name) from error


def lock_setup(connection: Connection) -> None:
    """Wait until no other process sets the database up; the lock goes with the transaction."""
    connection.execute(text(f"SELECT pg_advisory_xact_lock({EXCLUSIVE})"))


def enter(connection: Connection, *, alone: bool) -> None:
    """Begin a transaction's work, `alone` when no other one may go on beside it.

    It is a table that is locked, since that is done before a transaction decides what it sees.
    """
    mode = "EXCLUSIVE" if alone else "ROW SHARE"
    connection.execute(text(f"LOCK TABLE alembic_version IN {mode} MODE"))


def stored_revision(connection: Connection, name: str) -> str | None:
    """Return the revision of a schema, None when it is empty.

    Raises StoreError when its tables are not ours.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise StoreError(f"The database {name} belongs to another program: it has other tables.")
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _check_alive(connection: DBAPIConnection, _record: object, _proxy: object) -> None:
    """Let the pool make another connection in place of one that broke while nobody used it."""
    try:
        connection.cursor().execute("SELECT 1")
        connection.rollback()
    except Exception as error:
        # The driver lets errors of the socket through as they are.
        raise DisconnectionError from error


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    except (ArgumentError, ValueError):
        raise StoreError("The setting of the database is no URL.", where="database") from None
    if not parsed.username:
        raise StoreError("The URL of the database names no user.", where="database")
    return parsed


def _code(error: DBAPIError) -> str:
    """Return the SQLSTATE, empty when the server was not heard."""
    given = error.orig.args[0] if error.orig is not None and error.orig.args else None
    return str(given.get("C", "")) if isinstance(given, dict) else ""
