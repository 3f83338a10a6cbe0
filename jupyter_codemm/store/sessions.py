"""Authoring sessions and the problems that are proven before their activity is complete."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from jupyter_codemm.contracts.activity import Verification
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.session import AuthoringSession, SessionSummary
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import FinishedSlot
from jupyter_codemm.store.documents import read, readable, write
from jupyter_codemm.store.summaries import session_summary
from jupyter_codemm.store.tables import FinishedSlotRow, SessionRow
from jupyter_codemm.store.upserts import insert_into

TABLE = SessionRow.__tablename__


@dataclass(frozen=True, slots=True)
class SqlSessions:
    """The port `Sessions` on a connection."""

    connection: Connection

    def add(self, session: AuthoringSession) -> None:
        """Store a new session; raises WrongStateError when its id is taken."""
        if self._exists(SessionRow.id == session.id):
            raise WrongStateError(f"The session {session.id} is stored already.")
        values = _values(session) | {"id": session.id, "owner": session.owner}
        self.connection.execute(insert(SessionRow).values(created_at=session.created_at, **values))

    def get(self, session_id: str, owner: str) -> AuthoringSession:
        """Return a session; raises NotFoundError when it is unknown or not the owner's."""
        query = select(SessionRow.document).where(
            SessionRow.id == session_id, SessionRow.owner == owner
        )
        text = self.connection.execute(query).scalar_one_or_none()
        if text is None:
            raise _unknown(session_id)
        return read(AuthoringSession, text, TABLE, session_id)

    def save(self, session: AuthoringSession) -> None:
        """Replace a stored session; raises NotFoundError as `get` does."""
        statement = (
            update(SessionRow)
            .where(SessionRow.id == session.id, SessionRow.owner == session.owner)
            .values(**_values(session))
        )
        if self.connection.execute(statement).rowcount == 0:
            raise _unknown(session.id)

    def list(self, owner: str, limit: int = 50) -> tuple[SessionSummary, ...]:
        """Return the owner's sessions, newest first."""
        query = (
            select(SessionRow.id, SessionRow.summary)
            .where(SessionRow.owner == owner)
            .order_by(SessionRow.created_at.desc(), SessionRow.number.desc())
            .limit(limit)
        )
        rows = self.connection.execute(query).all()
        return tuple(readable(rows, lambda row: read(SessionSummary, row.summary, TABLE, row.id)))

    def generating(self) -> tuple[AuthoringSession, ...]:
        """Return every session in state GENERATING, whoever owns it, oldest first."""
        query = (
            select(SessionRow.id, SessionRow.document)
            .where(SessionRow.state == "GENERATING")
            .order_by(SessionRow.number)
        )
        rows = self.connection.execute(query).all()
        return tuple(
            readable(rows, lambda row: read(AuthoringSession, row.document, TABLE, row.id))
        )

    def finished_slots(self, session_id: str) -> tuple[FinishedSlot, ...]:
        """Return the proven problems of a session in slot order."""
        query = (
            select(FinishedSlotRow.slot, FinishedSlotRow.problem, FinishedSlotRow.verification)
            .where(FinishedSlotRow.session_id == session_id)
            .order_by(FinishedSlotRow.slot)
        )
        rows = self.connection.execute(query).all()
        return tuple(
            readable(
                rows, lambda row: _finished(session_id, row.slot, row.problem, row.verification)
            )
        )

    def add_finished_slot(self, session_id: str, finished: FinishedSlot) -> None:
        """Store a proven problem without its artefacts, replacing an earlier one of its slot.

        Raises NotFoundError when there is no such session.
        """
        if not self._exists(SessionRow.id == session_id):
            raise _unknown(session_id)
        values = {
            "problem": write(finished.problem),
            "verification": write(finished.verification),
        }
        self.connection.execute(
            insert_into(self.connection, FinishedSlotRow)
            .values(session_id=session_id, slot=finished.slot, **values)
            .on_conflict_do_update(index_elements=["session_id", "slot"], set_=values)
        )

    def clear_finished_slots(self, session_id: str) -> None:
        """Forget the proven problems of a session whose spec changed."""
        self.connection.execute(
            delete(FinishedSlotRow).where(FinishedSlotRow.session_id == session_id)
        )

    def _exists(self, condition: ColumnElement[bool]) -> bool:
        query = select(SessionRow.number).where(condition)
        return self.connection.execute(query).first() is not None


def _values(session: AuthoringSession) -> dict[str, str]:
    return {
        "state": session.state,
        "summary": write(session_summary(session)),
        "document": write(session),
    }


def _finished(session_id: str, slot: int, problem: str, verification: str) -> FinishedSlot:
    table, key = FinishedSlotRow.__tablename__, f"{session_id}/{slot}"
    return FinishedSlot(
        slot=slot,
        problem=read(Problem, problem, table, key),
        verification=read(Verification, verification, table, key),
    )


def _unknown(session_id: str) -> NotFoundError:
    return NotFoundError(f"There is no session {session_id}.")
