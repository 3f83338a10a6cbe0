"""Describe a PostgreSQL, and bring its schema to the newest revision."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store.postgres import (
    lock_setup,
    postgres_engine,
    postgres_errors,
    shown,
    stored_revision,
)
from jupyter_codemm.store.schema import known_revisions, migrate, newest_revision
from jupyter_codemm.store.upgrading import StoreState

NEWER = (
    "The database {name} was written by a newer version (revision {revision}); upgrade "
    "jupyter_codemm."
)


@dataclass(frozen=True, slots=True)
class PostgresStatus:
    """A database as found; `name` is its URL without the password."""

    name: str
    state: StoreState
    revision: str | None
    newest: str


def postgres_status(url: str) -> PostgresStatus:
    """Describe a database and change nothing in it.

    Raises StoreError for one that cannot be used: not there, newer, another program's.
    """
    with _set_up(url) as (connection, name):
        return stored_status(connection, name)


def postgres_upgrade(url: str) -> None:
    """Bring a database to the newest revision, all of it or nothing; raises as its status does.

    A copy of it is its administrator's to make.
    """
    with _set_up(url) as (connection, name):
        if stored_status(connection, name).state != "current":
            migrate(connection)


@contextmanager
def _set_up(url: str) -> Iterator[tuple[Connection, str]]:
    """Give a transaction in which no other process changes the schema, and the database's name."""
    name, engine = shown(url), postgres_engine(url, 1)
    # Who had to wait for the lock sees then what the one before has made.
    engine = engine.execution_options(isolation_level="READ COMMITTED")
    try:
        with postgres_errors(name), engine.begin() as connection:
            lock_setup(connection)
            yield connection, name
    finally:
        engine.dispose()


def stored_status(connection: Connection, name: str) -> PostgresStatus:
    """Describe the database of a connection; raises as `postgres_status` does."""
    newest, revision = newest_revision(), stored_revision(connection, name)
    if revision is not None and revision not in known_revisions():
        raise StoreError(NEWER.format(name=name, revision=revision), where=name)
    state: StoreState = "current" if revision == newest else "behind"
    return PostgresStatus(name, "empty" if revision is None else state, revision, newest)
