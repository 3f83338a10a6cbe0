"""Runs that judge submissions again. Columns are for looking up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from jupyter_codemm.contracts.regrading import NewVerdict, Regrade, RegradeLine
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.store.documents import read, readable, write
from jupyter_codemm.store.regrade_tables import RegradeLineRow, RegradeRow, RegradeVerdictRow

RUNS = RegradeRow.__tablename__


@dataclass(frozen=True, slots=True)
class SqlRegrades:
    """The port `Regrades` on a connection."""

    connection: Connection

    def add(self, regrade: Regrade) -> None:
        """Store a new run; raises WrongStateError when its id is taken."""
        taken = select(RegradeRow.number).where(RegradeRow.id == regrade.id)
        if self.connection.execute(taken).first() is not None:
            raise WrongStateError(f"The run {regrade.id} is stored already.")
        self.connection.execute(
            insert(RegradeRow).values(
                id=regrade.id, challenge_id=regrade.challenge_id, **_values(regrade)
            )
        )

    def save(self, regrade: Regrade) -> None:
        """Replace a stored run; raises NotFoundError."""
        statement = update(RegradeRow).where(RegradeRow.id == regrade.id)
        if self.connection.execute(statement.values(**_values(regrade))).rowcount == 0:
            raise _unknown(regrade.id)

    def get(self, regrade_id: str) -> Regrade:
        """Return a run; raises NotFoundError."""
        query = select(RegradeRow.id, RegradeRow.document).where(RegradeRow.id == regrade_id)
        row = self.connection.execute(query).one_or_none()
        if row is None:
            raise _unknown(regrade_id)
        return _run(row)

    def of_challenge(self, challenge_id: str) -> tuple[Regrade, ...]:
        """Return the runs of a challenge, newest first."""
        return self._list(RegradeRow.challenge_id == challenge_id)[::-1]

    def running(self) -> tuple[Regrade, ...]:
        """Return every run that has not ended, oldest first."""
        return self._list(RegradeRow.state == "running")

    def settle(self, regrade_id: str, line: RegradeLine) -> None:
        """Keep what a run came to for one learner."""
        values = {"regrade_id": regrade_id, "user_name": line.user, "document": write(line)}
        self.connection.execute(insert(RegradeLineRow).values(**values))

    def keep(self, verdicts: Sequence[NewVerdict]) -> None:
        """Keep further verdicts on submissions."""
        if not verdicts:
            return
        rows = [
            {
                "challenge_id": one.challenge_id,
                "user_name": one.user,
                "submission_id": one.submission_id,
                "document": write(one),
            }
            for one in verdicts
        ]
        self.connection.execute(insert(RegradeVerdictRow), rows)

    def lines(self, regrade_id: str) -> tuple[RegradeLine, ...]:
        """Return what a run came to, by learner."""
        query = (
            select(RegradeLineRow.user_name, RegradeLineRow.document)
            .where(RegradeLineRow.regrade_id == regrade_id)
            .order_by(RegradeLineRow.user_name)
        )
        table = RegradeLineRow.__tablename__
        rows = self.connection.execute(query).all()
        return tuple(
            readable(
                rows,
                lambda row: read(
                    RegradeLine, row.document, table, f"{regrade_id}, {row.user_name}"
                ),
            )
        )

    def settled(self, regrade_id: str) -> frozenset[str]:
        """Return the learners for whom a run has come to something."""
        query = select(RegradeLineRow.user_name).where(RegradeLineRow.regrade_id == regrade_id)
        return frozenset(self.connection.execute(query).scalars())

    def verdicts(self, challenge_id: str, user: str) -> tuple[NewVerdict, ...]:
        """Return the further verdicts on what a learner submitted, oldest first."""
        return self._verdicts([challenge_id], [user])

    def newest(
        self, challenge_ids: Collection[str], users: Collection[str]
    ) -> Mapping[str, NewVerdict]:
        """Return the newest further verdict on what some people submitted to some challenges."""
        return {one.submission_id: one for one in self._verdicts(challenge_ids, users)}

    def _verdicts(
        self, challenge_ids: Collection[str], users: Collection[str]
    ) -> tuple[NewVerdict, ...]:
        query = (
            select(RegradeVerdictRow.submission_id, RegradeVerdictRow.document)
            .where(
                RegradeVerdictRow.challenge_id.in_(challenge_ids),
                RegradeVerdictRow.user_name.in_(users),
            )
            .order_by(RegradeVerdictRow.number)
        )
        table = RegradeVerdictRow.__tablename__
        rows = self.connection.execute(query).all()
        return tuple(
            readable(rows, lambda row: read(NewVerdict, row.document, table, row.submission_id))
        )

    def _list(self, condition: ColumnElement[bool]) -> tuple[Regrade, ...]:
        query = select(RegradeRow.id, RegradeRow.document).where(condition)
        rows = self.connection.execute(query.order_by(RegradeRow.number)).all()
        return tuple(readable(rows, _run))


def _values(regrade: Regrade) -> dict[str, str]:
    return {"state": regrade.state, "document": write(regrade)}


def _run(row: Row[str, str]) -> Regrade:
    return read(Regrade, row.document, RUNS, row.id)


def _unknown(regrade_id: str) -> NotFoundError:
    return NotFoundError(f"There is no regrading {regrade_id}.")
