"""Text edits by hand: proposed with a diff, then accepted or dropped; versions are kept."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from jupyter_codemm.contracts.api import PatchActivity
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import SubmitRequest
from jupyter_codemm.errors import InvalidInputError, NotFoundError, WrongStateError
from jupyter_codemm.services import activities, versions
from jupyter_codemm.services.judging import SubmissionQueue
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import OWNER
from tests.fakes.drafts import REFERENCE, good_draft
from tests.fakes.failing_sandbox import FailingSandbox
from tests.fakes.instant_sandbox import InstantSandbox
from tests.services.editing_bench import ACTIVITY, BOUND_SECONDS, asked, by_hand, editing

STATEMENT = good_draft().problem.statement + "\n\nNegative numbers count as well."


def test_a_change_is_proposed_with_its_diff_and_made_when_accepted(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=InstantSandbox()) as (ctx, edits):
            edit = await asked(edits, by_hand(title="Tall ones", statement=STATEMENT))
            assert edit.status == "proposed"
            told = {change.field: change for change in edit.diff.fields}
            assert set(told) == {"title", "statement"}
            assert (told["title"].old, told["title"].new) == ("Count for p-1", "Tall ones")
            assert "+Negative numbers count as well." in told["statement"].diff
            assert edit.diff.tests == ()
            assert edit.problem.title == "Tall ones"
            leak = next(gate for gate in edit.gates if gate.gate == "leak")
            assert (leak.ok, leak.action) == (True, "warned")
            untouched = await activities.get_activity(ctx, OWNER, ACTIVITY)
            assert untouched.problems[0].title == "Count for p-1"

            accepted = await edits.accept(OWNER, ACTIVITY, edit.id)
            assert accepted.edit.status == "accepted"
            changed = await activities.get_activity(ctx, OWNER, ACTIVITY)
            assert accepted.activity == changed
            assert (changed.version, changed.problems[0].version) == (2, 2)
            assert [p.title for p in changed.problems] == ["Tall ones", "Count for p-2"]
            assert {v.problem_id for v in changed.verifications} == {"p-1", "p-2"}
            lines = await versions.list_versions(ctx, OWNER, ACTIVITY)
            assert [line.version for line in lines] == [2, 1]
            assert "Tall ones" in lines[0].note
            first = await versions.get_version(ctx, OWNER, ACTIVITY, 1)
            assert first == untouched
            with pytest.raises(WrongStateError, match="nothing to accept"):
                await edits.accept(OWNER, ACTIVITY, edit.id)

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"title": "  "}, "changes.title"),
        ({"title": "x" * 121}, "changes.title"),
        ({"statement": "a\0b"}, "changes.statement"),
        ({"estimated_minutes": 0}, "changes.estimated_minutes"),
        ({"title": "Count for p-1"}, "changes"),
        ({}, "changes"),
        ({"difficulty": "hard"}, "reference"),
        ({"title": "Two", "limits": {"time_ms": 900}}, "reference"),
    ],
)
def test_what_is_no_problem_is_refused_with_its_field(tmp_path, changes, where):
    async def scenario():
        async with editing(tmp_path, sandbox=InstantSandbox()) as (_, edits):
            with pytest.raises(InvalidInputError) as caught:
                await asked(edits, by_hand(**changes))
            assert caught.value.where == where
            assert await edits.list(OWNER, ACTIVITY) == ()

    asyncio.run(scenario())


def test_a_gate_that_refuses_says_why_and_nothing_can_be_accepted(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=InstantSandbox()) as (_, edits):
            edit = await asked(edits, by_hand(statement="Count the tall ones, please."))
            assert edit.status == "refused"
            assert "statement" in edit.note
            assert "count_above" in edit.note
            assert edit.problem is None
            with pytest.raises(WrongStateError):
                await edits.accept(OWNER, ACTIVITY, edit.id)
            # It is decided: the next change may be asked for.
            assert (await asked(edits, by_hand(title="Two"))).status == "proposed"

    asyncio.run(scenario())


def test_a_starter_is_run_and_must_fail(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=BareSandbox()) as (_, edits):
            solved = await asked(edits, by_hand(starter=REFERENCE))
            assert solved.status == "refused"
            assert "starter" in solved.note
            stub = "def count_above(values, limit):\n    raise NotImplementedError  # over to you\n"
            edit = await asked(edits, by_hand(starter=stub))
            assert edit.status == "proposed"
            assert "+    raise NotImplementedError  # over to you" in edit.diff.fields[0].diff

    asyncio.run(scenario())


def test_one_open_edit_and_one_version_at_a_time(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=InstantSandbox()) as (ctx, edits):
            edit = await asked(edits, by_hand(title="Two"))
            with pytest.raises(WrongStateError, match=edit.id):
                await edits.edit(OWNER, ACTIVITY, "p-2", by_hand(title="Three"))
            await activities.patch(ctx, OWNER, ACTIVITY, PatchActivity(title="Mine"))
            with pytest.raises(WrongStateError, match="version 2"):
                await edits.accept(OWNER, ACTIVITY, edit.id)
            assert (await edits.discard(OWNER, ACTIVITY, edit.id)).status == "discarded"
            with pytest.raises(WrongStateError, match="version 2 by now, not 1"):
                await edits.edit(OWNER, ACTIVITY, "p-1", by_hand(title="Two", version=1))
            again = await asked(edits, by_hand(title="Two", version=2))
            assert (await edits.accept(OWNER, ACTIVITY, again.id)).activity.title == "Mine"

    asyncio.run(scenario())


def test_unknown_and_not_yours_are_not_found(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=InstantSandbox()) as (ctx, edits):
            edit = await asked(edits, by_hand(title="Two"))
            for attempt in (
                edits.edit("eve", ACTIVITY, "p-1", by_hand(title="Two")),
                edits.edit(OWNER, "none", "p-1", by_hand(title="Two")),
                edits.wait("eve", ACTIVITY, edit.id, 0),
                edits.wait(OWNER, ACTIVITY, "none", 0),
                edits.accept("eve", ACTIVITY, edit.id),
                edits.discard(OWNER, ACTIVITY, "none"),
                edits.list("eve", ACTIVITY),
                versions.list_versions(ctx, "eve", ACTIVITY),
                versions.get_version(ctx, OWNER, ACTIVITY, 9),
            ):
                with pytest.raises(NotFoundError):
                    await attempt
            await edits.discard(OWNER, ACTIVITY, edit.id)
            with pytest.raises(NotFoundError):
                await edits.edit(OWNER, ACTIVITY, "p-9", by_hand(title="Two"))

    asyncio.run(scenario())


@asynccontextmanager
async def held_up(tmp_path):
    """Begin an edit whose programs do not end before the sandbox is opened."""
    sandbox = InstantSandbox()
    sandbox.open.clear()
    async with editing(tmp_path, sandbox=sandbox) as (ctx, edits):
        begun = await edits.edit(OWNER, ACTIVITY, "p-1", by_hand(starter="raise ValueError\n"))
        await sandbox.until_busy(1)
        yield ctx, edits, sandbox, begun


def test_work_is_stopped_when_it_is_discarded(tmp_path):
    async def scenario():
        async with held_up(tmp_path) as (_, edits, sandbox, begun):
            assert (await edits.wait(OWNER, ACTIVITY, begun.id, 0)).status == "working"
            assert (await edits.discard(OWNER, ACTIVITY, begun.id)).status == "discarded"
            await sandbox.until_busy(0)
            assert sandbox.stopped == 1
            await edits.close()
            # Nothing that ended later brought it back.
            assert (await edits.list(OWNER, ACTIVITY))[0].status == "discarded"

    asyncio.run(scenario())


def test_work_is_stopped_for_who_is_to_be_forgotten(tmp_path):
    async def scenario():
        async with held_up(tmp_path) as (_, edits, sandbox, begun):
            await edits.forget("somebody else")
            assert (await edits.wait(OWNER, ACTIVITY, begun.id, 0)).status == "working"
            await edits.forget(OWNER)
            await sandbox.until_busy(0)
            assert (await edits.wait(OWNER, ACTIVITY, begun.id, 0)).status == "failed"

    asyncio.run(scenario())


def test_an_activity_that_is_deleted_meanwhile_gets_no_proposal(tmp_path):
    async def scenario():
        async with held_up(tmp_path) as (ctx, _, sandbox, begun):
            await activities.delete(ctx, OWNER, ACTIVITY)
            sandbox.open.set()
            with ctx.wakeups.listening(f"edit:{begun.id}") as rung:
                await rung.wait()
            stored = await ctx.store.transact(lambda tx: tx.edits.get(begun.id, OWNER))
            assert stored.status == "failed"
            assert "deleted" in stored.note

    asyncio.run(scenario())


def test_what_a_dead_server_left_has_failed_and_a_stopped_one_says_so(tmp_path):
    async def scenario():
        async with held_up(tmp_path) as (ctx, edits, _, begun):
            # As if this server had been killed: its lease runs out, its record stays.
            stored = await ctx.store.transact(lambda tx: tx.edits.get(begun.id, OWNER))
            await edits.close()
            await ctx.store.transact(lambda tx: tx.edits.save(stored))
            await edits.recover()
            found = await edits.wait(OWNER, ACTIVITY, begun.id, 0)
            assert found.status == "failed"
            assert "stopped" in found.note

    asyncio.run(scenario())


def test_a_sandbox_that_fails_is_named_and_refuses_nobody(tmp_path):
    async def scenario():
        sandbox = FailingSandbox(BareSandbox(), 1000)
        async with editing(tmp_path, sandbox=sandbox) as (_, edits):
            edit = await asked(edits, by_hand(starter="raise ValueError\n"))
            assert edit.status == "failed"
            assert edit.note

    asyncio.run(scenario())


def test_a_submission_is_judged_by_the_version_that_it_was_made_for(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=BareSandbox()) as (ctx, edits):
            del edits
            queue = SubmissionQueue(ctx)
            request = SubmitRequest(problem_id="p-1", source=Source.single(REFERENCE))
            held = await queue.submit(OWNER, request)

            def change(tx):
                activity = tx.activities.get(ACTIVITY, OWNER)
                problem = activity.problems[0]
                wrong = problem.tests[0].expected.updated(value=-1)
                tests = (problem.tests[0].updated(expected=wrong), *problem.tests[1:])
                new = problem.updated(tests=tests, version=2)
                tx.activities.save(
                    activity.updated(problems=(new, activity.problems[1]), version=2)
                )

            await ctx.store.transact(change)
            done = await queue.wait(OWNER, held.id, BOUND_SECONDS)
            assert (done.problem_version, done.outcome.verdict) == (1, "accepted")
            later = await queue.submit(OWNER, request)
            patched = PatchActivity(problems=("p-2",))
            await activities.patch(ctx, OWNER, ACTIVITY, patched)
            judged = await queue.wait(OWNER, later.id, BOUND_SECONDS)
            assert (judged.problem_version, judged.outcome.verdict) == (2, "wrong_answer")
            with pytest.raises(NotFoundError):
                await queue.submit(OWNER, request)
            await queue.close()

    asyncio.run(scenario())
