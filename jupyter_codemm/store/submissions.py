"""Attempts at problems. The outcome stands in a column of its own that is written once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, or_, select, update

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import Pending, Standing
from jupyter_codemm.store.documents import read, readable, write
from jupyter_codemm.store.outbox import DomainEvent, Outbox
from jupyter_codemm.store.tables import UNFINISHED, ActivityRow, SubmissionRow

TABLE = SubmissionRow.__tablename__
OPEN = ("queued", "running")
MOST_NAMES = 500
"""Ids of one IN; longer lists come in pieces."""


@dataclass(frozen=True, slots=True)
class SqlSubmissions:
    """The port `Submissions` on a connection."""

    connection: Connection
    outbox: Outbox

    def add(self, submission: Submission) -> None:
        """Store a new submission.

        Raises NotFoundError for an unknown activity, WrongStateError when its id is taken or when
        it is done without an outcome (or the reverse).
        """
        _check_outcome(submission)
        self._check_new(submission)
        self.connection.execute(
            insert(SubmissionRow).values(
                id=submission.id,
                user_name=submission.user,
                activity_id=submission.activity_id,
                problem_id=submission.problem_id,
                challenge_id=submission.challenge_id,
                submitted_at=submission.submitted_at,
                **_values(submission),
            )
        )
        self._record("exercise.submitted", submission)
        if submission.status != "queued":
            self._record_progress(submission)

    def save(self, submission: Submission) -> None:
        """Replace a stored submission.

        A final outcome is written once and never replaced, and a cancelled one never comes back:
        then this raises WrongStateError. Raises NotFoundError when it is unknown or not the user's.
        """
        _check_outcome(submission)
        values = _values(submission)
        status = self._status(submission)
        open_or_same = SubmissionRow.status.in_((*OPEN, submission.status))
        statement = (
            update(SubmissionRow)
            .where(
                SubmissionRow.id == submission.id,
                SubmissionRow.user_name == submission.user,
                or_(SubmissionRow.outcome.is_(None), SubmissionRow.outcome == values["outcome"]),
                open_or_same,
            )
            .values(**values)
        )
        if self.connection.execute(statement).rowcount == 0:
            final = "was cancelled" if status == "cancelled" else "has its final outcome already"
            raise WrongStateError(f"The submission {submission.id} {final}.")
        if submission.status != status:
            self._record_progress(submission)

    def get(self, submission_id: str, user: str) -> Submission:
        """Return a submission; raises NotFoundError when it is unknown or not the user's."""
        query = _rows().where(SubmissionRow.id == submission_id, SubmissionRow.user_name == user)
        row = self.connection.execute(query).one_or_none()
        if row is None:
            raise _unknown(submission_id)
        return _submission(row)

    def list(
        self, user: str, problem_id: str | None = None, limit: int = 50
    ) -> tuple[Submission, ...]:
        """Return the user's submissions, newest first."""
        query = _rows().where(SubmissionRow.user_name == user)
        if problem_id is not None:
            query = query.where(SubmissionRow.problem_id == problem_id)
        query = query.order_by(SubmissionRow.submitted_at.desc(), SubmissionRow.number.desc())
        return tuple(readable(self.connection.execute(query.limit(limit)).all(), _submission))

    def of_challenge(self, challenge_id: str, user: str | None = None) -> tuple[Submission, ...]:
        """Return what was submitted to a challenge, by one user if one is named, oldest first."""
        query = _rows().where(SubmissionRow.challenge_id == challenge_id)
        if user is not None:
            query = query.where(SubmissionRow.user_name == user)
        query = query.order_by(SubmissionRow.submitted_at, SubmissionRow.number)
        return tuple(readable(self.connection.execute(query).all(), _submission))

    def to_challenges(
        self, challenge_ids: Collection[str], user: str, limit: int = 1000
    ) -> tuple[Submission, ...]:
        """Return what a user submitted to some challenges, newest first."""
        query = (
            _rows()
            .where(SubmissionRow.challenge_id.in_(challenge_ids), SubmissionRow.user_name == user)
            .order_by(SubmissionRow.submitted_at.desc(), SubmissionRow.number.desc())
        )
        return tuple(readable(self.connection.execute(query.limit(limit)).all(), _submission))

    def standings(self, challenge_ids: Collection[str], user: str) -> tuple[Standing, ...]:
        """Return how everything stands that a user submitted to some challenges, oldest first."""
        query = (
            select(
                SubmissionRow.id,
                SubmissionRow.challenge_id,
                SubmissionRow.problem_id,
                SubmissionRow.status,
                SubmissionRow.outcome,
            )
            .where(SubmissionRow.challenge_id.in_(challenge_ids), SubmissionRow.user_name == user)
            .order_by(SubmissionRow.submitted_at, SubmissionRow.number)
        )
        return tuple(readable(self.connection.execute(query).all(), _standing))

    def named(self, submission_ids: Collection[str]) -> tuple[Submission, ...]:
        """Return submissions by their ids, whoever made them, those that are there."""
        wanted = sorted(set(submission_ids))
        pieces = (wanted[at : at + MOST_NAMES] for at in range(0, len(wanted), MOST_NAMES))
        rows = (self.connection.execute(_rows().where(SubmissionRow.id.in_(p))) for p in pieces)
        return tuple(readable((row for found in rows for row in found.all()), _submission))

    def submitted_at(self, submission_ids: Collection[str]) -> Mapping[str, datetime]:
        """Return when submissions were made, by their ids, those that are there."""
        wanted = sorted(set(submission_ids))
        pieces = (wanted[at : at + MOST_NAMES] for at in range(0, len(wanted), MOST_NAMES))
        columns = select(SubmissionRow.id, SubmissionRow.submitted_at)
        rows = (self.connection.execute(columns.where(SubmissionRow.id.in_(p))) for p in pieces)
        return {name: at for found in rows for name, at in found}

    def judged(self, challenge_id: str) -> Mapping[str, int]:
        """Return how many submissions to a challenge have a verdict, by user."""
        query = (
            select(SubmissionRow.user_name, func.count())
            .where(SubmissionRow.challenge_id == challenge_id, SubmissionRow.status == "done")
            .group_by(SubmissionRow.user_name)
        )
        return {user: count for user, count in self.connection.execute(query)}  # noqa: C416 - rows

    def waiting(self, challenge_ids: Collection[str]) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Return submissions to challenges without a verdict, oldest first."""
        query = (
            select(SubmissionRow.challenge_id, SubmissionRow.user_name, SubmissionRow.id)
            .where(UNFINISHED, SubmissionRow.challenge_id.in_(challenge_ids))
            .order_by(SubmissionRow.submitted_at, SubmissionRow.number)
        )
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for row in self.connection.execute(query):
            at = (str(row.challenge_id), row.user_name)
            found[at] = (*found.get(at, ()), row.id)
        return found

    def unfinished(self) -> tuple[Pending, ...]:
        """Return every submission that is queued or running, oldest first."""
        query = (
            select(SubmissionRow.id, SubmissionRow.user_name, SubmissionRow.submitted_at)
            .where(SubmissionRow.status.in_(OPEN))
            .order_by(SubmissionRow.submitted_at, SubmissionRow.number)
        )
        return tuple(Pending(*row) for row in self.connection.execute(query))

    def _check_new(self, submission: Submission) -> None:
        activity = select(ActivityRow.number).where(ActivityRow.id == submission.activity_id)
        if self.connection.execute(activity).first() is None:
            raise NotFoundError(f"There is no activity {submission.activity_id}.")
        taken = select(SubmissionRow.number).where(SubmissionRow.id == submission.id)
        if self.connection.execute(taken).first() is not None:
            raise WrongStateError(f"The submission {submission.id} is stored already.")

    def _status(self, submission: Submission) -> str:
        query = select(SubmissionRow.status).where(
            SubmissionRow.id == submission.id, SubmissionRow.user_name == submission.user
        )
        status = self.connection.execute(query).scalar_one_or_none()
        if status is None:
            raise _unknown(submission.id)
        return status

    def _record_progress(self, submission: Submission) -> None:
        if submission.status == "running":
            self._record("code.execution.request", submission)
        elif submission.outcome is not None:
            verdict = {"verdict": submission.outcome.verdict}
            self._record("code.execution.result", submission, **verdict)

    def _record(self, name: DomainEvent, submission: Submission, **more: str) -> None:
        ids = {
            "submission_id": submission.id,
            "activity_id": submission.activity_id,
            "problem_id": submission.problem_id,
        }
        self.outbox.record(name, submission.user, ids | more)


def _rows() -> Select[str, str, str | None]:
    return select(SubmissionRow.id, SubmissionRow.document, SubmissionRow.outcome)


def _values(submission: Submission) -> dict[str, str | None]:
    outcome = submission.outcome
    passing = {"outcome": None, "position": None, "note": ""}
    return {
        "status": submission.status,
        "document": write(submission.model_copy(update=passing)),
        "outcome": None if outcome is None else write(outcome),
    }


def _submission(row: Row[str, str, str | None]) -> Submission:
    submission = read(Submission, row.document, TABLE, row.id)
    if row.outcome is None:
        return submission
    outcome = read(Outcome, row.outcome, TABLE, row.id)
    return submission.model_copy(update={"outcome": outcome})


def _standing(row: Row[*tuple[Any, ...]]) -> Standing:
    outcome = None if row.outcome is None else read(Outcome, row.outcome, TABLE, row.id)
    verdict = None if outcome is None else outcome.verdict
    return Standing(row.id, row.challenge_id, row.problem_id, row.status, verdict)


def _check_outcome(submission: Submission) -> None:
    if (submission.status == "done") != (submission.outcome is not None):
        raise WrongStateError(
            f"The submission {submission.id} is {submission.status}: it has an outcome exactly"
            " when it is done."
        )


def _unknown(submission_id: str) -> NotFoundError:
    return NotFoundError(f"There is no submission {submission_id}.")
