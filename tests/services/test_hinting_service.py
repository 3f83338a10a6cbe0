"""Hints through the service: asked for twice at once, as by two pages, and without a record."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.journey_talk import HintShown
from jupyter_codemm.contracts.recording import SettingsChange
from jupyter_codemm.contracts.solving import HintRequest
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.services.hinting import hint
from jupyter_codemm.services.journeys import Journeys
from tests.fakes.contexts import OWNER, make_context
from tests.store.engines import new_store
from tests.store.records import activity, outcome, submission


async def fail(ctx) -> None:
    now = ctx.clock.now()
    failed = {"status": "done", "outcome": outcome("wrong_answer"), "submitted_at": now}

    def fill(tx):
        tx.activities.add(activity(owner=OWNER))
        tx.submissions.add(submission(user=OWNER, **failed))

    await ctx.store.transact(fill)


@pytest.mark.parametrize("submission_id", ["u1", None])
def test_both_get_the_hint_that_the_faster_one_was_given(submission_id):
    async def scenario():
        ctx = make_context(new_store())
        await fail(ctx)
        request = HintRequest(problem_id="p1", submission_id=submission_id)
        told = await asyncio.gather(*(hint(ctx, OWNER, request) for _ in range(3)))
        records = await ctx.store.transact(lambda tx: tx.journeys.records(OWNER))
        learner = await ctx.store.transact(lambda tx: tx.journeys.learner(OWNER))
        return told, records, learner.state

    told, records, state = asyncio.run(scenario())
    assert len({one.reply.text for one in told}) == 1
    assert sorted(one.reply.ruling for one in told) == ["again", "again", "given"]
    assert sum(one.is_new for one in told) == 1
    assert sum(isinstance(record.event, HintShown) for record in records) == 1
    assert state.work["p1"].hints_used == 1


def test_levels_open_while_the_record_is_paused_too():
    async def scenario():
        ctx = make_context(new_store())
        await fail(ctx)
        await Journeys(ctx).change_settings(OWNER, SettingsChange(recording=False))
        told = []
        for code in ("a = 1", "a = 1", "a = 1\nb = 2\nc = 3", "d = 4 * 5 - 6\nprint(d)"):
            ctx.clock.advance(11)
            request = HintRequest(problem_id="p1", source=Source.single(code))
            reply = (await hint(ctx, OWNER, request)).reply
            told.append((reply.level, reply.ruling))
        assert told == [(1, "given"), (1, "try_first"), (2, "given"), (3, "given")]
        records = await ctx.store.transact(lambda tx: tx.journeys.records(OWNER))
        assert not any(isinstance(record.event, HintShown) for record in records)

    asyncio.run(scenario())


def test_the_hint_with_a_verdict_is_new_once_while_the_record_is_paused_too():
    async def scenario():
        ctx = make_context(new_store())
        await fail(ctx)
        await Journeys(ctx).change_settings(OWNER, SettingsChange(recording=False))
        request = HintRequest(problem_id="p1", submission_id="u1")
        first, again = [await hint(ctx, OWNER, request) for _ in range(2)]
        assert first.reply.text == again.reply.text
        assert [first.is_new, again.is_new] == [True, False]

    asyncio.run(scenario())


@pytest.mark.parametrize("submission_id", ["u1", None])
def test_who_erases_everything_meanwhile_gets_no_new_record(submission_id):
    async def scenario():
        ctx = make_context(new_store())
        await fail(ctx)
        request = HintRequest(problem_id="p1", submission_id=submission_id)
        await asyncio.gather(hint(ctx, OWNER, request), Journeys(ctx).erase(OWNER))
        return await ctx.store.transact(lambda tx: tx.people.counts(OWNER))

    assert set(asyncio.run(scenario()).values()) == {0}
