"""Versions of activities. Problems stand apart, each version once, however many activities had it.

A version of an activity is its document with the ids and versions of its problems in their place.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select, tuple_

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.class_work import OutlinedTest, ProblemOutline
from jupyter_codemm.contracts.editing import ActivityVersion
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.errors import InvalidInputError, NotFoundError
from jupyter_codemm.ports.editing import Name
from jupyter_codemm.store.documents import encode, read, readable, unreadable, write
from jupyter_codemm.store.tables import ActivityRow, ActivityVersionRow, ProblemVersionRow
from jupyter_codemm.store.upserts import insert_into

TABLE = ActivityVersionRow.__tablename__
PROBLEMS = ProblemVersionRow.__tablename__

_OUTLINED = ("id", "version", "title", "language", "difficulty")
_TOLD = ("name", "visibility", "category", "points")


@dataclass(frozen=True, slots=True)
class SqlVersions:
    """The port `Versions` on a connection."""

    connection: Connection
    now: Callable[[], datetime]

    def record(self, activity: Activity, note: str) -> None:
        """Keep a version; one that is kept already stays as it is."""
        insert = insert_into(self.connection, ActivityVersionRow).on_conflict_do_nothing()
        row = {"activity_id": activity.id, "version": activity.version}
        line = version_line(activity, note, self.now())
        texts = {"summary": write(line), "document": _without_problems(activity)}
        self.connection.execute(insert, row | texts)
        problems = insert_into(self.connection, ProblemVersionRow).on_conflict_do_nothing()
        for problem in activity.problems:
            key = {"problem_id": problem.id, "version": problem.version}
            values = key | {"activity_id": activity.id, "document": write(problem)}
            self.connection.execute(problems, values)

    def list(self, activity_id: str, owner: str) -> tuple[ActivityVersion, ...]:
        """Return the versions, newest first; raises NotFoundError as for the activity."""
        self._check(activity_id, owner)
        query = (
            select(ActivityVersionRow.version, ActivityVersionRow.summary)
            .where(ActivityVersionRow.activity_id == activity_id)
            .order_by(ActivityVersionRow.version.desc())
        )
        rows = self.connection.execute(query).all()

        def line(row: tuple[int, str]) -> ActivityVersion:
            return read(ActivityVersion, row[1], TABLE, f"{activity_id}/{row[0]}")

        return tuple(readable([(row.version, row.summary) for row in rows], line))

    def get(self, activity_id: str, version: int, owner: str) -> Activity:
        """Return an activity as it was; raises NotFoundError for a version that is not kept."""
        self._check(activity_id, owner)
        query = select(ActivityVersionRow.document).where(
            ActivityVersionRow.activity_id == activity_id, ActivityVersionRow.version == version
        )
        text = self.connection.execute(query).scalar_one_or_none()
        if text is None:
            raise NotFoundError(f"There is no version {version} of activity {activity_id}.")
        return self._whole(text, f"{activity_id}/{version}")

    def problem(self, problem_id: str, version: int, user: str) -> Problem:
        """Return a problem as it was, also one that was removed since.

        Raises NotFoundError when it is unknown, not the user's, or its activity is deleted.
        """
        query = (
            select(ProblemVersionRow.document)
            .join(ActivityRow, ActivityRow.id == ProblemVersionRow.activity_id)
            .where(
                ProblemVersionRow.problem_id == problem_id,
                ProblemVersionRow.version == version,
                ActivityRow.owner == user,
                ActivityRow.deleted_at.is_(None),
            )
        )
        text = self.connection.execute(query).scalar_one_or_none()
        if text is None:
            raise NotFoundError(f"There is no version {version} of problem {problem_id}.")
        return read(Problem, text, PROBLEMS, f"{problem_id}/{version}")

    def problems(self, activity_id: str) -> tuple[Problem, ...]:
        """Return every problem that the activity ever had, each in its last version."""
        last = (
            select(
                ProblemVersionRow.problem_id, func.max(ProblemVersionRow.version).label("version")
            )
            .where(ProblemVersionRow.activity_id == activity_id)
            .group_by(ProblemVersionRow.problem_id)
            .subquery()
        )
        query = select(ProblemVersionRow.problem_id, ProblemVersionRow.document).join(
            last,
            and_(
                last.c.problem_id == ProblemVersionRow.problem_id,
                last.c.version == ProblemVersionRow.version,
            ),
        )
        rows = self.connection.execute(query.order_by(ProblemVersionRow.problem_id)).all()
        return tuple(readable(rows, lambda row: read(Problem, row[1], PROBLEMS, row[0])))

    def outlines(self, names: Collection[Name]) -> Mapping[Name, tuple[ProblemOutline, ...]]:
        """Return the problems of versions of activities, whoever owns them, in order.

        A version that is not kept is missing, and so is a problem that cannot be read.
        """
        if not names:
            return {}
        at = tuple_(ActivityVersionRow.activity_id, ActivityVersionRow.version)
        query = select(
            ActivityVersionRow.activity_id, ActivityVersionRow.version, ActivityVersionRow.document
        ).where(at.in_(sorted(set(names))))
        rows = self.connection.execute(query).all()
        wanted = {(row[0], row[1]): _read(row.document, f"{row[0]}/{row[1]}")[1] for row in rows}
        every = sorted({name for found in wanted.values() for name in found})
        texts = dict(_documents(self.connection, every))
        outlines = {
            (problem.id, problem.version): problem
            for problem in readable(
                texts.items(), lambda item: _outline_of(item[1], f"{item[0][0]}/{item[0][1]}")
            )
        }
        return {
            name: tuple(outlines[one] for one in found if one in outlines)
            for name, found in wanted.items()
        }

    def _check(self, activity_id: str, owner: str) -> None:
        query = select(ActivityRow.number).where(_visible(activity_id, owner))
        if self.connection.execute(query).first() is None:
            raise NotFoundError(f"There is no activity {activity_id}.")

    def _whole(self, text: str, key: str) -> Activity:
        data, names = _read(text, key)
        found = dict(_documents(self.connection, names))
        if len(found) != len(names):
            raise unreadable(TABLE, key)
        problems = [json.loads(found[name]) for name in names]
        return read(Activity, encode(data | {"problems": problems}), TABLE, key)


def _read(text: str, key: str) -> tuple[dict[str, Any], list[Name]]:
    """Return the document of an activity without its problems, and their names."""
    try:
        data = json.loads(text)
        return data, [(item["id"], item["version"]) for item in data["problems"]]
    except (ValueError, TypeError, KeyError):
        raise unreadable(TABLE, key) from None


def _outline_of(text: str, key: str) -> ProblemOutline:
    """Return the outline of a stored problem; parsing all of it would take many times as long."""
    try:
        data = json.loads(text)
        told = {name: data[name] for name in _OUTLINED if name in data}
        tests = [{name: test[name] for name in _TOLD if name in test} for test in data["tests"]]
        return ProblemOutline.parse({"version": 1, **told, "tests": tests})
    except (ValueError, TypeError, KeyError, InvalidInputError):
        raise unreadable(PROBLEMS, key) from None


def outline(problem: Problem) -> ProblemOutline:
    """Return what views of a class name a problem by."""
    told = {name: getattr(problem, name) for name in _OUTLINED}
    tests = [{name: getattr(test, name) for name in _TOLD} for test in problem.tests]
    return ProblemOutline(**told, tests=tuple(OutlinedTest(**test) for test in tests))


def _documents(connection: Connection, names: Sequence[Name]) -> Iterator[tuple[Name, str]]:
    ids = [problem_id for problem_id, _ in names]
    query = select(
        ProblemVersionRow.problem_id, ProblemVersionRow.version, ProblemVersionRow.document
    ).where(ProblemVersionRow.problem_id.in_(ids))
    for row in connection.execute(query):
        if (row.problem_id, row.version) in names:
            yield (row.problem_id, row.version), row.document


def version_line(activity: Activity, note: str, at: datetime) -> ActivityVersion:
    """Return the line of a version in an activity's history."""
    return ActivityVersion(
        version=activity.version,
        note=note,
        title=activity.title,
        state=activity.state,
        problem_count=len(activity.problems),
        recorded_at=at,
    )


def _without_problems(activity: Activity) -> str:
    names = [{"id": problem.id, "version": problem.version} for problem in activity.problems]
    return encode(activity.model_dump(mode="json", exclude={"problems"}) | {"problems": names})


def _visible(activity_id: str, owner: str) -> ColumnElement[bool]:
    return and_(
        ActivityRow.id == activity_id,
        ActivityRow.owner == owner,
        ActivityRow.deleted_at.is_(None),
    )
