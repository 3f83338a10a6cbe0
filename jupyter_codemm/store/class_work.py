"""What a class did. Columns are for looking up and counting."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from jupyter_codemm.contracts.attempts import AttemptLog
from jupyter_codemm.ports import LearnerAt
from jupyter_codemm.store.class_work_tables import AttemptRow
from jupyter_codemm.store.documents import read, readable
from jupyter_codemm.store.upserts import insert_into

ATTEMPTS = AttemptRow.__tablename__


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
