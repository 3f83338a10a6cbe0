"""The database of an installation: SQLite, opened, upgraded and described here."""

from __future__ import annotations

from jupyter_codemm.store.opening import open_store
from jupyter_codemm.store.upgrading import StoreStatus, status, upgrade

__all__ = ["StoreStatus", "open_store", "status", "upgrade"]
