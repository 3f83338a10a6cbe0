"""Questions of learners. Columns are for looking up; the document is the question."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Row, Select, insert, select, update

from jupyter_codemm.contracts.query import NEXT_STATES, Query
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.store.documents import read, readable, write
from jupyter_codemm.store.journey_tables import QueryRow
from jupyter_codemm.store.outbox import Outbox

TABLE = QueryRow.__tablename__
OPEN = ("pending", "routed", "processing")


@dataclass(frozen=True, slots=True)
class SqlQueries:
    """The port `Queries` on a connection."""

    connection: Connection
    outbox: Outbox

    def add(self, query: Query) -> None:
        """Store a new question; raises WrongStateError when its id is taken."""
        taken = select(QueryRow.number).where(QueryRow.id == query.id)
        if self.connection.execute(taken).first() is not None:
            raise WrongStateError(f"The question {query.id} is stored already.")
        self.connection.execute(
            insert(QueryRow).values(
                id=query.id,
                user_name=query.user,
                problem_id=query.problem_id,
                submitted_at=query.submitted_at,
                **_values(query),
            )
        )
        self.outbox.record("learning.query", query.user, {"query_id": query.id})

    def save(self, query: Query) -> None:
        """Replace a stored question.

        Raises NotFoundError for an unknown one, WrongStateError when its state may not become that.
        """
        stored = self.get(query.id, query.user)
        if query.status != stored.status and query.status not in NEXT_STATES[stored.status]:
            raise WrongStateError(
                f"The question {query.id} is {stored.status} and cannot become {query.status}."
            )
        self.connection.execute(
            update(QueryRow).where(QueryRow.id == query.id).values(**_values(query))
        )
        if query.status != stored.status and query.status == "completed":
            self.outbox.record("learning.response", query.user, {"query_id": query.id})

    def get(self, query_id: str, user: str) -> Query:
        """Return a question; raises NotFoundError when it is unknown or not the user's."""
        found = _rows().where(QueryRow.id == query_id, QueryRow.user_name == user)
        row = self.connection.execute(found).one_or_none()
        if row is None:
            raise NotFoundError(f"There is no question {query_id}.")
        return _query(row)

    def list(self, user: str, problem_id: str | None = None, limit: int = 200) -> tuple[Query, ...]:
        """Return the user's questions, oldest of the newest `limit` first."""
        found = _rows().where(QueryRow.user_name == user)
        if problem_id is not None:
            found = found.where(QueryRow.problem_id == problem_id)
        rows = self.connection.execute(found.order_by(QueryRow.number.desc()).limit(limit)).all()
        return tuple(readable(reversed(rows), _query))

    def unfinished(self) -> tuple[Query, ...]:
        """Return every question that has no end yet, oldest first."""
        found = _rows().where(QueryRow.status.in_(OPEN)).order_by(QueryRow.number)
        return tuple(readable(self.connection.execute(found).all(), _query))


def _rows() -> Select[str, str]:
    return select(QueryRow.id, QueryRow.document)


def _values(query: Query) -> dict[str, str]:
    return {"status": query.status, "document": write(query)}


def _query(row: Row[str, str]) -> Query:
    return read(Query, row.document, TABLE, row.id)
