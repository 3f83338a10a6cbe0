"""Two requests for a hint at once, as of two pages: one hint is given, and it counts once."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.journey_talk import HintShown
from jupyter_codemm.contracts.solving import HintRequest
from jupyter_codemm.services.hinting import hint
from tests.fakes.contexts import OWNER, make_context
from tests.fakes.memory_store import MemoryStore
from tests.store.records import activity, outcome, submission


@pytest.mark.parametrize("submission_id", ["u1", None])
def test_both_get_the_hint_that_the_faster_one_was_given(submission_id):
    async def scenario():
        ctx = make_context(MemoryStore())
        now = ctx.clock.now()
        failed = {"status": "done", "outcome": outcome("wrong_answer"), "submitted_at": now}

        def fill(tx):
            tx.activities.add(activity(owner=OWNER))
            tx.submissions.add(submission(user=OWNER, **failed))

        await ctx.store.transact(fill)
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
