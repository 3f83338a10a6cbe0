"""Going back to a version of an activity."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.api import PatchActivity
from jupyter_codemm.contracts.editing import RestoreVersion
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.services.activities import patch, publish
from jupyter_codemm.services.versions import get_version, restore_version
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import OWNER
from tests.fakes.drafts import good_draft
from tests.services.editing_bench import ACTIVITY, asked, by_hand, editing

NOW = RestoreVersion()


async def changed(edits, **changes):
    edit = await asked(edits, by_hand(**changes))
    assert edit.status == "proposed", edit.note
    return (await edits.accept(OWNER, ACTIVITY, edit.id)).activity


async def restored(ctx, version, seen=NOW):
    return await restore_version(ctx, OWNER, ACTIVITY, version, seen)


def test_no_two_texts_of_a_problem_share_a_version(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=BareSandbox()) as (ctx, edits):
            await changed(edits, title="Second")
            await changed(edits, title="Third")
            back = await restored(ctx, 2)
            first, other = back.problems
            assert (back.version, first.title, first.version) == (4, "Second", 4)
            assert other.version == 1
            again = await changed(edits, title="Fifth")
            assert again.problems[0].version == 5
            titles = [
                (await get_version(ctx, OWNER, ACTIVITY, n)).problems[0].title for n in range(1, 6)
            ]
            assert titles == ["Count for p-1", "Second", "Third", "Second", "Fifth"]

    asyncio.run(scenario())


def test_what_was_removed_comes_back_and_the_proofs_with_it(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=BareSandbox()) as (ctx, _):
            await patch(ctx, OWNER, ACTIVITY, PatchActivity(problems=("p-2",)))
            back = await restored(ctx, 1)
            assert [p.id for p in back.problems] == ["p-1", "p-2"]
            assert [v.problem_id for v in back.verifications] == ["p-1", "p-2"]
            assert all(p.version == 1 for p in back.problems)
            assert await restored(ctx, back.version) == back

    asyncio.run(scenario())


def test_what_is_kept_of_a_reference_goes_with_the_text_that_it_solves(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=BareSandbox()) as (ctx, edits):
            draft = good_draft("p-1")
            tests = [test.to_json() for test in draft.problem.tests[:-1]]
            reference = {"code": draft.reference.text}
            await changed(edits, tests=tests, reference=reference)
            kept = await ctx.store.transact(lambda tx: tx.artefacts.get("p-1", 2))
            assert kept is not None
            await changed(edits, tests=tests[:-1], reference=reference)
            back = await restored(ctx, 2)
            version = back.problems[0].version
            again = await ctx.store.transact(lambda tx: tx.artefacts.get("p-1", version))
            assert again == kept.updated(problem_version=version)

    asyncio.run(scenario())


def test_a_published_activity_stays_published_and_has_enough_tests(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=BareSandbox()) as (ctx, edits):
            draft = good_draft("p-1")
            few = [test.to_json() for test in draft.problem.tests[:2]]
            reference = {"code": draft.reference.text}
            await changed(edits, tests=few, reference=reference)
            await restored(ctx, 1)
            assert (await publish(ctx, OWNER, ACTIVITY)).version == 4
            with pytest.raises(WrongStateError, match="has 2 test"):
                await restored(ctx, 2)
            back = await restored(ctx, 1)
            assert (back.state, back.version) == ("published", 5)

    asyncio.run(scenario())


def test_only_what_is_there_and_was_seen_is_restored(tmp_path):
    async def scenario():
        async with editing(tmp_path, sandbox=BareSandbox()) as (ctx, edits):
            await changed(edits, title="Second")
            with pytest.raises(NotFoundError):
                await restored(ctx, 7)
            with pytest.raises(NotFoundError):
                await restore_version(ctx, "eve", ACTIVITY, 1, NOW)
            with pytest.raises(WrongStateError, match="version 2 by now"):
                await restored(ctx, 1, RestoreVersion(version=1))

    asyncio.run(scenario())
