"""Activities, and the index that finds a problem's activity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from jupyter_codemm.contracts.activity import Activity, ActivitySummary
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.errors import InvalidInputError, NotFoundError, WrongStateError
from jupyter_codemm.ports import EarlierProblem
from jupyter_codemm.store.documents import read, readable, unreadable, write
from jupyter_codemm.store.history import activities_of_seed, earlier_problems
from jupyter_codemm.store.outbox import Outbox
from jupyter_codemm.store.summaries import activity_summary
from jupyter_codemm.store.tables import ActivityProblemRow, ActivityRow
from jupyter_codemm.store.versions import SqlVersions

TABLE = ActivityRow.__tablename__


@dataclass(frozen=True, slots=True)
class SqlActivities:
    """The port `Activities` on a connection."""

    connection: Connection
    outbox: Outbox
    versions: SqlVersions
    now: Callable[[], datetime]

    def add(self, activity: Activity, note: str = "") -> None:
        """Store a new activity and its version; `note` says how it came to be.

        Raises WrongStateError when its id is taken, InvalidInputError when another activity has a
        problem of the same id.
        """
        taken = select(ActivityRow.number).where(ActivityRow.id == activity.id)
        if self.connection.execute(taken).first() is not None:
            raise WrongStateError(f"The activity {activity.id} is stored already.")
        self.connection.execute(
            insert(ActivityRow).values(
                id=activity.id,
                owner=activity.owner,
                created_at=activity.created_at,
                summary=write(activity_summary(activity)),
                document=write(activity),
            )
        )
        self._index_problems(activity)
        self.versions.record(activity, note)
        if activity.state == "published":
            self._record_assigned(activity)

    def get(self, activity_id: str, owner: str) -> Activity:
        """Return an activity; raises NotFoundError when it is unknown or not the owner's."""
        query = select(ActivityRow.document).where(_visible(activity_id, owner))
        text = self.connection.execute(query).scalar_one_or_none()
        if text is None:
            raise _unknown(activity_id)
        return read(Activity, text, TABLE, activity_id)

    def save(self, activity: Activity, note: str = "") -> None:
        """Replace a stored activity and keep its version; raises as `get` and `add` do."""
        before = self.get(activity.id, activity.owner)
        # It may be older than the keeping of versions.
        self.versions.record(before, "")
        self.connection.execute(
            update(ActivityRow)
            .where(_visible(activity.id, activity.owner))
            .values(summary=write(activity_summary(activity)), document=write(activity))
        )
        self.connection.execute(
            delete(ActivityProblemRow).where(ActivityProblemRow.activity_id == activity.id)
        )
        self._index_problems(activity)
        self.versions.record(activity, note)
        if activity.state == "published" and before.state != "published":
            self._record_assigned(activity)

    def delete(self, activity_id: str, owner: str) -> None:
        """Hide an activity from every list and look-up; submissions stay.

        Raises NotFoundError as `get` does.
        """
        self._change(activity_id, owner, deleted_at=self.now())

    def restore(self, activity_id: str, owner: str) -> None:
        """Bring a deleted activity back as it was; one that is there stays as it is.

        Raises NotFoundError when it is unknown or not the owner's.
        """
        mine = and_(ActivityRow.id == activity_id, ActivityRow.owner == owner)
        statement = update(ActivityRow).where(mine).values(deleted_at=None)
        if self.connection.execute(statement).rowcount == 0:
            raise _unknown(activity_id)

    def list(
        self, owner: str, limit: int = 100, *, deleted: bool = False
    ) -> tuple[ActivitySummary, ...]:
        """Return the owner's activities, newest first; with `deleted` those that are hidden."""
        at = ActivityRow.deleted_at
        query = (
            select(ActivityRow.id, ActivityRow.summary, ActivityRow.notebook)
            .where(ActivityRow.owner == owner, at.is_not(None) if deleted else at.is_(None))
            .order_by(ActivityRow.created_at.desc(), ActivityRow.number.desc())
            .limit(limit)
        )
        rows = self.connection.execute(query).all()
        return tuple(readable(rows, lambda row: _summary(row.id, row.summary, row.notebook)))

    def set_notebook(self, activity_id: str, owner: str, path: str) -> None:
        """Remember where the activity's notebook was written; raises as `get` does."""
        self._change(activity_id, owner, notebook=path)

    def history(
        self, owner: str, language: Language, *, but_seed: int, limit: int = 200
    ) -> tuple[EarlierProblem, ...]:
        """Return the newest problems of the owner's activities in a language, newest first.

        Activities of sessions with the seed `but_seed` are left out.
        """
        again = activities_of_seed(self.connection, owner, but_seed)
        query = (
            select(ActivityRow.id, ActivityRow.document)
            .where(ActivityRow.owner == owner, ActivityRow.deleted_at.is_(None))
            .order_by(ActivityRow.created_at.desc(), ActivityRow.number.desc())
            .limit(limit)
        )
        rows = (row for row in self.connection.execute(query) if row.id not in again)
        told = readable(rows, lambda row: earlier_problems(row.document, language, TABLE, row.id))
        return tuple(islice(chain.from_iterable(told), limit))

    def problem(self, problem_id: str, user: str) -> tuple[Activity, Problem]:
        """Return a problem that the user may work on, with its activity.

        Raises NotFoundError when it is unknown or the activity is not the user's.
        """
        query = (
            select(ActivityRow.id, ActivityRow.document)
            .join(ActivityProblemRow, ActivityProblemRow.activity_id == ActivityRow.id)
            .where(
                ActivityProblemRow.problem_id == problem_id,
                ActivityRow.owner == user,
                ActivityRow.deleted_at.is_(None),
            )
        )
        row = self.connection.execute(query).one_or_none()
        if row is None:
            raise NotFoundError(f"There is no problem {problem_id}.")
        activity = read(Activity, row.document, TABLE, row.id)
        for problem in activity.problems:
            if problem.id == problem_id:
                return activity, problem
        raise unreadable(TABLE, row.id)

    def _index_problems(self, activity: Activity) -> None:
        ids = [problem.id for problem in activity.problems]
        query = select(ActivityProblemRow.problem_id).where(ActivityProblemRow.problem_id.in_(ids))
        taken = self.connection.execute(query).scalars().first()
        if taken is not None:
            raise InvalidInputError(
                f"problems: the id {taken} belongs to a problem of another activity",
                where="problems",
            )
        rows = [{"problem_id": problem_id, "activity_id": activity.id} for problem_id in ids]
        self.connection.execute(insert(ActivityProblemRow), rows)

    def _record_assigned(self, activity: Activity) -> None:
        self.outbox.record("exercise.assigned", activity.owner, {"activity_id": activity.id})

    def _change(self, activity_id: str, owner: str, **values: str | datetime) -> None:
        statement = update(ActivityRow).where(_visible(activity_id, owner)).values(**values)
        if self.connection.execute(statement).rowcount == 0:
            raise _unknown(activity_id)


def _visible(activity_id: str, owner: str) -> ColumnElement[bool]:
    return and_(
        ActivityRow.id == activity_id,
        ActivityRow.owner == owner,
        ActivityRow.deleted_at.is_(None),
    )


def _summary(activity_id: str, text: str, notebook: str | None) -> ActivitySummary:
    summary = read(ActivitySummary, text, TABLE, activity_id)
    return summary.model_copy(update={"notebook": notebook})


def _unknown(activity_id: str) -> NotFoundError:
    return NotFoundError(f"There is no activity {activity_id}.")
