"""What calls of a model took, counted where every server sees it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, case, func, insert, select, update

from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.ports import Account, Charge, ClassSpent, MadeCall, Spent, WeekOfClass
from jupyter_codemm.store.documents import read, readable, write
from jupyter_codemm.store.many import among
from jupyter_codemm.store.tables import ModelAccountRow, ModelCallRow
from jupyter_codemm.store.upserts import insert_into


@dataclass(frozen=True, slots=True)
class SqlSpending:
    """The port `Spending` on a connection."""

    connection: Connection

    def lock(self, user: str) -> None:
        """Let no other transaction reserve anything for a user before this one ends."""
        self.connection.execute(
            insert_into(self.connection, ModelAccountRow)
            .values(user_name=user, calls=1)
            .on_conflict_do_update(
                index_elements=["user_name"], set_={"calls": ModelAccountRow.calls + 1}
            )
        )

    def reserve(self, charge: Charge) -> None:
        """Count a call as the most that it may take."""
        self.connection.execute(
            insert(ModelCallRow).values(
                id=charge.id,
                user_name=charge.account.user,
                activity=charge.account.activity,
                made_at=charge.at,
                tokens=charge.most.tokens,
                cost_micros=charge.most.cost_micros,
                class_id=charge.account.class_id,
                week=charge.week.isoformat(),
                purpose=charge.purpose,
                unpriced=int(not charge.priced),
            )
        )

    def settle(self, charge_id: str, call: ModelCall) -> None:
        """Count a reserved call as what it took; raises NotFoundError for an unknown one."""
        changed = self.connection.execute(
            update(ModelCallRow)
            .where(ModelCallRow.id == charge_id)
            .values(
                tokens=call.tokens_in + call.tokens_out,
                cost_micros=call.cost_micros or 0,
                unpriced=int(call.cost_micros is None and call.outcome != "refused"),
                document=write(call),
            )
        )
        if changed.rowcount == 0:
            raise NotFoundError(f"There is no call {charge_id} of a model.")

    def by_user(self, user: str, since: datetime) -> Spent:
        """Return what a user's calls from `since` on took, reserved ones among them."""
        return self._sum(ModelCallRow.user_name == user, ModelCallRow.made_at >= since)

    def by_activity(self, activity: str) -> Spent:
        """Return what the calls for an activity took, reserved ones among them."""
        return self._sum(ModelCallRow.activity == activity)

    def by_class(self, class_id: str, week: date, user: str | None = None) -> Spent:
        """Return what the calls for a class in a week took, of everybody or of one user."""
        return self._sum(
            ModelCallRow.class_id == class_id,
            ModelCallRow.week == week.isoformat(),
            *_of(user),
        )

    def of_class(self, class_id: str, since: date) -> tuple[ClassSpent, ...]:
        """Return what the calls for a class took from a week on."""
        by = (ModelCallRow.week, ModelCallRow.user_name, ModelCallRow.purpose)
        query = (
            select(
                *by,
                func.count(),
                func.sum(ModelCallRow.tokens),
                func.sum(ModelCallRow.cost_micros),
                func.sum(ModelCallRow.unpriced),
            )
            .where(ModelCallRow.class_id == class_id, ModelCallRow.week >= since.isoformat())
            .group_by(*by)
        )
        found = (
            ClassSpent(
                date.fromisoformat(week), name, purpose, calls, Spent(int(t), int(c)), int(unpriced)
            )
            for week, name, purpose, calls, t, c, unpriced in self.connection.execute(query)
        )
        # Databases order names by languages of their own.
        return tuple(sorted(found, key=lambda one: one[:3]))

    def in_week(
        self, class_ids: Collection[str], week: date, user: str
    ) -> Mapping[str, WeekOfClass]:
        """Return what the calls for some classes took in a week, where there are any."""
        row, mine = ModelCallRow, case((ModelCallRow.user_name == user, 1), else_=0)
        query = (
            select(
                row.class_id,
                func.sum(mine),
                func.sum(row.unpriced * mine),
                func.sum(row.tokens * mine),
                func.sum(row.cost_micros * mine),
                func.sum(row.tokens),
                func.sum(row.cost_micros),
            )
            .where(among(self.connection, row.class_id, class_ids), row.week == week.isoformat())
            .group_by(row.class_id)
        )
        found = {}
        for class_id, *numbers in self.connection.execute(query):
            calls, unpriced, tokens, cost, all_tokens, all_cost = map(int, numbers)
            own = ClassSpent(week, user, "", calls, Spent(tokens, cost), unpriced)
            found[class_id] = WeekOfClass(own, Spent(all_tokens, all_cost))
        return found

    def made_by(self, user: str) -> tuple[MadeCall, ...]:
        """Return all calls that a user is charged for, oldest first."""
        query = (
            select(*ModelCallRow.__table__.columns)
            .where(ModelCallRow.user_name == user)
            .order_by(ModelCallRow.number)
        )
        return tuple(readable(self.connection.execute(query).all(), _made))

    def calls(self, activity: str) -> tuple[ModelCall, ...]:
        """Return the calls for an activity that have ended, oldest first."""
        query = (
            select(ModelCallRow.id, ModelCallRow.document)
            .where(ModelCallRow.activity == activity, ModelCallRow.document.is_not(None))
            .order_by(ModelCallRow.number)
        )
        rows = self.connection.execute(query).all()
        table = ModelCallRow.__tablename__
        return tuple(readable(rows, lambda row: read(ModelCall, row.document, table, row.id)))

    def _sum(self, *conditions: ColumnElement[bool]) -> Spent:
        query = select(
            func.coalesce(func.sum(ModelCallRow.tokens), 0),
            func.coalesce(func.sum(ModelCallRow.cost_micros), 0),
        ).where(*conditions)
        tokens, cost_micros = self.connection.execute(query).one()
        return Spent(int(tokens), int(cost_micros))


def _of(user: str | None) -> tuple[ColumnElement[bool], ...]:
    return () if user is None else (ModelCallRow.user_name == user,)


def _made(row: Row[Any]) -> MadeCall:
    charge = Charge(
        id=row.id,
        account=Account(row.user_name, row.activity, row.class_id),
        at=row.made_at,
        most=Spent(row.tokens, row.cost_micros),
        purpose=row.purpose,
        priced=not row.unpriced,
    )
    if row.document is None:
        return MadeCall(charge, None)
    return MadeCall(charge, read(ModelCall, row.document, ModelCallRow.__tablename__, row.id))
