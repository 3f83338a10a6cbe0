"""The SQLite engine: one connection, real transactions, and the PRAGMAs of this product."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from jupyter_codemm.store.filesystem import JournalMode

# A power cut costs a WAL its last commits at most; a rollback journal needs FULL to stay sound.
SYNCHRONOUS: dict[JournalMode, str] = {"WAL": "NORMAL", "TRUNCATE": "FULL"}


def sqlite_engine(path: Path, mode: JournalMode, busy_seconds: float) -> Engine:
    """Return an engine with one connection whose transactions take the write lock at once.

    That way two processes wait for each other, up to `busy_seconds`, and never deadlock.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"timeout": busy_seconds, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        _prepare(connection, mode)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _prepare(connection: sqlite3.Connection, mode: JournalMode) -> None:
    connection.isolation_level = None  # else the driver begins transactions as it likes
    # A row with broken UTF-8 shall fail when its contract is parsed, not take a whole query along.
    connection.text_factory = lenient_text
    connection.execute("PRAGMA foreign_keys = ON")
    (granted,) = connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
    if granted.upper() != mode:
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        mode = "TRUNCATE"
    connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS[mode]}")


def lenient_text(data: bytes) -> str:
    """Return text; a byte that is none in UTF-8 becomes half of a surrogate pair."""
    return data.decode("utf-8", "surrogateescape")
