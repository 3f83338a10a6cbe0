"""What a class did. Columns are for looking up and counting."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select

from jupyter_codemm.contracts.attempts import AttemptLog
from jupyter_codemm.contracts.class_work import Alerts, TimeSpent, Whereabouts, WorkSummary
from jupyter_codemm.contracts.struggle import StruggleAlert
from jupyter_codemm.ports import LearnerAt
from jupyter_codemm.store.class_work_tables import AttemptRow, WorkSummaryRow
from jupyter_codemm.store.documents import read, readable
from jupyter_codemm.store.upserts import insert_into

ATTEMPTS = AttemptRow.__tablename__
WORKS = WorkSummaryRow.__tablename__


@dataclass(frozen=True, slots=True)
class SqlAttempts:
    """The port `Attempts` on a connection."""

    connection: Connection

    def save(self, log: AttemptLog) -> None:
        """Store a log in place of the one before."""
        key = {
            "challenge_id": log.challenge_id,
            "user_name": log.user,
            "problem_id": log.problem_id,
        }
        values = {
            "attempts": log.attempts,
            "last_at": log.at[-1],
            "document": log.model_dump_json(),
            "accepted": 0 if log.accepted is None else log.accepted + 1,
            "submission_ids": ",".join(log.submission_ids),
            "last_verdict": log.verdicts[-1],
            "last_passed": log.passed[-1],
            "last_total": log.totals[-1],
        }
        statement = insert_into(self.connection, AttemptRow).values(**key, **values)
        self.connection.execute(
            statement.on_conflict_do_update(index_elements=list(key), set_=values)
        )

    def of_challenge(self, challenge_id: str, user: str | None = None) -> tuple[AttemptLog, ...]:
        """Return the logs of a challenge, of one learner if named, by learner and problem."""
        query = select(AttemptRow.user_name, AttemptRow.document).where(
            AttemptRow.challenge_id == challenge_id
        )
        if user is not None:
            query = query.where(AttemptRow.user_name == user)
        query = query.order_by(AttemptRow.user_name, AttemptRow.problem_id)
        rows = self.connection.execute(query).all()
        return tuple(
            readable(
                rows,
                lambda row: read(
                    AttemptLog, row.document, ATTEMPTS, f"{challenge_id}, {row.user_name}"
                ),
            )
        )

    def counts(
        self, challenge_ids: Collection[str], users: Collection[str]
    ) -> Mapping[LearnerAt, int]:
        """Return how many attempts learners made at challenges, at all problems together."""
        query = (
            select(AttemptRow.challenge_id, AttemptRow.user_name, func.sum(AttemptRow.attempts))
            .where(AttemptRow.challenge_id.in_(challenge_ids), AttemptRow.user_name.in_(users))
            .group_by(AttemptRow.challenge_id, AttemptRow.user_name)
        )
        return {(row[0], row[1]): int(row[2]) for row in self.connection.execute(query)}

    def solved(self, challenge_ids: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the problems that learners were accepted at in some challenges, by learner."""
        problems = func.aggregate_strings(AttemptRow.problem_id, ",")  # no id has a comma in it
        query = (
            select(AttemptRow.user_name, problems)
            .where(AttemptRow.challenge_id.in_(challenge_ids), AttemptRow.accepted > 0)
            .group_by(AttemptRow.user_name)
        )
        rows = self.connection.execute(query)
        return {row[0]: tuple(sorted(set(row[1].split(",")))) for row in rows}


@dataclass(frozen=True, slots=True)
class SqlWorks:
    """The port `Works` on a connection."""

    connection: Connection

    def save(self, works: Sequence[WorkSummary]) -> None:
        """Store some in place of those before."""
        for work in works:
            key = {"user_name": work.user, "problem_id": work.problem_id}
            values = {
                "last_at": work.at,
                "alerts": len(work.alerts),
                "active_ms": work.active_ms,
                "solved": int(work.solved),
                "document": work.model_copy(update={"alerts": ()}).model_dump_json(),
                "alerts_document": Alerts(alerts=work.alerts).model_dump_json()
                if work.alerts
                else None,
            }
            statement = insert_into(self.connection, WorkSummaryRow).values(**key, **values)
            self.connection.execute(
                statement.on_conflict_do_update(index_elements=list(key), set_=values)
            )

    def places(
        self, problem_ids: Collection[str], challenge_ids: Collection[str]
    ) -> Mapping[str, Whereabouts]:
        """Return what each learner did last at some problems.

        With it come their attempts at that problem in one of the challenges.
        """
        of_these = WorkSummaryRow.problem_id.in_(problem_ids)
        last = (
            select(WorkSummaryRow.user_name, func.max(WorkSummaryRow.last_at).label("last_at"))
            .where(of_these)
            .group_by(WorkSummaryRow.user_name)
            .subquery()
        )
        query = (
            select(
                WorkSummaryRow.user_name,
                WorkSummaryRow.document,
                AttemptRow.submission_ids,
                AttemptRow.last_verdict,
                AttemptRow.last_passed,
                AttemptRow.last_total,
            )
            .join(
                last,
                and_(
                    last.c.user_name == WorkSummaryRow.user_name,
                    last.c.last_at == WorkSummaryRow.last_at,
                ),
            )
            .outerjoin(
                AttemptRow,
                and_(
                    AttemptRow.user_name == WorkSummaryRow.user_name,
                    AttemptRow.problem_id == WorkSummaryRow.problem_id,
                    AttemptRow.challenge_id.in_(challenge_ids),
                ),
            )
            .where(of_these)
            .order_by(WorkSummaryRow.user_name, WorkSummaryRow.problem_id, AttemptRow.last_at)
        )
        rows = self.connection.execute(query).all()
        return {one.work.user: one for one in readable(rows, _whereabouts)}

    def alerts(self, problem_ids: Collection[str]) -> Mapping[str, tuple[StruggleAlert, ...]]:
        """Return the open alerts about some problems by learner, oldest first."""
        query = select(WorkSummaryRow.user_name, WorkSummaryRow.alerts_document).where(
            WorkSummaryRow.problem_id.in_(problem_ids), WorkSummaryRow.alerts > 0
        )
        found: dict[str, list[StruggleAlert]] = {}
        for user, told in readable(self.connection.execute(query).all(), _alerts):
            found.setdefault(user, []).extend(told.alerts)
        return {
            user: tuple(sorted(alerts, key=lambda one: (one.opened_at, one.record_id)))
            for user, alerts in found.items()
        }

    def times(self, problem_ids: Collection[str]) -> tuple[TimeSpent, ...]:
        """Return the active time of every learner with some problems, by learner."""
        query = (
            select(
                WorkSummaryRow.user_name,
                WorkSummaryRow.problem_id,
                WorkSummaryRow.active_ms,
                WorkSummaryRow.solved,
            )
            .where(WorkSummaryRow.problem_id.in_(problem_ids))
            .order_by(WorkSummaryRow.user_name, WorkSummaryRow.problem_id)
        )
        return tuple(
            TimeSpent(user=row[0], problem_id=row[1], active_ms=row[2], solved=bool(row[3]))
            for row in self.connection.execute(query)
        )


def _alerts(row: Row[str, str | None]) -> tuple[str, Alerts]:
    return row.user_name, read(Alerts, row.alerts_document or "", WORKS, row.user_name)


def _whereabouts(row: Row[*tuple[Any, ...]]) -> Whereabouts:
    work = read(WorkSummary, row.document, WORKS, row.user_name)
    if not row.submission_ids:
        return Whereabouts(work=work)
    return Whereabouts(
        work=work,
        submission_ids=tuple(row.submission_ids.split(",")),
        verdict=row.last_verdict,
        passed=row.last_passed,
        total=row.last_total,
    )
