"""Challenges with their versions, and grades with their history. Columns are for looking up."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, select, update

from jupyter_codemm.contracts.classroom import Challenge
from jupyter_codemm.contracts.grading import Grade, GradeEvent
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import ChallengeNotebook
from jupyter_codemm.store.classroom_tables import (
    ChallengeNotebookRow,
    ChallengeRow,
    ChallengeVersionRow,
    GradeEventRow,
    GradeRow,
)
from jupyter_codemm.store.documents import read, read_all, readable, write
from jupyter_codemm.store.many import rows_of
from jupyter_codemm.store.tables import ProblemVersionRow
from jupyter_codemm.store.upserts import insert_into


@dataclass(frozen=True, slots=True)
class SqlChallenges:
    """The port `Challenges` on a connection."""

    connection: Connection

    def add(self, challenge: Challenge) -> None:
        """Store a new one with its version; raises WrongStateError when its id is taken."""
        taken = select(ChallengeRow.number).where(ChallengeRow.id == challenge.id)
        if self.connection.execute(taken).first() is not None:
            raise WrongStateError(f"The challenge {challenge.id} is stored already.")
        self.connection.execute(
            insert(ChallengeRow).values(
                id=challenge.id,
                organization_id=challenge.organization_id,
                owner=challenge.owner,
                **_values(challenge),
            )
        )
        self._keep(challenge)

    def get(self, challenge_id: str) -> Challenge:
        """Return one that is not deleted; raises NotFoundError."""
        query = select(ChallengeRow.id, ChallengeRow.document).where(
            ChallengeRow.id == challenge_id, ChallengeRow.deleted_at.is_(None)
        )
        row = self.connection.execute(query).one_or_none()
        if row is None:
            raise _unknown(challenge_id)
        return _challenge(row)

    def save(self, challenge: Challenge, *, expected_version: int) -> None:
        """Replace a stored one, deleted or not, and keep its version.

        Raises NotFoundError, and WrongStateError when the stored one has another version than the
        caller has seen: somebody else was faster.
        """
        stored = select(ChallengeRow.version).where(ChallengeRow.id == challenge.id)
        version = self.connection.execute(stored).scalar_one_or_none()
        if version is None:
            raise _unknown(challenge.id)
        if version != expected_version:
            raise WrongStateError(
                f"Somebody has changed this challenge meanwhile: it has version {version} now, "
                f"and yours is made from {expected_version}.",
                where="version",
            )
        self.connection.execute(
            update(ChallengeRow).where(ChallengeRow.id == challenge.id).values(**_values(challenge))
        )
        self._keep(challenge)

    def of_class(self, class_id: str, *, deleted: bool = False) -> tuple[Challenge, ...]:
        """Return the challenges of a class, oldest first; with `deleted` those that are."""
        return self._list(ChallengeRow.class_id == class_id, deleted=deleted)

    def with_problem(self, problem_id: str) -> tuple[Challenge, ...]:
        """Return those whose activity has, or had in some version, a problem; oldest first."""
        activities = select(ProblemVersionRow.activity_id).where(
            ProblemVersionRow.problem_id == problem_id
        )
        return self._list(ChallengeRow.activity_id.in_(activities), deleted=False)

    def problems_of_class(
        self,
        class_id: str,
        challenge_ids: Collection[str] | None = None,
        *,
        deleted: bool = False,
    ) -> Mapping[str, str]:
        """Return the problems that a class's challenges give or gave, each with its first one.

        With `challenge_ids` only these challenges are looked at, with `deleted` also deleted ones.
        """
        query = (
            select(ProblemVersionRow.problem_id, ChallengeRow.id)
            .join(ChallengeRow, ChallengeRow.activity_id == ProblemVersionRow.activity_id)
            .where(ChallengeRow.class_id == class_id)
            .order_by(ChallengeRow.number.desc())
        )
        if not deleted:
            query = query.where(ChallengeRow.deleted_at.is_(None))
        if challenge_ids is not None:
            query = query.where(ChallengeRow.id.in_(challenge_ids))
        rows = self.connection.execute(query)
        return {row.problem_id: row.id for row in rows}

    def of_activity(self, activity_id: str) -> tuple[Challenge, ...]:
        """Return those that give an activity, oldest first."""
        return self._list(ChallengeRow.activity_id == activity_id, deleted=False)

    def standalone(self, owner: str, *, deleted: bool = False) -> tuple[Challenge, ...]:
        """Return a person's challenges without a class, oldest first."""
        return self._list(
            ChallengeRow.class_id.is_(None), ChallengeRow.owner == owner, deleted=deleted
        )

    def versions(self, challenge_id: str) -> tuple[Challenge, ...]:
        """Return every version of a challenge, newest first."""
        query = (
            select(ChallengeVersionRow.version, ChallengeVersionRow.document)
            .where(ChallengeVersionRow.challenge_id == challenge_id)
            .order_by(ChallengeVersionRow.version.desc())
        )
        table = ChallengeVersionRow.__tablename__
        rows = self.connection.execute(query).all()
        return tuple(
            readable(
                rows,
                lambda row: read(
                    Challenge, row.document, table, f"{challenge_id}, version {row.version}"
                ),
            )
        )

    def notebooks(self, user: str) -> Mapping[str, ChallengeNotebook]:
        """Return where a person's notebooks of challenges are, by the challenge's id."""
        row = ChallengeNotebookRow
        query = select(row.challenge_id, row.path, row.activity_version).where(
            row.user_name == user
        )
        found = self.connection.execute(query).all()
        return {name: ChallengeNotebook(path, version) for name, path, version in found}

    def set_notebook(self, challenge_id: str, user: str, notebook: ChallengeNotebook) -> None:
        """Remember where a person's notebook of a challenge is, instead of an earlier one."""
        key = {"challenge_id": challenge_id, "user_name": user}
        where = {"path": notebook.path, "activity_version": notebook.activity_version}
        statement = insert_into(self.connection, ChallengeNotebookRow).values(**key, **where)
        self.connection.execute(
            statement.on_conflict_do_update(index_elements=list(key), set_=where)
        )

    def _list(self, *conditions: ColumnElement[bool], deleted: bool) -> tuple[Challenge, ...]:
        at = ChallengeRow.deleted_at
        query = (
            select(ChallengeRow.id, ChallengeRow.document)
            .where(*conditions, at.is_not(None) if deleted else at.is_(None))
            .order_by(ChallengeRow.number)
        )
        return tuple(readable(self.connection.execute(query).all(), _challenge))

    def _keep(self, challenge: Challenge) -> None:
        statement = insert_into(self.connection, ChallengeVersionRow).on_conflict_do_nothing()
        values = {"version": challenge.version, "document": write(challenge)}
        self.connection.execute(statement, {"challenge_id": challenge.id} | values)


@dataclass(frozen=True, slots=True)
class SqlGrades:
    """The port `Grades` on a connection."""

    connection: Connection

    def get(self, challenge_id: str, user: str) -> Grade | None:
        """Return a grade, None as long as there is none."""
        query = select(GradeRow.challenge_id, GradeRow.user_name, GradeRow.document).where(
            GradeRow.challenge_id == challenge_id, GradeRow.user_name == user
        )
        row = self.connection.execute(query).one_or_none()
        return None if row is None else _grade(row)

    def record(self, event: GradeEvent) -> None:
        """Keep a change for good, and what it leads to as the grade.

        Raises WrongStateError when `before` is not the stored grade: somebody else was faster.
        """
        if self.get(event.challenge_id, event.user) != event.before:
            raise WrongStateError("Somebody has changed this grade meanwhile; look at it again.")
        grade = {"status": event.after.status, "document": write(event.after)}
        key = {"challenge_id": event.challenge_id, "user_name": event.user}
        statement = insert_into(self.connection, GradeRow).values(**key, **grade)
        self.connection.execute(
            statement.on_conflict_do_update(index_elements=list(key), set_=grade)
        )
        self.connection.execute(
            insert(GradeEventRow).values(**key, recorded_at=event.at, document=write(event))
        )

    def of_challenge(self, challenge_id: str) -> tuple[Grade, ...]:
        """Return the grades of a challenge, by name."""
        return self._list(GradeRow.challenge_id == challenge_id)

    def of_challenges(
        self, challenge_ids: Collection[str], users: Collection[str]
    ) -> tuple[Grade, ...]:
        """Return the grades that some people have for some challenges."""
        return self._list(
            and_(GradeRow.challenge_id.in_(challenge_ids), GradeRow.user_name.in_(users))
        )

    def holders(self, challenge_ids: Collection[str]) -> frozenset[str]:
        """Return who has a grade for one of some challenges."""
        query = select(GradeRow.user_name).where(GradeRow.challenge_id.in_(challenge_ids))
        return frozenset(self.connection.execute(query.distinct()).scalars())

    def of_user(self, user: str) -> tuple[Grade, ...]:
        """Return a person's grades, by challenge."""
        return self._list(GradeRow.user_name == user)

    def events(self, challenge_id: str, user: str) -> tuple[GradeEvent, ...]:
        """Return how a grade came to be, oldest first."""
        query = (
            select(GradeEventRow.number, GradeEventRow.document)
            .where(GradeEventRow.challenge_id == challenge_id, GradeEventRow.user_name == user)
            .order_by(GradeEventRow.number)
        )
        table = GradeEventRow.__tablename__
        rows = self.connection.execute(query).all()
        return tuple(readable(rows, lambda row: read(GradeEvent, row.document, table, row.number)))

    def _list(self, condition: ColumnElement[bool]) -> tuple[Grade, ...]:
        query = (
            select(GradeRow.challenge_id, GradeRow.user_name, GradeRow.document)
            .where(condition)
            .order_by(GradeRow.challenge_id, GradeRow.user_name)
        )
        rows = rows_of(self.connection, query)
        keys = [f"{challenge_id}, {user}" for challenge_id, user, _ in rows]
        found = read_all(Grade, [text for _, _, text in rows], GradeRow.__tablename__, keys)
        return tuple(grade for grade in found if grade is not None)


def _values(challenge: Challenge) -> dict[str, object]:
    return {
        "class_id": challenge.class_id,
        "activity_id": challenge.activity_id,
        "version": challenge.version,
        "deleted_at": challenge.deleted_at,
        "document": write(challenge),
    }


def _challenge(row: Row[str, str]) -> Challenge:
    return read(Challenge, row.document, ChallengeRow.__tablename__, row.id)


def _grade(row: Row[str, str, str]) -> Grade:
    key = f"{row.challenge_id}, {row.user_name}"
    return read(Grade, row.document, GradeRow.__tablename__, key)


def _unknown(challenge_id: str) -> NotFoundError:
    return NotFoundError(f"There is no challenge {challenge_id}.")
