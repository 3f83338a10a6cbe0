"""A database that is busy when work ends: nothing is lost, the work is taken up again."""

from __future__ import annotations

import asyncio

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import SubmitRequest
from jupyter_codemm.services.authoring import get_session
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.services.judging import SubmissionQueue
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import OWNER, events_until_end, make_context, ready_session
from tests.fakes.drafts import REFERENCE, good_draft
from tests.fakes.failing_sandbox import FailingSandbox
from tests.fakes.flaky_store import FlakyStore
from tests.fakes.pauses import Pauses
from tests.store.engines import new_store

BOUND_SECONDS = 60.0


class BusyWhileRunning(FailingSandbox):
    """Makes the database busy as soon as a program runs, while it does `harm`."""

    def __init__(self, store):
        super().__init__(BareSandbox())
        self._store = store
        self.harm = True

    async def execute(self, plan, listen=None):
        self._store.busy = self.harm
        return await super().execute(plan, listen)


async def ended(tasks):
    await asyncio.gather(*tasks, return_exceptions=True)


def activity(ctx):
    return Activity(
        id="activity-1",
        owner=OWNER,
        title="One",
        language="python",
        problems=(good_draft().problem,),
        created_at=ctx.clock.now(),
    )


def test_a_verdict_that_could_not_be_stored_is_stored_later():
    async def scenario():
        store, pauses = FlakyStore(new_store()), Pauses()
        ctx = make_context(store, sandbox=BusyWhileRunning(store))
        queue = SubmissionQueue(ctx, pause=pauses)
        await store.transact(lambda tx: tx.activities.add(activity(ctx)))
        request = SubmitRequest(problem_id="p-1", source=Source.single(REFERENCE))
        submission = await queue.submit(OWNER, request)
        await pauses.reached(2)  # the heartbeat, and the verdict that was refused
        assert store.refused
        ctx.sandbox.harm = store.busy = False
        await pauses.pass_on()
        done = await queue.wait(OWNER, submission.id, BOUND_SECONDS)
        assert done.outcome.verdict == "accepted"
        await queue.close()

    asyncio.run(scenario())


class BusyForThreeOutcomes(FlakyStore):
    """Is busy from the first outcome on, and is not any more right after it refused the third."""

    outcomes = 0

    async def transact(self, work):
        if "outcome" in getattr(work, "keywords", {}):
            self.outcomes += 1
            self.busy = self.outcomes <= 3
        try:
            return await super().transact(work)
        finally:
            self.busy = self.busy and self.outcomes < 3


def test_a_verdict_is_kept_when_the_database_recovers_between_two_writes():
    async def scenario():
        store, pauses = BusyForThreeOutcomes(new_store()), Pauses()
        ctx = make_context(store)
        queue = SubmissionQueue(ctx, pause=pauses)
        await store.transact(lambda tx: tx.activities.add(activity(ctx)))
        request = SubmitRequest(problem_id="p-1", source=Source.single(REFERENCE))
        submission = await queue.submit(OWNER, request)
        for _ in range(3):
            await pauses.reached(2)  # the heartbeat, and the verdict that was refused
            await pauses.pass_on()
        done = await queue.wait(OWNER, submission.id, BOUND_SECONDS)
        assert done.outcome.verdict == "accepted"
        assert store.outcomes == 4
        await queue.close()

    asyncio.run(scenario())


def test_a_generation_whose_end_could_not_be_stored_goes_on():
    async def scenario():
        store, pauses = FlakyStore(new_store()), Pauses()
        ctx = make_context(store, sandbox=BusyWhileRunning(store))
        generations = Generations(ctx, pause=pauses)
        session = await ready_session(ctx, 1)
        await generations.start(OWNER, session.id, 1)
        await ended(job.task for job in generations._jobs.values())
        assert store.refused
        assert generations.running == ()
        ctx.sandbox.harm = store.busy = False
        await pauses.pass_on()
        events = await events_until_end(ctx, session.id)
        assert events[-1].event.type == "generation_completed"
        assert (await get_session(ctx, OWNER, session.id)).state == "SAVED"
        await generations.close()

    asyncio.run(scenario())
