"""When learners last did something at some problems."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    SQLColumnExpression,
    case,
    false,
    func,
    not_,
    select,
    union_all,
)

from jupyter_codemm.contracts.journey_time import STAFF_EVENTS
from jupyter_codemm.store.journey_tables import JourneyRow, QueryRow
from jupyter_codemm.store.many import among


def last_before(
    connection: Connection, moment: datetime, users: Collection[str], problem_ids: Collection[str]
) -> Mapping[tuple[str, str], datetime]:
    """Return when something was last recorded or asked, by user and problem, if before a moment.

    What staff writes into a record counts only where there is nothing else.
    """
    by_staff = JourneyRow.type.in_(sorted(STAFF_EVENTS))
    parts = (
        select(row.user_name, row.problem_id, at.label("at"), staffs.label("by_staff")).where(
            among(connection, row.user_name, users),
            among(connection, row.problem_id, problem_ids),
        )
        for row, at, staffs in (
            (JourneyRow, JourneyRow.recorded_at, by_staff),
            (QueryRow, QueryRow.submitted_at, false()),
        )
    )
    done = union_all(*parts).subquery("done")
    last = last_of_learner(done.c.at, done.c.by_staff)
    query = (
        select(done.c.user_name, done.c.problem_id, last)
        .group_by(done.c.user_name, done.c.problem_id)
        .having(last < moment)
    )
    return {(user, problem): at for user, problem, at in connection.execute(query)}


def last_of_learner(
    at: SQLColumnExpression[datetime], by_staff: ColumnElement[bool]
) -> ColumnElement[datetime]:
    """Return the last of some moments that are not staff's, or of all where there are no others."""
    return func.coalesce(func.max(case((not_(by_staff), at))), func.max(at))
