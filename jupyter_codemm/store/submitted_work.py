"""The rows of what a person submitted to challenges, and of what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, Connection, and_, select

from jupyter_codemm.store.class_work_tables import AttemptRow
from jupyter_codemm.store.classroom_tables import ChallengeNotebookRow, GradeEventRow, GradeRow
from jupyter_codemm.store.many import among
from jupyter_codemm.store.regrade_tables import RegradeLineRow, RegradeRow, RegradeVerdictRow
from jupyter_codemm.store.tables import SubmissionRow, Table

_OF_CHALLENGES = (
    GradeEventRow,
    GradeRow,
    ChallengeNotebookRow,
    RegradeVerdictRow,
    AttemptRow,
    SubmissionRow,
)


def work_for(
    connection: Connection, user: str, challenge_ids: Collection[str]
) -> Iterator[tuple[type[Table], ColumnElement[bool]]]:
    """Yield the tables with the condition for a person's rows at some challenges."""
    given = among(connection, RegradeRow.challenge_id, challenge_ids)
    runs = select(RegradeRow.id).where(given)
    yield (
        RegradeLineRow,
        and_(RegradeLineRow.user_name == user, RegradeLineRow.regrade_id.in_(runs)),
    )
    for table in _OF_CHALLENGES:
        given = among(connection, table.challenge_id, challenge_ids)
        yield table, and_(table.user_name == user, given)
