"""Who works on what, across processes that share the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, select, update

from jupyter_codemm.ports import Lease
from jupyter_codemm.store.documents import unreadable
from jupyter_codemm.store.tables import LeaseRow
from jupyter_codemm.store.upserts import insert_into

MANY = 500  # values in one statement; every SQLite takes 999


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

    def renew(
        self, keys: Collection[str], holder: str, now: datetime, seconds: float
    ) -> frozenset[str]:
        """Prolong those leases of `keys` that we hold, also expired ones; return which."""
        held: set[str] = set()
        for some in _batches(keys):
            ours = (LeaseRow.key.in_(some), LeaseRow.holder == holder)
            expires_at = now + timedelta(seconds=seconds)
            self.connection.execute(update(LeaseRow).where(*ours).values(expires_at=expires_at))
            held.update(self.connection.execute(select(LeaseRow.key).where(*ours)).scalars())
        return frozenset(held)

    def existing(self, keys: Collection[str]) -> frozenset[str]:
        """Return those of `keys` that anybody holds, expired or not."""
        found: set[str] = set()
        for some in _batches(keys):
            query = select(LeaseRow.key).where(LeaseRow.key.in_(some))
            found.update(self.connection.execute(query).scalars())
        return frozenset(found)

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


def _batches(keys: Collection[str]) -> Iterator[list[str]]:
    ordered = list(keys)
    for start in range(0, len(ordered), MANY):
        yield ordered[start : start + MANY]
