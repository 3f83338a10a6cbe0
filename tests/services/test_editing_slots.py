"""Problems written anew: in the place of one, or as one more; and what generation makes of it."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.contracts.api import PatchActivity
from jupyter_codemm.contracts.editing import AddProblem, ProblemEdit, RegenerateProblem
from jupyter_codemm.errors import NotFoundError, UnsupportedTopicError, WrongStateError
from jupyter_codemm.services import activities
from jupyter_codemm.services.activities import get_activity
from jupyter_codemm.services.authoring import get_session
from jupyter_codemm.services.edit_slots import slot_like, written
from jupyter_codemm.services.edit_work import Errand
from jupyter_codemm.services.editing import Edits
from jupyter_codemm.services.generating import Generations
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import OWNER, generated, make_context, ready_session
from tests.fakes.drafts import starter_is_solution
from tests.fakes.pauses import Pauses
from tests.fakes.scripted_author import ScriptedAuthor
from tests.services.editing_bench import ACTIVITY, BOUND_SECONDS, editing
from tests.store.engines import store_at

ANEW = RegenerateProblem(seed=5)


async def ended(edits, begun):
    return await edits.wait(OWNER, begun.activity_id, begun.id, BOUND_SECONDS)


def test_a_problem_is_replaced_by_a_new_one_in_its_place(tmp_path):
    async def scenario():
        author = ScriptedAuthor()
        async with editing(tmp_path, author=author, sandbox=BareSandbox()) as (ctx, edits):
            edit = await ended(edits, await edits.regenerate(OWNER, ACTIVITY, "p-1", ANEW))
            assert edit.status == "proposed", edit.note
            assert (edit.kind, edit.problem_id) == ("regenerate", "p-1")
            (request,) = author.requests
            assert set(request.avoid) >= {"Count for p-1", "Count for p-2"}
            assert "title" in {change.field for change in edit.diff.fields}
            accepted = await edits.accept(OWNER, ACTIVITY, edit.id)
            ids = [p.id for p in accepted.activity.problems]
            assert ids == [edit.new_problem_id, "p-2"]
            proofs = {v.problem_id: v for v in accepted.activity.verifications}
            assert set(proofs) == set(ids)
            assert proofs[ids[0]].gates
            # The one that was replaced can be brought back.
            back = PatchActivity(problems=("p-1", "p-2"))
            restored = await activities.patch(ctx, OWNER, ACTIVITY, back)
            assert [p.title for p in restored.problems] == ["Count for p-1", "Count for p-2"]

    asyncio.run(scenario())


def test_one_more_problem_is_put_where_it_is_asked(tmp_path):
    async def scenario():
        async with editing(tmp_path, author=BuiltinAuthor(), sandbox=BareSandbox()) as (_, edits):
            asked = AddProblem(difficulty="easy", topics=("strings",), position=1, seed=3)
            edit = await ended(edits, await edits.add(OWNER, ACTIVITY, asked))
            assert edit.status == "proposed", edit.note
            assert edit.problem.topics == ("strings",)
            assert {test.change for test in edit.diff.tests} == {"added"}
            accepted = await edits.accept(OWNER, ACTIVITY, edit.id)
            assert [p.id for p in accepted.activity.problems] == ["p-1", edit.new_problem_id, "p-2"]

    asyncio.run(scenario())


def test_drafts_that_every_gate_refuses_change_nothing(tmp_path):
    async def scenario():
        author = ScriptedAuthor({0: [starter_is_solution] * 3})
        async with editing(tmp_path, author=author, sandbox=BareSandbox()) as (ctx, edits):
            edit = await ended(edits, await edits.regenerate(OWNER, ACTIVITY, "p-1", ANEW))
            assert edit.status == "refused"
            assert "3 attempts" in edit.note
            assert any(not gate.ok for gate in edit.gates)
            for reference in author.references:
                assert reference not in edit.model_dump_json()
            assert (await activities.get_activity(ctx, OWNER, ACTIVITY)).version == 1

    asyncio.run(scenario())


def test_what_cannot_be_asked_for(tmp_path):
    async def scenario():
        async with editing(tmp_path) as (_, edits):
            knitting = RegenerateProblem(topics=("knitting",))
            with pytest.raises(UnsupportedTopicError) as caught:
                await edits.regenerate(OWNER, ACTIVITY, "p-1", knitting)
            assert caught.value.where == "topics"
            with pytest.raises(NotFoundError):
                await edits.regenerate(OWNER, ACTIVITY, "p-9", ANEW)
            with pytest.raises(NotFoundError):
                await edits.add("eve", ACTIVITY, AddProblem(difficulty="easy", topics=("loops",)))
        async with editing(tmp_path / "full", problems=50) as (_, edits):
            with pytest.raises(WrongStateError, match="at most 50"):
                await edits.add(OWNER, ACTIVITY, AddProblem(difficulty="easy", topics=("loops",)))

    asyncio.run(scenario())


def test_generation_that_goes_on_leaves_what_the_author_did_to_the_activity(tmp_path):
    async def scenario():
        store = store_at(tmp_path / "codemm.sqlite")
        author = ScriptedAuthor({1: [starter_is_solution] * 3})
        ctx = make_context(store, author=author)
        generations, edits = Generations(ctx, pause=Pauses()), Edits(ctx, pause=Pauses())
        session = await ready_session(ctx, 3)
        await generated(generations, ctx, session.id)
        name = (await get_session(ctx, OWNER, session.id)).activity_id
        first, third = (p.id for p in (await activities.get_activity(ctx, OWNER, name)).problems)
        edit = await ended(edits, await edits.regenerate(OWNER, name, first, ANEW))
        await edits.accept(OWNER, name, edit.id)
        await generated(generations, ctx, session.id)
        grown = await activities.get_activity(ctx, OWNER, name)
        ids = [p.id for p in grown.problems]
        assert len(ids) == 3
        assert first not in ids
        assert {edit.new_problem_id, third} < set(ids)
        assert {v.problem_id for v in grown.verifications} == set(ids)
        await generations.close()
        await edits.close()
        await store.close()

    asyncio.run(scenario())


def test_every_step_of_the_proof_is_told_with_its_attempt(tmp_path):
    async def scenario():
        parts = {"author": ScriptedAuthor(), "sandbox": BareSandbox()}
        async with editing(tmp_path, **parts) as (ctx, _):
            activity = await get_activity(ctx, OWNER, ACTIVITY)
            edit = ProblemEdit(
                id="edit-1",
                owner=OWNER,
                activity_id=ACTIVITY,
                kind="regenerate",
                version=1,
                created_at=ctx.clock.now(),
            )
            told = []

            async def tell(note, step=None):
                told.append((note, step))

            slot = slot_like(activity.problems[0], ANEW)
            found = await written(Errand(ctx, edit, activity, tell), slot, 5)
            assert found.proposal is not None, found.note
            notes, steps = zip(*told, strict=True)
            assert len(set(notes)) == 1
            assert "Attempt 1 by" in notes[0]
            assert steps[0] is None
            assert {"text", "reference", "runs"} <= set(steps)

    asyncio.run(scenario())
