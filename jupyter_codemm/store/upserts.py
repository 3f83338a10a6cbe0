"""INSERT … ON CONFLICT: alike on SQLite and PostgreSQL, but one class per dialect here."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from jupyter_codemm.store.tables import Table


def insert_into(connection: Connection, table: type[Table]) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT that can resolve conflicts in the dialect of the connection."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
