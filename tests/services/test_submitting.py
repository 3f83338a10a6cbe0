"""Running and submitting through the service, on a real database."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import RunRequest, SubmitRequest
from jupyter_codemm.errors import (
    InvalidInputError,
    NotFoundError,
    UnavailableError,
    WrongStateError,
)
from jupyter_codemm.services.activities import delete
from jupyter_codemm.services.judging import QueueSize, SubmissionQueue
from jupyter_codemm.services.running import Runs
from jupyter_codemm.services.submissions import get_submission, list_submissions
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import OWNER, make_context
from tests.fakes.drafts import REFERENCE, good_draft
from tests.fakes.failing_sandbox import FailingSandbox
from tests.fakes.fixed_clock import FixedClock
from tests.fakes.pauses import Pauses
from tests.store.engines import store_at

WRONG = REFERENCE.replace("value > limit", "value >= limit")
BOUND_SECONDS = 60.0


class HeldSandbox(FailingSandbox):
    """Starts nothing until `open` is set."""

    def __init__(self):
        super().__init__(BareSandbox())
        self.open = asyncio.Event()
        self.asked = asyncio.Event()

    async def execute(self, plan, listen=None):
        self.asked.set()
        await self.open.wait()
        return await super().execute(plan, listen)


@asynccontextmanager
async def server(tmp_path, *, pauses=None, queue=None, **parts):
    store = store_at(tmp_path / "codemm.sqlite")
    ctx = make_context(store, **parts)
    submissions = SubmissionQueue(ctx, pause=pauses or Pauses(), **(queue or {}))
    try:
        yield ctx, submissions
    finally:
        await submissions.close()
        await store.close()


async def add_activity(ctx):
    problem = good_draft().problem
    activity = Activity(
        id="activity-1",
        owner=OWNER,
        title="One",
        language="python",
        problems=(problem,),
        created_at=ctx.clock.now(),
    )
    await ctx.store.transact(lambda tx: tx.activities.add(activity))
    return problem


def submit_request(code=REFERENCE, problem_id="p-1"):
    return SubmitRequest(problem_id=problem_id, source=Source.single(code))


def test_a_submission_gets_its_verdict_and_hides_hidden_tests(tmp_path):
    async def scenario():
        async with server(tmp_path) as (ctx, queue):
            await add_activity(ctx)
            submission = await queue.submit(OWNER, submit_request(WRONG))
            assert submission.status == "queued"
            done = await queue.wait(OWNER, submission.id, BOUND_SECONDS)
            assert done.status == "done"
            assert done.outcome.verdict == "wrong_answer"
            assert done.outcome.passed == 6
            hidden = [c for c in done.outcome.cases if c.visibility == "hidden"]
            assert all(c.input is None and c.expected is None and c.got is None for c in hidden)
            right = await queue.submit(OWNER, submit_request())
            await queue.wait(OWNER, right.id, BOUND_SECONDS)
            listed = await list_submissions(ctx, OWNER, "p-1")
            assert {s.verdict for s in listed} == {"accepted", "wrong_answer"}
            lease = await ctx.store.transact(
                lambda tx: tx.leases.get(f"submission:{submission.id}")
            )
            assert lease is None

    asyncio.run(scenario())


def test_run_on_samples_and_alone(tmp_path):
    async def scenario():
        async with server(tmp_path) as (ctx, _):
            await add_activity(ctx)
            source = Source.single(REFERENCE)
            reply = await Runs(ctx).run(OWNER, RunRequest(source=source, problem_id="p-1"))
            assert (reply.samples.verdict, reply.samples.total) == ("accepted", 3)
            alone = Source.single("print(input()[::-1])")
            reply = await Runs(ctx).run(
                OWNER, RunRequest(source=alone, language="python", stdin="abc\n")
            )
            assert reply.run.stdout == "cba\n"
            with pytest.raises(NotFoundError):
                await Runs(ctx).run("eve", RunRequest(source=source, problem_id="p-1"))

    asyncio.run(scenario())


def test_what_may_not_be_submitted(tmp_path):
    async def scenario():
        async with server(tmp_path) as (ctx, queue):
            await add_activity(ctx)
            with pytest.raises(NotFoundError):
                await queue.submit("eve", submit_request())
            with pytest.raises(NotFoundError):
                await queue.submit(OWNER, submit_request(problem_id="p-2"))
            source = Source(files={"../../x.py": "1"})
            with pytest.raises(InvalidInputError, match="file name"):
                await queue.submit(OWNER, SubmitRequest(problem_id="p-1", source=source))
            assert await list_submissions(ctx, OWNER) == ()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("size", "refusal"),
    [
        (QueueSize(open=2), (UnavailableError, "2 submissions wait")),
        (QueueSize(per_user=2), (WrongStateError, "2 of your submissions wait")),
    ],
)
def test_a_full_queue_says_so_and_stores_nothing(tmp_path, size, refusal):
    async def scenario():
        sandbox = HeldSandbox()
        async with server(tmp_path, sandbox=sandbox, queue={"size": size}) as (ctx, queue):
            await add_activity(ctx)
            first = await queue.submit(OWNER, submit_request())
            await queue.submit(OWNER, submit_request())
            with pytest.raises(refusal[0], match=refusal[1]):
                await queue.submit(OWNER, submit_request())
            assert len(await list_submissions(ctx, OWNER)) == 2
            sandbox.open.set()
            done = await queue.wait(OWNER, first.id, BOUND_SECONDS)
            assert done.outcome.verdict == "accepted"
            again = await queue.submit(OWNER, submit_request())
            assert again.status == "queued"

    asyncio.run(scenario())


def test_wait_of_zero_answers_at_once(tmp_path):
    async def scenario():
        async with server(tmp_path, sandbox=HeldSandbox()) as (ctx, queue):
            await add_activity(ctx)
            submission = await queue.submit(OWNER, submit_request())
            now = await queue.wait(OWNER, submission.id, 0)
            assert now.outcome is None
            with pytest.raises(NotFoundError):
                await queue.wait("eve", submission.id, 0)

    asyncio.run(scenario())


@pytest.mark.parametrize(("failures", "verdict"), [(3, "accepted"), (1000, "judge_error")])
def test_a_failing_sandbox_is_tried_again_then_named(tmp_path, failures, verdict):
    async def scenario():
        sandbox, pauses = FailingSandbox(BareSandbox(), failures), Pauses()
        async with server(tmp_path, sandbox=sandbox, pauses=pauses) as (ctx, queue):
            await add_activity(ctx)
            submission = await queue.submit(OWNER, submit_request())
            await pauses.reached(2)  # the heartbeat, and the second attempt
            await pauses.pass_on()
            done = await queue.wait(OWNER, submission.id, BOUND_SECONDS)
            assert done.outcome.verdict == verdict

    asyncio.run(scenario())


def test_what_a_closed_server_left_is_judged_by_the_next(tmp_path):
    async def scenario():
        sandbox = HeldSandbox()
        async with server(tmp_path, sandbox=sandbox) as (ctx, queue):
            await add_activity(ctx)
            submission = await queue.submit(OWNER, submit_request())
            await sandbox.asked.wait()
            assert (await get_submission(ctx, OWNER, submission.id)).status == "running"
        async with server(tmp_path, holder="server-2") as (ctx, queue):
            await queue.recover()
            done = await queue.wait(OWNER, submission.id, BOUND_SECONDS)
            assert done.outcome.verdict == "accepted"

    asyncio.run(scenario())


def test_a_live_server_s_submission_is_left_alone_until_its_lease_runs_out(tmp_path):
    async def scenario():
        clock, pauses, sandbox = FixedClock(), Pauses(), HeldSandbox()
        async with (
            server(tmp_path, sandbox=sandbox, clock=clock) as (ctx, first),
            server(tmp_path, clock=clock, holder="server-2", pauses=pauses) as (other, second),
        ):
            await add_activity(ctx)
            submission = await first.submit(OWNER, submit_request(WRONG))
            await sandbox.asked.wait()
            await second.recover()
            assert (await get_submission(other, OWNER, submission.id)).outcome is None
            clock.advance(60)
            await pauses.pass_on()
            done = await second.wait(OWNER, submission.id, BOUND_SECONDS)
            # The first server ends late: the outcome was written once and stays.
            late = list(first._running.values())
            sandbox.open.set()
            await asyncio.gather(*late)
            assert await get_submission(ctx, OWNER, submission.id) == done

    asyncio.run(scenario())


def test_a_problem_that_was_deleted_meanwhile_ends_in_words(tmp_path):
    async def scenario():
        async with server(tmp_path, sandbox=HeldSandbox()) as (ctx, queue):
            await add_activity(ctx)
            submission = await queue.submit(OWNER, submit_request())
        async with server(tmp_path, holder="server-2") as (ctx, queue):
            await delete(ctx, OWNER, "activity-1")
            await queue.recover()
            done = await queue.wait(OWNER, submission.id, BOUND_SECONDS)
            assert done.outcome.verdict == "judge_error"
            assert "deleted" in done.outcome.message

    asyncio.run(scenario())


class LateStore:
    """While `answer` is clear, the next work is done at once and its answer comes later."""

    def __init__(self, inner):
        self._inner = inner
        self.answer = asyncio.Event()
        self.answer.set()
        self.stored = asyncio.Event()

    async def transact(self, work):
        held = not self.answer.is_set() and not self.stored.is_set()
        result = await self._inner.transact(work)
        if held:
            self.stored.set()
            await self.answer.wait()
        return result


class CountingSandbox(FailingSandbox):
    """Counts the plans that it ran."""

    def __init__(self):
        super().__init__(BareSandbox())
        self.plans = 0

    async def execute(self, plan, listen=None):
        self.plans += 1
        return await super().execute(plan, listen)


def test_what_is_submitted_while_the_left_behind_is_looked_for_is_judged_once(tmp_path):
    async def scenario():
        sandbox = CountingSandbox()
        async with server(tmp_path, sandbox=sandbox) as (ctx, _):
            await add_activity(ctx)
            late = LateStore(ctx.store)
            queue = SubmissionQueue(replace(ctx, store=late), pause=Pauses())
            alone = await queue.submit(OWNER, submit_request())
            await queue.wait(OWNER, alone.id, BOUND_SECONDS)
            each, sandbox.plans = sandbox.plans, 0
            late.answer.clear()
            submitting = asyncio.ensure_future(queue.submit(OWNER, submit_request()))
            await late.stored.wait()
            await queue.recover()
            late.answer.set()
            submission = await submitting
            await queue.wait(OWNER, submission.id, BOUND_SECONDS)
            await queue.close()
            assert sandbox.plans == each

    asyncio.run(scenario())
