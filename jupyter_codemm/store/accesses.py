"""Who read or erased whose record, in the log of deeds that somebody has to answer for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from jupyter_codemm.contracts.access import Access
from jupyter_codemm.store.documents import read, readable, write
from jupyter_codemm.store.journey_tables import AuditRow


@dataclass(frozen=True, slots=True)
class SqlAccesses:
    """The port `Accesses` on a connection."""

    connection: Connection

    def record(self, access: Access) -> None:
        """Add a row."""
        self.connection.execute(
            insert(AuditRow).values(
                actor=access.actor,
                action="erase" if access.what == "erasure" else f"read {access.what}",
                object=f"class {access.class_id or ''}",
                subject=access.subject,
                recorded_at=access.at,
                document=write(access),
            )
        )

    def to(self, subject: str, limit: int) -> tuple[Access, ...]:
        """Return the newest rows about somebody's record, newest first."""
        query = (
            select(AuditRow.id, AuditRow.document)
            .where(AuditRow.subject == subject)
            .order_by(AuditRow.id.desc())
            .limit(limit)
        )
        rows = self.connection.execute(query).all()
        table = AuditRow.__tablename__
        return tuple(readable(rows, lambda row: read(Access, row.document, table, row.id)))
