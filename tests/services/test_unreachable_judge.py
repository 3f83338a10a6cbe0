"""A judge that cannot be reached for a while: submissions wait for it, and hold up no others."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import SubmitRequest
from jupyter_codemm.errors import UnreachableError
from jupyter_codemm.services.judging import QueueSize, SubmissionQueue
from jupyter_codemm.services.resting import PATIENCE
from tests.fakes.contexts import OWNER, make_context
from tests.fakes.drafts import REFERENCE, good_draft
from tests.fakes.instant_sandbox import InstantSandbox
from tests.fakes.pauses import Pauses
from tests.store.engines import new_store

BOUND_SECONDS = 60.0
AWAY = "# away\n"


class PartlyAway(InstantSandbox):
    """Cannot be reached for programs that start with AWAY while `away`."""

    def __init__(self):
        super().__init__()
        self.away = True

    async def execute(self, plan, listen=None):
        if self.away and any(text.startswith(AWAY.encode()) for text in plan.files.values()):
            raise UnreachableError("nobody is at home")
        return await super().execute(plan, listen)


@asynccontextmanager
async def server():
    pauses = Pauses()
    ctx = make_context(new_store(), sandbox=PartlyAway())
    queue = SubmissionQueue(ctx, pause=pauses, size=QueueSize(workers=1))
    activity = Activity(
        id="activity-1",
        owner=OWNER,
        title="One",
        language="python",
        problems=(good_draft().problem,),
        created_at=ctx.clock.now(),
    )
    await ctx.store.transact(lambda tx: tx.activities.add(activity))
    try:
        yield ctx, queue, pauses
    finally:
        await queue.close()


def request(head=AWAY):
    return SubmitRequest(problem_id="p-1", source=Source.single(head + REFERENCE))


def test_it_waits_out_of_the_way_and_is_judged_when_the_judge_is_back():
    async def scenario():
        async with server() as (ctx, queue, pauses):
            submission = await queue.submit(OWNER, request())
            for _ in range(3):
                await pauses.reached(2)  # the heartbeat, and the rest
                told = await queue.wait(OWNER, submission.id, 0)
                assert (told.status, told.note) == ("queued", "nobody is at home")
                ctx.clock.advance(1)
                await pauses.pass_on()
            other = await queue.submit(OWNER, request(""))
            assert (await queue.wait(OWNER, other.id, BOUND_SECONDS)).status == "done"
            ctx.sandbox.away = False
            await pauses.pass_on()
            done = await queue.wait(OWNER, submission.id, BOUND_SECONDS)
            assert (done.outcome.verdict, done.note) == ("runtime_error", "")
            assert ctx.sandbox.launches == 2

    asyncio.run(scenario())


def test_a_judge_that_stays_away_is_named_when_patience_ends():
    async def scenario():
        async with server() as (ctx, queue, pauses):
            submission = await queue.submit(OWNER, request())
            await pauses.reached(2)
            ctx.clock.advance(PATIENCE.total_seconds())
            await pauses.pass_on()
            done = await queue.wait(OWNER, submission.id, BOUND_SECONDS)
            assert (done.outcome.verdict, done.outcome.message) == (
                "judge_error",
                "nobody is at home",
            )
            again = await queue.submit(OWNER, request())  # which has its own patience
            await pauses.reached(2)
            assert (await queue.wait(OWNER, again.id, 0)).note

    asyncio.run(scenario())


@pytest.mark.parametrize("ends", ["cancelled", "closed"])
def test_one_that_waits_can_be_cancelled_and_left_to_another_server(ends):
    async def scenario():
        async with server() as (ctx, queue, pauses):
            submission = await queue.submit(OWNER, request())
            await pauses.reached(2)
            if ends == "cancelled":
                await queue.cancel(OWNER, submission.id)
                waited = await queue.wait(OWNER, submission.id, BOUND_SECONDS)
                assert (waited.status, waited.note) == ("cancelled", "")
            await queue.close()
            assert not asyncio.all_tasks() - {asyncio.current_task()}
            lease = await ctx.store.transact(
                lambda tx: tx.leases.get(f"submission:{submission.id}")
            )
            assert lease is None

    asyncio.run(scenario())
