"""Domain events that name what is deleted of a person go with it."""

from __future__ import annotations

from collections.abc import Collection

from pydantic_core import from_json
from sqlalchemy import Connection, cast, delete, select

from jupyter_codemm.store.columns import RowNumber
from jupyter_codemm.store.journey_tables import JourneyRow, QueryRow
from jupyter_codemm.store.many import among, listed, text_of
from jupyter_codemm.store.tables import OutboxRow, SubmissionRow


def drop_events_of_records(connection: Connection, user: str, problem_ids: Collection[str]) -> None:
    """Delete the events that name a learner's records and questions at some problems."""
    records = select(JourneyRow.id).where(
        JourneyRow.user_name == user, among(connection, JourneyRow.problem_id, problem_ids)
    )
    asked = select(QueryRow.id).where(
        QueryRow.user_name == user, among(connection, QueryRow.problem_id, problem_ids)
    )
    numbers = frozenset(map(str, connection.execute(records).scalars()))
    questions = frozenset(connection.execute(asked).scalars())
    _drop(connection, user, {"record": numbers, "query_id": questions})


def drop_events_of_work(connection: Connection, user: str, challenge_ids: Collection[str]) -> None:
    """Delete the events that name what a person submitted to some challenges."""
    made = select(SubmissionRow.id).where(
        SubmissionRow.user_name == user,
        among(connection, SubmissionRow.challenge_id, challenge_ids),
    )
    _drop(connection, user, {"submission_id": frozenset(connection.execute(made).scalars())})


def _drop(connection: Connection, user: str, going: dict[str, frozenset[str]]) -> None:
    query = select(OutboxRow.id, OutboxRow.payload).where(OutboxRow.user_name == user)
    found = [
        (str(number),) for number, payload in connection.execute(query) if _names(payload, going)
    ]
    if found:
        numbers = select(cast(text_of(listed(connection, found), 0), RowNumber))
        connection.execute(delete(OutboxRow).where(OutboxRow.id.in_(numbers)))


def _names(payload: str, going: dict[str, frozenset[str]]) -> bool:
    """Return whether an event names one of these; one that cannot be read names nothing."""
    try:
        told = from_json(payload)
    except ValueError:
        return False
    return isinstance(told, dict) and any(
        isinstance(name := told.get(key), str) and name in names for key, names in going.items()
    )
