"""When learners last did something at some problems."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, func, select, union_all

from jupyter_codemm.store.journey_tables import JourneyRow, QueryRow
from jupyter_codemm.store.many import among


def last_before(
    connection: Connection, moment: datetime, users: Collection[str], problem_ids: Collection[str]
) -> Mapping[tuple[str, str], datetime]:
    """Return when something was last recorded or asked, by user and problem, if before a moment."""
    parts = (
        select(row.user_name, row.problem_id, at.label("at")).where(
            among(connection, row.user_name, users),
            among(connection, row.problem_id, problem_ids),
        )
        for row, at in ((JourneyRow, JourneyRow.recorded_at), (QueryRow, QueryRow.submitted_at))
    )
    done = union_all(*parts).subquery("done")
    last = func.max(done.c.at)
    query = (
        select(done.c.user_name, done.c.problem_id, last)
        .group_by(done.c.user_name, done.c.problem_id)
        .having(last < moment)
    )
    return {(user, problem): at for user, problem, at in connection.execute(query)}
