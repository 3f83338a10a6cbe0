"""Calls at the same moment cannot go over a cap of a class together, on any store."""

from __future__ import annotations

import asyncio
from itertools import count

from jupyter_codemm.contracts.class_models import ModelTerms, WeekCap
from jupyter_codemm.contracts.model_call import ModelCall, week_of
from jupyter_codemm.errors import BudgetSpentError
from jupyter_codemm.ports import Account, Spent
from jupyter_codemm.services.budgets import Budgets
from jupyter_codemm.services.metering import Meter
from tests.fakes.fixed_clock import FixedClock
from tests.store.records import NOON

CALL = ModelCall(purpose="hint_words", model="m1", outcome="answered", tokens_in=10)
ROOM, CALLERS = 3, 12


def test_a_crowd_of_a_class_gets_as_many_calls_as_there_is_room_for(store):
    numbers = count()
    meter = Meter(store, FixedClock(NOON), Budgets(), lambda word: f"{word}-{next(numbers)}")

    async def asked() -> tuple[str, ModelCall]:
        await asyncio.sleep(0)
        return "words", CALL

    async def one(user: str) -> str:
        account = Account(user, "s1", "k1")
        try:
            return await meter.counted(account, CALL, asked)
        except BudgetSpentError as error:
            return error.message

    async def scenario() -> None:
        terms = ModelTerms(whole=WeekCap(tokens=10 * ROOM + 9))
        await store.transact(lambda tx: tx.class_models.save("k1", terms, None))
        told = await asyncio.gather(*(one(f"user-{n}") for n in range(CALLERS)))
        assert told.count("words") == ROOM
        refused = "The budget of this class for the model is used up for this week."
        assert told.count(refused) == CALLERS - ROOM
        spent = await store.transact(lambda tx: tx.spending.by_class("k1", week_of(NOON)))
        assert spent == Spent(10 * ROOM, 0)

    asyncio.run(scenario())
