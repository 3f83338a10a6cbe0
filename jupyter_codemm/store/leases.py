"""Who works on what, across processes that share the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, select

from jupyter_codemm.ports import Lease
from jupyter_codemm.store.documents import unreadable
from jupyter_codemm.store.tables import LeaseRow
from jupyter_codemm.store.upserts import insert_into


@dataclass(frozen=True, slots=True)
class SqlLeases:
    """The port `Leases` on a connection."""

    connection: Connection

    def acquire(self, key: str, holder: str, now: datetime, seconds: float) -> bool:
        """Take a lease that is free, expired or already ours; returns whether we hold it now.

        A lease is expired from `expires_at` on.
        """
        values = {"holder": holder, "expires_at": now + timedelta(seconds=seconds)}
        self.connection.execute(
            insert_into(self.connection, LeaseRow)
            .values(key=key, **values)
            .on_conflict_do_update(
                index_elements=["key"],
                set_=values,
                where=or_(LeaseRow.holder == holder, LeaseRow.expires_at <= now),
            )
        )
        query = select(LeaseRow.holder).where(LeaseRow.key == key)
        return self.connection.execute(query).scalar_one() == holder

    def release(self, key: str, holder: str) -> None:
        """Give up a lease if we hold it."""
        self.connection.execute(
            delete(LeaseRow).where(LeaseRow.key == key, LeaseRow.holder == holder)
        )

    def get(self, key: str) -> Lease | None:
        """Return the lease, expired or not; raises StoreError when its row is corrupt."""
        query = select(LeaseRow.holder, LeaseRow.expires_at).where(LeaseRow.key == key)
        try:
            row = self.connection.execute(query).one_or_none()
        except ValueError:
            raise unreadable(LeaseRow.__tablename__, key) from None
        return None if row is None else Lease(key, row.holder, row.expires_at)
