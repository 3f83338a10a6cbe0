"""The database of an installation: SQLite or PostgreSQL, opened, upgraded and described here."""

from __future__ import annotations

from pathlib import Path

from jupyter_codemm.store.backup import back_up_to
from jupyter_codemm.store.opening import open_store
from jupyter_codemm.store.postgres import is_postgres, shown
from jupyter_codemm.store.postgres_upgrading import (
    PostgresStatus,
    postgres_status,
    postgres_upgrade,
)
from jupyter_codemm.store.sql_store import SqlStore
from jupyter_codemm.store.transferring import Transferred, transfer
from jupyter_codemm.store.upgrading import StoreStatus, status, upgrade

__all__ = [
    "PostgresStatus",
    "SqlStore",
    "StoreStatus",
    "Transferred",
    "back_up_to",
    "described",
    "is_postgres",
    "open_store",
    "shown",
    "status",
    "transfer",
    "upgrade",
    "upgraded",
]


def described(database: Path | str) -> StoreStatus | PostgresStatus:
    """Describe a database, wherever it is, and change nothing in it; raises StoreError."""
    name = str(database)
    return postgres_status(name) if is_postgres(name) else status(database)


def upgraded(database: Path | str) -> StoreStatus | PostgresStatus:
    """Bring a database to the newest revision, wherever it is, and describe it."""
    name = str(database)
    if is_postgres(name):
        postgres_upgrade(name)
    else:
        upgrade(database)
    return described(database)
