"""Journeys that are looked at by many at once, and after they were erased."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.ports import Learner, Store
from jupyter_codemm.services.replaying import BEGINNING, MOST_OPEN, Replays
from tests.fakes.contexts import OWNER, make_context
from tests.fakes.diary import MORNING, Diary
from tests.fakes.random_journeys import random_journey
from tests.store.engines import new_store


class HeldStore:
    """Answers who asks while `held` is there only when the test says so."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.held: asyncio.Event | None = None
        self.waits = asyncio.Event()

    async def transact(self, work):
        held, done = self.held, await self.store.transact(work)
        if held is not None:
            self.waits.set()
            await held.wait()
        return done


def keep(diary: Diary):
    """Return the transaction that stores a diary as the owner's journey."""

    def work(tx) -> None:
        tx.journeys.learner(OWNER)
        tx.journeys.keep_code(OWNER, list(diary.codes.values()))
        tx.journeys.append(OWNER, diary.records)
        tx.journeys.save(Learner(OWNER, last_id=diary.records[-1].id))

    return work


def written(names: list[str], at=MORNING) -> Diary:
    diary = Diary(at)
    for name in names:
        diary.open(name)
        diary.save("x = 1")
    return diary


def test_a_journey_that_others_push_out_meanwhile_is_told_whole():
    async def scenario() -> None:
        names = [f"p{number}" for number in range(MOST_OPEN + 1)]
        store = HeldStore(new_store())
        await store.transact(keep(written(names)))
        replays = Replays(make_context(store))
        for name in names[:MOST_OPEN]:
            assert (await replays.timeline(OWNER, name)).steps == 2
        store.held = held = asyncio.Event()
        first = asyncio.create_task(replays.timeline(OWNER, names[0]))
        await store.waits.wait()
        store.held = None
        await replays.timeline(OWNER, names[-1])
        held.set()
        assert (await first).steps == 2
        assert (await replays.timeline(OWNER, names[0])).steps == 2

    asyncio.run(scenario())


def test_a_new_journey_as_long_as_an_erased_one_is_not_taken_for_it():
    async def scenario() -> None:
        ctx = make_context(new_store())
        await ctx.store.transact(keep(written(["p0"])))
        replays = Replays(ctx)
        old = await replays.timeline(OWNER)
        await ctx.store.transact(lambda tx: tx.people.forget_record(OWNER, actor="retention"))
        later = written(["p1"], MORNING + timedelta(days=200))
        await ctx.store.transact(keep(later))
        new = await replays.timeline(OWNER)
        assert old.steps == new.steps
        assert {row.problem_id for row in new.rows} == {"p1"}

    asyncio.run(scenario())


async def long_journey() -> tuple[Replays, Diary]:
    """Store a journey that is longer than its beginning, and give what looks at it."""
    ctx = make_context(new_store())
    diary = random_journey(2 * BEGINNING, seed=3)
    await ctx.store.transact(keep(diary))
    return Replays(ctx), diary


def test_the_beginning_of_a_long_journey_is_told_without_the_rest():
    async def scenario() -> None:
        replays, diary = await long_journey()
        begun = await replays.beginning(OWNER)
        assert (begun.complete, begun.steps) == (False, len(diary.records))
        early = [await replays.step(OWNER, step) for step in (0, 1, BEGINNING)]
        assert not any(opened.read.is_whole for opened in replays._open.values())
        whole = await replays.timeline(OWNER)
        assert (whole.complete, whole.steps) == (True, len(diary.records))
        told = len(begun.rows)
        assert [row.at for row in begun.rows] == [row.at for row in whole.rows[:told]]
        assert early == [await replays.step(OWNER, step) for step in (0, 1, BEGINNING)]
        assert (await replays.beginning(OWNER)).complete

    asyncio.run(scenario())


def test_a_late_step_is_had_after_the_beginning_only_and_one_after_the_end_is_refused():
    async def scenario() -> None:
        replays, diary = await long_journey()
        await replays.beginning(OWNER)
        assert (await replays.step(OWNER, BEGINNING + 1)).step == BEGINNING + 1
        with pytest.raises(InvalidInputError, match=f"has 0 to {len(diary.records)}"):
            await replays.step(OWNER, len(diary.records) + 1)

    asyncio.run(scenario())


def test_a_journey_that_is_erased_while_it_is_opened_does_not_stay_open():
    async def scenario() -> None:
        store = HeldStore(new_store())
        await store.transact(keep(written(["p0"])))
        replays = Replays(make_context(store))
        store.held = held = asyncio.Event()
        looked = asyncio.create_task(replays.timeline(OWNER))
        await store.waits.wait()
        replays.forget(OWNER)
        held.set()
        await looked
        assert not replays._open

    asyncio.run(scenario())
