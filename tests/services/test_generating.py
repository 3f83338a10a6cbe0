"""Generation through the service, on a real database."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager

import pytest

from jupyter_codemm.contracts.api import PatchActivity
from jupyter_codemm.errors import (
    MissingToolError,
    NotFoundError,
    UnavailableError,
    UnsupportedTopicError,
    WrongStateError,
)
from jupyter_codemm.ports import Lease
from jupyter_codemm.services.activities import delete, get_activity, list_activities, patch
from jupyter_codemm.services.authoring import get_session, post_message
from jupyter_codemm.services.following import session_topic
from jupyter_codemm.services.generating import Generations
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import (
    OWNER,
    events_until_end,
    generated,
    make_context,
    ready_session,
)
from tests.fakes.drafts import wrong_reference
from tests.fakes.failing_sandbox import FailingSandbox
from tests.fakes.fixed_clock import FixedClock
from tests.fakes.pauses import Pauses
from tests.fakes.scripted_author import UNKNOWN_TOPIC, ScriptedAuthor
from tests.store.engines import store_at

BAD = [wrong_reference] * 3


@asynccontextmanager
async def server(tmp_path, *, pauses=None, **parts):
    """One server process: its own store connection, context and generations."""
    store = store_at(tmp_path / "codemm.sqlite")
    ctx = make_context(store, **parts)
    generations = Generations(ctx, pause=pauses or Pauses())
    try:
        yield ctx, generations
    finally:
        await generations.close()
        await store.close()


async def lease_of(ctx, session_id) -> Lease | None:
    return await ctx.store.transact(lambda tx: tx.leases.get(f"generation:{session_id}"))


def kinds(events):
    return [numbered.event.type for numbered in events]


def test_a_session_becomes_an_activity(tmp_path):
    async def scenario():
        async with server(tmp_path) as (ctx, generations):
            session = await ready_session(ctx)
            events = await generated(generations, ctx, session.id)
            assert kinds(events)[0] == "generation_started"
            assert kinds(events)[-1] == "generation_completed"
            after = await get_session(ctx, OWNER, session.id)
            assert after.state == "SAVED"
            activity = await get_activity(ctx, OWNER, after.activity_id)
            assert activity.title == "Python: loops and lists (3 problems)"
            assert [v.problem_id for v in activity.verifications] == [
                p.id for p in activity.problems
            ]
            assert all(v.sandbox_launches == 7 for v in activity.verifications)
            assert await lease_of(ctx, session.id) is None
            with pytest.raises(WrongStateError, match="already"):
                await generations.start(OWNER, session.id, 1)

    asyncio.run(scenario())


def test_another_user_s_session_is_not_found(tmp_path):
    async def scenario():
        async with server(tmp_path) as (ctx, generations):
            session = await ready_session(ctx)
            with pytest.raises(NotFoundError):
                await generations.start("eve", session.id, None)
            with pytest.raises(NotFoundError):
                await generations.cancel("eve", session.id)

    asyncio.run(scenario())


def test_what_cannot_work_is_said_before_it_starts(tmp_path):
    async def scenario():
        sandbox = FailingSandbox(BareSandbox(), missing=frozenset({"python"}))
        async with server(tmp_path, sandbox=sandbox) as (ctx, generations):
            session = await ready_session(ctx)
            with pytest.raises(MissingToolError, match="no compiler was found"):
                await generations.start(OWNER, session.id, None)
            assert (await get_session(ctx, OWNER, session.id)).state == "READY"
        async with server(tmp_path, holder="server-2") as (ctx, generations):
            knitting = await ready_session(ctx, topic_tags=[UNKNOWN_TOPIC])
            with pytest.raises(UnsupportedTopicError):
                await generations.start(OWNER, knitting.id, None)
            assert (await get_session(ctx, OWNER, knitting.id)).state == "READY"
            assert await lease_of(ctx, knitting.id) is None

    asyncio.run(scenario())


def test_a_failed_slot_keeps_the_others_and_is_filled_by_the_next_start(tmp_path):
    async def scenario():
        author = ScriptedAuthor({1: list(BAD)})
        async with server(tmp_path, author=author) as (ctx, generations):
            session = await ready_session(ctx)
            events = await generated(generations, ctx, session.id)
            done = events[-1].event
            assert (done.type, done.completed, done.failed) == ("generation_completed", 2, 1)
            after = await get_session(ctx, OWNER, session.id)
            assert after.state == "FAILED"
            assert [f.slot for f in after.failures] == [1]
            assert "problem 2" in after.last_error
            part = await get_activity(ctx, OWNER, after.activity_id)
            assert len(part.problems) == 2
            assert part.title.endswith("(2 problems)")

            drafted = len(author.requests)
            events = await generated(generations, ctx, session.id, seed=None)
            assert [r.slot.index for r in author.requests[drafted:]] == [1]
            assert events[-1].event.completed == 3
            whole = await get_activity(ctx, OWNER, after.activity_id)
            assert [whole.problems[0], whole.problems[2]] == list(part.problems)
            assert whole.title.endswith("(3 problems)")
            assert (await get_session(ctx, OWNER, session.id)).state == "SAVED"
            assert len(await list_activities(ctx, OWNER)) == 1

    asyncio.run(scenario())


def test_a_part_that_was_renamed_keeps_its_name_and_a_deleted_one_comes_back_anew(tmp_path):
    async def scenario():
        author = ScriptedAuthor({0: BAD + BAD})
        async with server(tmp_path, author=author) as (ctx, generations):
            session = await ready_session(ctx, 2)
            await generated(generations, ctx, session.id)
            first = (await get_session(ctx, OWNER, session.id)).activity_id
            await delete(ctx, OWNER, first)
            await generated(generations, ctx, session.id)
            second = (await get_session(ctx, OWNER, session.id)).activity_id
            assert second != first
            await patch(ctx, OWNER, second, PatchActivity(title="Mine"))
            await generated(generations, ctx, session.id)
            activity = await get_activity(ctx, OWNER, second)
            assert activity.title == "Mine"
            assert len(activity.problems) == 2
            assert [v.problem_id for v in activity.verifications] == [
                p.id for p in activity.problems
            ]

    asyncio.run(scenario())


def test_when_nothing_could_be_made_there_is_no_activity(tmp_path):
    async def scenario():
        author = ScriptedAuthor({0: [UnavailableError("the model is down")]})
        async with server(tmp_path, author=author) as (ctx, generations):
            session = await ready_session(ctx, 1)
            events = await generated(generations, ctx, session.id)
            assert kinds(events)[-1] == "generation_failed"
            after = await get_session(ctx, OWNER, session.id)
            assert (after.state, after.activity_id) == ("FAILED", None)
            assert "the model is down" in after.last_error
            events = await generated(generations, ctx, session.id)
            assert kinds(events)[-1] == "generation_completed"

    asyncio.run(scenario())


def test_a_new_spec_drops_the_problems_of_the_old_one_and_says_so(tmp_path):
    async def scenario():
        author = ScriptedAuthor({1: list(BAD)})
        async with server(tmp_path, author=author) as (ctx, generations):
            session = await ready_session(ctx, 2)
            await generated(generations, ctx, session.id)
            reply = await post_message(
                ctx, OWNER, session.id, "make it three hard problems instead"
            )
            assert reply.turn.spec != session.spec
            assert any("dropped" in notice for notice in reply.turn.notices)
            kept = await ctx.store.transact(lambda tx: tx.sessions.finished_slots(session.id))
            assert kept == ()
            after = reply.session
            assert (after.activity_id, after.seed, after.failures) == (None, None, ())
            assert len(await list_activities(ctx, OWNER)) == 1

    asyncio.run(scenario())


def test_cancel_stops_at_once_and_keeps_what_is_proven(tmp_path):
    async def scenario():
        author = ScriptedAuthor(hold=frozenset({2}))
        async with server(tmp_path, author=author) as (ctx, generations):
            session = await ready_session(ctx)
            with pytest.raises(WrongStateError, match="nothing"):
                await generations.cancel(OWNER, session.id)
            accepted = await generations.start(OWNER, session.id, 5)
            with pytest.raises(WrongStateError, match="already"):
                await generations.start(OWNER, session.id, 5)
            with pytest.raises(WrongStateError, match="generated"):
                await post_message(ctx, OWNER, session.id, "hello")
            await author.held.wait()
            await slots_kept(ctx, session.id, 2)
            await generations.cancel(OWNER, session.id)
            events = await events_until_end(ctx, session.id, accepted.last_event_id)
            assert events[-1].event.type == "generation_cancelled"
            assert events[-1].event.completed == 2
            assert (await get_session(ctx, OWNER, session.id)).state == "READY"
            assert generations.running == ()
            author.release()
            events = await generated(generations, ctx, session.id)
            assert events[0].event.kept == 2
            assert events[-1].event.completed == 3

    asyncio.run(scenario())


async def slots_kept(ctx, session_id, number):
    """Wait until so many slots are stored."""
    with ctx.tidings.hearing(ctx.store, {session_topic(session_id): 0}) as rung:
        while True:
            kept = await ctx.store.transact(lambda tx: tx.sessions.finished_slots(session_id))
            if len(kept) >= number:
                return
            await rung.wait()
            rung.clear()


def test_a_closed_server_leaves_the_session_to_the_next(tmp_path):
    async def scenario():
        async with server(tmp_path, author=ScriptedAuthor(hold=frozenset({1}))) as (
            ctx,
            generations,
        ):
            session = await ready_session(ctx, 2)
            await generations.start(OWNER, session.id, 5)
            await slots_kept(ctx, session.id, 1)
        async with server(tmp_path, holder="server-2") as (ctx, generations):
            before = await ctx.store.transact(lambda tx: tx.sessions.finished_slots(session.id))
            assert (await get_session(ctx, OWNER, session.id)).state == "GENERATING"
            await generations.recover()
            events = await events_until_end(ctx, session.id)
            assert kinds(events).count("generation_started") == 2
            after = await get_session(ctx, OWNER, session.id)
            activity = await get_activity(ctx, OWNER, after.activity_id)
            assert activity.problems[0] == before[0].problem
            assert after.seed == 5

    asyncio.run(scenario())


def test_recovery_leaves_a_live_lease_alone_until_it_runs_out(tmp_path):
    async def scenario():
        clock, pauses = FixedClock(), Pauses()
        held = ScriptedAuthor(hold=frozenset({0}))
        async with (
            server(tmp_path, author=held, clock=clock) as (ctx, first),
            server(tmp_path, clock=clock, holder="server-2", pauses=pauses) as (other, second),
        ):
            session = await ready_session(ctx, 1)
            await first.start(OWNER, session.id, 1)
            await held.held.wait()
            await second.recover()
            assert second.running == ()
            with pytest.raises(WrongStateError, match="another server"):
                await second.start(OWNER, session.id, 1)
            clock.advance(60)
            await pauses.pass_on()
            events = await events_until_end(other, session.id)
            assert kinds(events)[-1] == "generation_completed"
            # The first server wakes up late: nothing that it does may count any more.
            held.release()
            await asyncio.gather(*(job.task for job in first._jobs.values()))
            assert (await get_session(ctx, OWNER, session.id)).state == "SAVED"
            last = await ctx.store.transact(lambda tx: tx.events.last_id(session_topic(session.id)))
            assert last == events[-1].id
            assert len(await list_activities(ctx, OWNER)) == 1

    asyncio.run(scenario())


def test_the_heartbeat_keeps_a_lease_and_notices_a_lost_one(tmp_path):
    async def scenario():
        clock, pauses = FixedClock(), Pauses()
        held = ScriptedAuthor(hold=frozenset({0}))
        async with server(tmp_path, author=held, clock=clock, pauses=pauses) as (ctx, generations):
            session = await ready_session(ctx, 1)
            await generations.start(OWNER, session.id, 1)
            await held.held.wait()
            first = await lease_of(ctx, session.id)
            clock.advance(10)
            await pauses.pass_on()
            await pauses.pass_on()
            second = await lease_of(ctx, session.id)
            assert (second.expires_at - first.expires_at).total_seconds() == 10
            clock.advance(60)
            taken = await ctx.store.transact(
                lambda tx: tx.leases.acquire(first.key, "server-2", clock.now(), 15)
            )
            assert taken
            tasks = [job.task for job in generations._jobs.values()]
            await pauses.pass_on()
            await asyncio.gather(*tasks)
            assert (await get_session(ctx, OWNER, session.id)).state == "GENERATING"
            assert (await lease_of(ctx, session.id)).holder == "server-2"

    asyncio.run(scenario())


def test_who_is_forgotten_has_nothing_generated_any_more(tmp_path):
    async def scenario():
        author = ScriptedAuthor(hold=frozenset({0}))
        async with server(tmp_path, author=author) as (ctx, generations):
            session = await ready_session(ctx)
            await generations.start(OWNER, session.id, 5)
            await author.held.wait()
            await generations.forget("eve")
            assert generations.running == (session.id,)
            await generations.forget(OWNER)
            assert generations.running == ()

    asyncio.run(scenario())


def test_cancel_reaches_another_server(tmp_path):
    async def scenario():
        pauses = Pauses()
        held = ScriptedAuthor(hold=frozenset({0}))
        async with (
            server(tmp_path, author=held, pauses=pauses) as (ctx, first),
            server(tmp_path, holder="server-2") as (other, second),
        ):
            session = await ready_session(ctx, 1)
            await first.start(OWNER, session.id, 1)
            await held.held.wait()
            await second.cancel(OWNER, session.id)
            await pauses.pass_on()
            events = await events_until_end(other, session.id)
            assert kinds(events)[-1] == "generation_cancelled"
            assert (await get_session(other, OWNER, session.id)).state == "READY"
            held.release()
            events = await generated(second, other, session.id)
            assert kinds(events)[-1] == "generation_completed"

    asyncio.run(scenario())


def test_cancel_and_recovery_of_a_dead_server_s_session(tmp_path):
    async def scenario():
        clock = FixedClock()
        held = ScriptedAuthor(hold=frozenset({0}))
        async with server(tmp_path, author=held, clock=clock) as (ctx, first):
            session = await ready_session(ctx, 1)
            await first.start(OWNER, session.id, 1)
            await held.held.wait()
            async with server(tmp_path, clock=clock, holder="server-2") as (other, second):
                await second.cancel(OWNER, session.id)
                clock.advance(60)
                await second.recover()
                assert (await get_session(other, OWNER, session.id)).state == "READY"
                assert second.running == ()

    asyncio.run(scenario())


def test_an_orphan_that_cannot_go_on_is_failed_not_stuck(tmp_path):
    async def scenario():
        clock = FixedClock()
        async with server(tmp_path, author=ScriptedAuthor(hold=frozenset({0})), clock=clock) as (
            ctx,
            first,
        ):
            session = await ready_session(ctx, 1)
            await first.start(OWNER, session.id, 1)
        sandbox = FailingSandbox(BareSandbox(), missing=frozenset({"python"}))
        async with server(tmp_path, sandbox=sandbox, holder="server-2") as (ctx, generations):
            await generations.recover()
            after = await get_session(ctx, OWNER, session.id)
            assert after.state == "FAILED"
            assert "no compiler" in after.last_error

    asyncio.run(scenario())


def test_a_bug_ends_the_run_in_words_and_its_text_is_not_logged(tmp_path, caplog):
    async def scenario():
        author = ScriptedAuthor({0: [ValueError("secret draft text")]})
        async with server(tmp_path, author=author) as (ctx, generations):
            session = await ready_session(ctx, 1)
            events = await generated(generations, ctx, session.id)
            assert kinds(events)[-1] == "generation_failed"
            assert "internal error" in events[-1].event.reason
            assert (await get_session(ctx, OWNER, session.id)).state == "FAILED"
            assert generations.running == ()

    with caplog.at_level(logging.DEBUG):
        asyncio.run(scenario())
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_two_sessions_run_side_by_side(tmp_path):
    async def scenario():
        async with server(tmp_path) as (ctx, generations):
            sessions = [await ready_session(ctx, 1), await ready_session(ctx, 1)]
            ends = await asyncio.gather(*(generated(generations, ctx, s.id) for s in sessions))
            assert [events[-1].event.type for events in ends] == ["generation_completed"] * 2

    asyncio.run(scenario())


def test_guided_mode_serves_scaffolds(tmp_path):
    async def scenario():
        async with server(tmp_path) as (ctx, generations):
            session = await ready_session(ctx, 2, "guided")
            events = await generated(generations, ctx, session.id)
            assert events[-1].event.type == "generation_completed", events
            after = await get_session(ctx, OWNER, session.id)
            activity = await get_activity(ctx, OWNER, after.activity_id)
            assert all(p.scaffold_level and p.learning_goal for p in activity.problems)
            assert activity.learning_mode == "guided"

    asyncio.run(scenario())
