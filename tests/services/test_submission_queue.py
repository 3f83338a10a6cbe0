"""The queue of submissions on a real database: fair, bounded, cancellable, each judged once."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from contextlib import asynccontextmanager

import pytest

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import SubmitRequest
from jupyter_codemm.errors import (
    MissingToolError,
    NotFoundError,
    StoreError,
    WrongStateError,
)
from jupyter_codemm.services.judging import QueueSize, SubmissionQueue
from jupyter_codemm.services.submissions import get_submission, lease_key, list_submissions
from jupyter_codemm.services.tiers import STRONGEST_FIRST
from tests.fakes.contexts import make_context
from tests.fakes.drafts import good_draft
from tests.fakes.fixed_clock import FixedClock
from tests.fakes.instant_sandbox import InstantSandbox
from tests.fakes.pauses import Pauses
from tests.store.engines import change, store_at

BOUND_SECONDS = 60.0
MARK = re.compile(r"mark (\S+)")


@asynccontextmanager
async def server(tmp_path, *users, pauses=None, size=None, **parts):
    store = store_at(tmp_path / "codemm.sqlite")
    ctx = make_context(store, **{"sandbox": InstantSandbox()} | parts)
    queue = SubmissionQueue(ctx, pause=pauses or Pauses(), size=size)
    await store.transact(lambda tx: [tx.activities.add(activity(ctx, user)) for user in users])
    try:
        yield ctx, queue
    finally:
        await queue.close()
        await store.close()


def activity(ctx, user):
    return Activity(
        id=f"activity-{user}",
        owner=user,
        title="One",
        language="python",
        problems=(good_draft(f"p-{user}").problem,),
        created_at=ctx.clock.now(),
    )


def request(user, mark=""):
    return SubmitRequest(problem_id=f"p-{user}", source=Source.single(f"# mark {mark or user}\n"))


def marks(sandbox):
    return [MARK.search(source)[1] for source in sandbox.seen]


async def all_done(queue, accepted):
    return await asyncio.gather(*(queue.wait(s.user, s.id, BOUND_SECONDS) for s in accepted))


def test_three_hundred_users_at_once(tmp_path):
    users = [f"u{n}" for n in range(300)]

    async def scenario():
        async with server(tmp_path, *users, size=QueueSize(workers=2)) as (ctx, queue):
            ctx.sandbox.open.clear()
            accepted = await asyncio.gather(*(queue.submit(u, request(u)) for u in users))
            await asyncio.wait_for(ctx.sandbox.until_busy(2), BOUND_SECONDS)
            ctx.sandbox.open.set()
            done = await all_done(queue, accepted)
            assert [s.id for s in done] == [s.id for s in accepted]
            assert {s.status for s in done} == {"done"}
            assert Counter(marks(ctx.sandbox)) == Counter(users)
            assert ctx.sandbox.most_busy == 2
            for user in users:
                assert len(await list_submissions(ctx, user)) == 1

    asyncio.run(scenario())


def test_users_get_their_turns_in_the_order_in_which_they_came(tmp_path):
    users = [f"u{n}" for n in range(60)]

    async def scenario():
        async with server(tmp_path, *users, size=QueueSize(workers=1)) as (ctx, queue):
            accepted = []

            async def submit(user):
                # A database with several transactions at once decides who of all these is first.
                accepted.append(await queue.submit(user, request(user)))

            await asyncio.gather(*map(submit, users))
            await all_done(queue, accepted)
            assert marks(ctx.sandbox) == [s.user for s in accepted]

    asyncio.run(scenario())


def test_the_same_thing_fifty_times_at_once_is_fifty_verdicts(tmp_path):
    async def scenario():
        async with server(tmp_path, "ada") as (ctx, queue):
            accepted = await asyncio.gather(
                *(queue.submit("ada", request("ada")) for _ in range(50))
            )
            done = await all_done(queue, accepted)
            assert len({s.id for s in done if s.outcome}) == 50
            assert ctx.sandbox.launches == 50

    asyncio.run(scenario())


def test_fifty_of_one_user_do_not_delay_the_first_of_another(tmp_path):
    async def scenario():
        async with server(tmp_path, "ada", "bob", size=QueueSize(workers=1)) as (ctx, queue):
            ctx.sandbox.open.clear()
            many = [await queue.submit("ada", request("ada", f"ada{n}")) for n in range(50)]
            one = await queue.submit("bob", request("bob"))
            assert (many[0].position, many[1].position, many[49].position) == (None, 1, 49)
            assert one.position == 2
            told = await queue.list("ada")
            assert [s.position for s in told if s.id == many[49].id] == [50]
            ctx.sandbox.open.set()
            await all_done(queue, [*many, one])
            assert marks(ctx.sandbox)[:4] == ["ada0", "ada1", "bob", "ada2"]

    asyncio.run(scenario())


def test_a_cancelled_one_that_waits_is_never_judged(tmp_path):
    async def scenario():
        async with server(tmp_path, "ada", size=QueueSize(workers=1)) as (ctx, queue):
            ctx.sandbox.open.clear()
            first = await queue.submit("ada", request("ada", "first"))
            second = await queue.submit("ada", request("ada", "second"))
            waiting = asyncio.ensure_future(queue.wait("ada", second.id, BOUND_SECONDS))
            cancelled = await queue.cancel("ada", second.id)
            assert (cancelled.status, cancelled.outcome) == ("cancelled", None)
            assert await waiting == cancelled
            assert await queue.cancel("ada", second.id) == cancelled
            ctx.sandbox.open.set()
            await all_done(queue, [first])
            assert marks(ctx.sandbox) == ["first"]
            await queue.recover()
            assert await get_submission(ctx, "ada", second.id) == cancelled

    asyncio.run(scenario())


def test_a_cancelled_one_that_runs_is_stopped(tmp_path):
    async def scenario():
        async with server(tmp_path, "ada", size=QueueSize(workers=1)) as (ctx, queue):
            ctx.sandbox.open.clear()
            first = await queue.submit("ada", request("ada", "first"))
            second = await queue.submit("ada", request("ada", "second"))
            await ctx.sandbox.until_busy(1)
            cancelled = await queue.cancel("ada", first.id)
            assert (await queue.wait("ada", first.id, BOUND_SECONDS)) == cancelled
            ctx.sandbox.open.set()
            (done,) = await all_done(queue, [second])
            assert done.status == "done"
            assert ctx.sandbox.stopped == 1
            with pytest.raises(WrongStateError, match="verdict"):
                await queue.cancel("ada", second.id)
            with pytest.raises(NotFoundError):
                await queue.cancel("bob", second.id)

    asyncio.run(scenario())


def test_what_is_erased_while_it_is_judged_or_waits_holds_up_nobody(tmp_path):
    async def scenario():
        async with server(tmp_path, "ada", "bob", size=QueueSize(workers=1)) as (ctx, queue):
            ctx.sandbox.open.clear()
            running = await queue.submit("ada", request("ada", "running"))
            waiting = await queue.submit("ada", request("ada", "waiting"))
            others = await queue.submit("bob", request("bob"))
            await ctx.sandbox.until_busy(1)
            await ctx.store.transact(lambda tx: tx.people.erase("ada", actor="ada"))
            ctx.sandbox.open.set()
            (done,) = await all_done(queue, [others])
            assert done.status == "done"
            assert marks(ctx.sandbox) == ["running", "bob"]
            assert await list_submissions(ctx, "ada") == ()
            keys = {lease_key(one.id) for one in (running, waiting, others)}
            assert await ctx.store.transact(lambda tx: tx.leases.existing(keys)) == frozenset()

    asyncio.run(scenario())


def test_another_server_can_cancel_what_this_one_runs(tmp_path):
    async def scenario():
        pauses = Pauses()
        async with (
            server(tmp_path, "ada", pauses=pauses) as (ctx, first),
            server(tmp_path, holder="server-2") as (_, second),
        ):
            ctx.sandbox.open.clear()
            submission = await first.submit("ada", request("ada"))
            await ctx.sandbox.until_busy(1)
            assert (await second.cancel("ada", submission.id)).status == "cancelled"
            await pauses.pass_on()
            await ctx.sandbox.until_busy(0)
            assert (await first.wait("ada", submission.id, 0)).status == "cancelled"

    asyncio.run(scenario())


def test_what_was_left_behind_is_judged_in_fair_order(tmp_path):
    async def scenario():
        async with server(tmp_path, "ada", "bob", size=QueueSize(workers=1)) as (ctx, queue):
            ctx.sandbox.open.clear()
            for number in range(3):
                await queue.submit("ada", request("ada", f"ada{number}"))
                ctx.clock.advance(1)
            await queue.submit("bob", request("bob"))
        async with server(tmp_path, holder="server-2", size=QueueSize(workers=1)) as (ctx, queue):
            await queue.recover()
            listed = [*await queue.list("ada"), *await queue.list("bob")]
            await all_done(queue, listed)
            assert marks(ctx.sandbox) == ["ada0", "bob", "ada1", "ada2"]

    asyncio.run(scenario())


def test_an_idle_server_judges_what_another_took_and_died_with(tmp_path):
    async def scenario():
        clock, pauses = FixedClock(), Pauses()
        async with (
            server(tmp_path, "ada", clock=clock) as (ctx, first),
            server(tmp_path, holder="server-2", clock=clock, pauses=pauses) as (other, second),
        ):
            await second.recover()
            ctx.sandbox.open.clear()
            submission = await first.submit("ada", request("ada"))
            await ctx.sandbox.until_busy(1)
            clock.advance(60)  # and the first never says again that it is there
            waiting = asyncio.ensure_future(second.wait("ada", submission.id, BOUND_SECONDS))
            await pauses.pass_on()
            assert (await waiting).status == "done"
            assert marks(other.sandbox) == ["ada"]

    asyncio.run(scenario())


class StoppedInside(InstantSandbox):
    """Its first run is cancelled from inside."""

    async def execute(self, plan, listen=None):
        if self.launches == 0:
            self.launches += 1
            raise asyncio.CancelledError
        return await super().execute(plan, listen)


def test_what_was_stopped_from_inside_is_judged_later(tmp_path):
    async def scenario():
        pauses = Pauses()
        async with server(tmp_path, "ada", pauses=pauses, sandbox=StoppedInside()) as (_, queue):
            submission = await queue.submit("ada", request("ada"))
            await pauses.reached(2)  # the heartbeat, and the look for what is left
            await pauses.pass_on()
            (done,) = await all_done(queue, [submission])
            assert done.status == "done"

    asyncio.run(scenario())


class PickyStore:
    """Refuses one kind of outcome for ever, as a database does with a value too large for it."""

    def __init__(self, inner):
        self._inner = inner
        self.refused = 0

    async def transact(self, work):
        outcome = getattr(work, "keywords", {}).get("outcome")
        if outcome is not None and outcome.verdict != "judge_error":
            self.refused += 1
            raise StoreError("refused a value that is too large")
        return await self._inner.transact(work)

    async def close(self):
        await self._inner.close()


def test_an_outcome_that_can_never_be_stored_ends_in_words_and_is_judged_once(tmp_path):
    async def scenario():
        async with server(tmp_path, "ada") as (ctx, _):
            pauses, store = Pauses(), PickyStore(ctx.store)
            picky = make_context(store, sandbox=ctx.sandbox)
            queue = SubmissionQueue(picky, pause=pauses)
            submission = await queue.submit("ada", request("ada"))
            for refused in (1, 2):
                await pauses.reached(2)  # the heartbeat, and the outcome
                assert store.refused == refused
                await pauses.pass_on()
            (done,) = await all_done(queue, [submission])
            assert done.outcome.verdict == "judge_error"
            assert "not to blame" in done.outcome.message
            assert (ctx.sandbox.launches, store.refused) == (1, 3)
            await queue.close()

    asyncio.run(scenario())


def spoil(tmp_path, table, key):
    place = tmp_path / "codemm.sqlite"
    change(place, f"UPDATE {table} SET document = '{{' WHERE id = :id", id=key)


def test_a_row_that_cannot_be_read_is_left_alone_and_others_are_judged(tmp_path):
    async def scenario():
        async with server(tmp_path, "ada", size=QueueSize(workers=1)) as (ctx, queue):
            ctx.sandbox.open.clear()
            first = await queue.submit("ada", request("ada", "first"))
            broken = await queue.submit("ada", request("ada", "broken"))
            third = await queue.submit("ada", request("ada", "third"))
            spoil(tmp_path, "submissions", broken.id)
            ctx.sandbox.open.set()
            await all_done(queue, [first, third])
            await queue.recover()
            assert not queue._knows(broken.id)
            assert marks(ctx.sandbox) == ["first", "third"]
            with pytest.raises(StoreError, match="corrupt"):
                await queue.wait("ada", broken.id, 0)

    asyncio.run(scenario())


def test_a_problem_that_cannot_be_read_any_more_ends_in_words(tmp_path):
    async def scenario():
        async with server(tmp_path, "ada", "bob", size=QueueSize(workers=1)) as (ctx, queue):
            ctx.sandbox.open.clear()
            first = await queue.submit("bob", request("bob"))
            broken = await queue.submit("ada", request("ada"))
            spoil(tmp_path, "activities", "activity-ada")
            ctx.sandbox.open.set()
            _, done = await all_done(queue, [first, broken])
            assert done.outcome.verdict == "judge_error"
            assert "damaged" in done.outcome.message
            assert marks(ctx.sandbox) == ["bob"]

    asyncio.run(scenario())


@pytest.mark.parametrize("needed", STRONGEST_FIRST)
@pytest.mark.parametrize("here", STRONGEST_FIRST)
def test_a_submission_needs_the_configured_sandbox(tmp_path, needed, here):
    async def scenario():
        async with server(tmp_path, "ada") as (plain, _):
            ctx = make_context(plain.store, sandbox=InstantSandbox(here), graded_tier=needed)
            queue = SubmissionQueue(ctx, pause=Pauses())
            if STRONGEST_FIRST.index(here) > STRONGEST_FIRST.index(needed):
                with pytest.raises(MissingToolError, match=f"{needed} sandbox .* {here} one"):
                    await queue.submit("ada", request("ada"))
                assert await list_submissions(ctx, "ada") == ()
            else:
                submission = await queue.submit("ada", request("ada"))
                (done,) = await all_done(queue, [submission])
                assert done.outcome.verdict == "runtime_error"
            await queue.close()

    asyncio.run(scenario())


def test_a_sandbox_that_became_weaker_gives_no_verdict(tmp_path):
    async def scenario():
        async with server(tmp_path, "ada") as (plain, _):
            sandbox = InstantSandbox("docker")
            ctx = make_context(plain.store, sandbox=sandbox, graded_tier="bwrap")
            queue = SubmissionQueue(ctx, pause=Pauses())
            sandbox.open.clear()
            submission = await queue.submit("ada", request("ada"))
            sandbox.tier = "rlimit"
            sandbox.open.set()
            (done,) = await all_done(queue, [submission])
            assert done.outcome.verdict == "judge_error"
            assert "bwrap sandbox" in done.outcome.message
            await queue.close()

    asyncio.run(scenario())
