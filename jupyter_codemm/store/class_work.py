"""What a class did. Columns are for looking up and counting."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select
from sqlalchemy.orm import aliased

from jupyter_codemm.contracts.attempts import AttemptLog
from jupyter_codemm.contracts.class_work import Alerts, WorkSummary
from jupyter_codemm.contracts.outcome import Verdict
from jupyter_codemm.ports import LearnerAt, TimeSpent, Whereabouts
from jupyter_codemm.store.class_work_tables import AttemptRow, WorkSummaryRow
from jupyter_codemm.store.documents import read_all
from jupyter_codemm.store.many import POSTGRESQL, listed, rows_of, text_of
from jupyter_codemm.store.upserts import insert_into

_Tried = tuple[tuple[str, ...], Verdict, int, int]
"""Submissions by their ids, and of the last one: verdict, tests passed, all tests."""

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
        rows = rows_of(self.connection, query)
        keys = [f"{challenge_id}, {user_name}" for user_name, _ in rows]
        logs = read_all(AttemptLog, [document for _, document in rows], ATTEMPTS, keys)
        return tuple(log for log in logs if log is not None)

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
        rows = rows_of(self.connection, query)
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
                "alerts": len(work.alerts) + len(work.handled),
                "active_ms": work.active_ms,
                "solved": int(work.solved),
                "document": work.model_copy(update={"alerts": (), "handled": ()}).model_dump_json(),
                "alerts_document": Alerts(
                    alerts=work.alerts, handled=work.handled
                ).model_dump_json()
                if work.alerts or work.handled
                else None,
            }
            statement = insert_into(self.connection, WorkSummaryRow).values(**key, **values)
            self.connection.execute(
                statement.on_conflict_do_update(index_elements=list(key), set_=values)
            )

    def places(
        self, users: Collection[str], given: Mapping[str, Collection[str]]
    ) -> Mapping[str, Whereabouts]:
        """Return what some learners did last at some problems.

        With it come their attempts at that problem in one of the challenges that `given` has it in.
        """
        if not given:
            return {}
        rows = rows_of(self.connection, self._last(users, given))
        works = read_all(WorkSummary, [row[2] for row in rows], WORKS, [row[0] for row in rows])
        tried = self._newest(
            [(one, user, problem) for user, problem, _ in rows for one in given[problem]]
        )
        return {
            work.user: Whereabouts(work, *tried.get(work.user, ()))
            for work in works
            if work is not None
        }

    def _last(
        self, users: Collection[str], problem_ids: Collection[str]
    ) -> Select[*tuple[Any, ...]]:
        """Return the query for the last work of each.

        It looks for that of one learner after the other: to find it among all works of everybody
        takes many times as long.
        """
        people, one = listed(self.connection, [(user,) for user in users]), aliased(WorkSummaryRow)
        newest = (
            select(one.problem_id)
            .where(one.user_name == text_of(people, 0), one.problem_id.in_(problem_ids))
            .order_by(one.last_at.desc(), one.problem_id.desc())
            .limit(1)
            .scalar_subquery()
        )
        last = select(text_of(people, 0).label("name"), newest.label("problem_id")).cte("last")
        # PostgreSQL would look once more wherever it is mentioned.
        last = last.prefix_with("MATERIALIZED", dialect=POSTGRESQL)
        work = WorkSummaryRow
        return (
            select(work.user_name, work.problem_id, work.document)
            .select_from(last)
            .join(work, and_(work.user_name == last.c.name, work.problem_id == last.c.problem_id))
            .order_by(work.user_name)
        )

    def _newest(self, keys: Collection[tuple[str, str, str]]) -> Mapping[str, _Tried]:
        """Return the attempts of learners at challenge and problem, the newest of each learner."""
        if not keys:
            return {}
        wanted, tried = listed(self.connection, keys), AttemptRow
        query = (
            select(
                *(tried.user_name, tried.submission_ids),
                *(tried.last_verdict, tried.last_passed, tried.last_total),
            )
            .select_from(wanted)
            .join(
                tried,
                and_(
                    tried.challenge_id == text_of(wanted, 0),
                    tried.user_name == text_of(wanted, 1),
                    tried.problem_id == text_of(wanted, 2),
                ),
            )
            .order_by(tried.last_at)
        )
        return {
            user: (tuple(ids.split(",")), *told)
            for user, ids, *told in rows_of(self.connection, query)
        }

    def alerts(self, problem_ids: Collection[str]) -> Mapping[str, Alerts]:
        """Return the alerts about some problems by learner, open ones and those dealt with."""
        query = select(WorkSummaryRow.user_name, WorkSummaryRow.alerts_document).where(
            WorkSummaryRow.problem_id.in_(problem_ids), WorkSummaryRow.alerts > 0
        )
        rows = rows_of(self.connection, query)
        users = [user for user, _ in rows]
        read = read_all(Alerts, [text or "" for _, text in rows], WORKS, users)
        found: dict[str, list[Alerts]] = {}
        for user, told in zip(users, read, strict=True):
            if told is not None:
                found.setdefault(user, []).append(told)
        return {
            user: Alerts.of(
                (alert for part in parts for alert in part.alerts),
                (one for part in parts for one in part.handled),
            )
            for user, parts in found.items()
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
        rows = rows_of(self.connection, query)
        return tuple(
            TimeSpent(user, name, spent, bool(solved)) for user, name, spent, solved in rows
        )
