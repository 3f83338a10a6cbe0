"""A PostgreSQL that goes away under a service, and comes back: nothing is lost or judged twice."""

from __future__ import annotations

import asyncio
import gc

import pytest

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import SubmitRequest
from jupyter_codemm.errors import StoreError
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.services.judging import QueueSize, SubmissionQueue
from jupyter_codemm.store import open_store
from tests.fakes.contexts import OWNER, events_until_end, make_context, ready_session
from tests.fakes.drafts import good_draft
from tests.fakes.instant_sandbox import InstantSandbox
from tests.fakes.pauses import Pauses
from tests.fakes.scripted_author import ScriptedAuthor

BOUND_SECONDS = 60.0
ASKED = SubmitRequest(problem_id="p-1", source=Source.single("print(1)\n"))

pytestmark = [
    pytest.mark.one_engine,  # there is but one that goes away
    # The driver forgets the socket of a connection that was ended while it began.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


@pytest.fixture
def store(postgres_url, tmp_path):
    opened = open_store(postgres_url, key=tmp_path / "codemm")
    yield opened
    asyncio.run(opened.close())
    gc.collect()  # such sockets, here and not under another test


async def refused(asked) -> None:
    with pytest.raises(StoreError, match=r"^The database \S+ (cannot be reached|is being shut)"):
        await asked


def test_what_was_submitted_gets_its_verdict_when_the_database_is_back(postgres_cluster, store):
    async def scenario():
        pauses, sandbox = Pauses(), InstantSandbox()
        ctx = make_context(store, sandbox=sandbox)
        activity = Activity(
            id="activity-1",
            owner=OWNER,
            title="One",
            language="python",
            problems=(good_draft().problem,),
            created_at=ctx.clock.now(),
        )
        await store.transact(lambda tx: tx.activities.add(activity))
        queue = SubmissionQueue(ctx, pause=pauses, size=QueueSize(workers=1))
        sandbox.open.clear()
        made = [await queue.submit(OWNER, ASKED) for _ in range(3)]
        await sandbox.until_busy(1)
        with postgres_cluster.away():
            await refused(queue.submit(OWNER, ASKED))
            sandbox.open.set()
            await pauses.reached(2)  # the heartbeat, and the verdict that could not be stored
            await pauses.pass_on()
            await pauses.reached(2)
        waiting = [asyncio.create_task(queue.wait(OWNER, s.id, BOUND_SECONDS)) for s in made]
        while not all(task.done() for task in waiting):
            going = asyncio.create_task(pauses.pass_on())
            await asyncio.wait([going, *waiting], return_when=asyncio.FIRST_COMPLETED)
            going.cancel()
        assert {task.result().status for task in waiting} == {"done"}
        listed = await store.transact(lambda tx: tx.submissions.list(OWNER))
        assert {one.id for one in listed} == {one.id for one in made}
        again = await queue.submit(OWNER, ASKED)
        assert (await queue.wait(OWNER, again.id, BOUND_SECONDS)).status == "done"
        await queue.close()

    asyncio.run(scenario())


def test_a_generation_goes_on_where_it_was(postgres_cluster, store):
    async def scenario():
        pauses = Pauses()
        author = ScriptedAuthor(hold=frozenset({1}))
        generations = Generations(make_context(store, author=author), pause=pauses)
        session = await ready_session(make_context(store), 2)
        await generations.start(OWNER, session.id, 1)
        await author.held.wait()
        with postgres_cluster.away():
            author.release()
            jobs = [job.task for job in generations._jobs.values()]
            await asyncio.gather(*jobs, return_exceptions=True)
        await pauses.pass_on()
        events = await events_until_end(make_context(store), session.id)
        assert events[-1].event.type == "generation_completed"
        assert events[-1].event.completed == 2
        await generations.close()

    asyncio.run(scenario())
