"""The rows of what a person submitted to challenges, and of what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, and_, select

from jupyter_codemm.store.class_work_tables import AttemptRow
from jupyter_codemm.store.classroom_tables import ChallengeNotebookRow, GradeEventRow, GradeRow
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
    user: str, challenge_ids: Collection[str]
) -> Iterator[tuple[type[Table], ColumnElement[bool]]]:
    """Yield the tables with the condition for a person's rows at some challenges."""
    wanted = sorted(challenge_ids)
    runs = select(RegradeRow.id).where(RegradeRow.challenge_id.in_(wanted))
    yield (
        RegradeLineRow,
        and_(RegradeLineRow.user_name == user, RegradeLineRow.regrade_id.in_(runs)),
    )
    for table in _OF_CHALLENGES:
        yield table, and_(table.user_name == user, table.challenge_id.in_(wanted))
