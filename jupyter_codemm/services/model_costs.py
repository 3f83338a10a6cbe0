"""What a class spent on models: by week, by kind of call and by person, as sums of the calls."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import groupby

from jupyter_codemm.contracts.class_models import (
    ClassCosts,
    PersonCosts,
    PurposeCosts,
    Spending,
    WeekCosts,
)
from jupyter_codemm.contracts.classroom import SchoolClass
from jupyter_codemm.contracts.model_call import week_of
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.journey.exports.tables import Cell, formula_safe, write_table
from jupyter_codemm.ports import ClassSpent, Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller, class_for
from jupyter_codemm.services.exporting import Export

SHOWN_WEEKS, MOST_WEEKS = 8, 260
COLUMNS = ("week", "user", "purpose", "calls", "tokens", "cost_micros", "calls_without_a_price")


async def class_costs(
    ctx: Context, caller: Caller, class_id: str, weeks: int = SHOWN_WEEKS
) -> ClassCosts:
    """Return what a class spent in the last weeks, this one among them.

    Raises as `class_for`, and InvalidInputError for a number of weeks that is none from 1 to 260.
    """
    found, spent = await ctx.store.transact(_reading(ctx, caller, class_id, weeks))
    return await asyncio.to_thread(_told, found, spent)


async def costs_file(ctx: Context, caller: Caller, class_id: str, weeks: int) -> Export:
    """Return the same as CSV (RFC 4180): a line for each week, person and kind of call.

    No cell of it is calculated by a spreadsheet. Calls without a price add nothing to the cost, and
    are counted beside it.
    """
    _, spent = await ctx.store.transact(_reading(ctx, caller, class_id, weeks))
    return await asyncio.to_thread(_file, spent)


def _reading(
    ctx: Context, caller: Caller, class_id: str, weeks: int
) -> Callable[[Transaction], tuple[SchoolClass, tuple[ClassSpent, ...]]]:
    if not 1 <= weeks <= MOST_WEEKS:
        raise InvalidInputError(f"weeks: must be 1 to {MOST_WEEKS} (got {weeks})", where="weeks")
    since = week_of(ctx.clock.now()) - timedelta(weeks=weeks - 1)

    def work(tx: Transaction) -> tuple[SchoolClass, tuple[ClassSpent, ...]]:
        found = class_for(tx, caller, class_id, "see_work")
        return found, tx.spending.of_class(found.id, since)

    return work


def _told(found: SchoolClass, spent: Iterable[ClassSpent]) -> ClassCosts:
    weeks = [_week(day, list(some)) for day, some in groupby(spent, key=lambda one: one.week)]
    return ClassCosts(class_id=found.id, name=found.name, weeks=tuple(reversed(weeks)))


def _week(day: date, some: list[ClassSpent]) -> WeekCosts:
    people = groupby(some, key=lambda one: one.user)  # they come by user
    return WeekCosts(
        week=day,
        spent=together(some),
        purposes=_purposes(some),
        people=tuple(_person(user, list(own)) for user, own in people),
    )


def _person(user: str, own: list[ClassSpent]) -> PersonCosts:
    return PersonCosts(user=user, spent=together(own), purposes=_purposes(own))


def _purposes(some: Iterable[ClassSpent]) -> tuple[PurposeCosts, ...]:
    ordered = sorted(some, key=lambda one: one.purpose)
    return tuple(
        PurposeCosts(purpose=purpose, spent=together(alike))
        for purpose, alike in groupby(ordered, key=lambda one: one.purpose)
    )


def together(some: Iterable[ClassSpent]) -> Spending:
    """Return what several kinds of calls took together."""
    calls = tokens = cost = unpriced = 0
    for one in some:
        calls += one.calls
        tokens += one.spent.tokens
        cost += one.spent.cost_micros
        unpriced += one.unpriced
    return Spending(calls=calls, tokens=tokens, cost_micros=None if unpriced else cost)


def _file(spent: Iterable[ClassSpent]) -> Export:
    text = write_table(COLUMNS, map(_row, spent))
    return Export("model-costs.csv", "text/csv; charset=utf-8", text.encode())


def _row(one: ClassSpent) -> dict[str, Cell]:
    cells: tuple[Cell, ...] = (
        one.week.isoformat(),
        formula_safe(one.user),
        formula_safe(one.purpose),
        one.calls,
        one.spent.tokens,
        one.spent.cost_micros,
        one.unpriced,
    )
    return dict(zip(COLUMNS, cells, strict=True))
