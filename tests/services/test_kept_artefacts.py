"""What is kept of references: stored with each proven problem, erased with it, shown to nobody."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

from jupyter_codemm.gates.recognising import likeness_of_code
from jupyter_codemm.notebook import build
from jupyter_codemm.services.activities import delete, get_activity
from jupyter_codemm.services.authoring import get_session, post_message
from jupyter_codemm.services.generating import Generations
from tests.fakes.contexts import OWNER, generated, make_context, ready_session
from tests.fakes.drafts import REFERENCE, wrong_reference
from tests.fakes.fixed_profiles import FixedProfiles
from tests.fakes.scripted_author import ScriptedAuthor
from tests.store.engines import new_store

BAD = [wrong_reference] * 3


def run(steps, *, author=None, mode="practice", mastery=None, **given):
    async def opened():
        ctx = make_context(new_store(), author=author or ScriptedAuthor(), **given)
        ctx = replace(ctx, profiles=FixedProfiles(mastery or {}))
        generations = Generations(ctx)
        try:
            session = await ready_session(ctx, 2, mode)
            events = await generated(generations, ctx, session.id)
            await steps(ctx, generations, session.id, events)
        finally:
            await generations.close()

    asyncio.run(opened())


async def kept(ctx, problem_id, version=1):
    return await ctx.store.transact(lambda tx: tx.artefacts.get(problem_id, version))


async def stored(ctx, session_id):
    session = await get_session(ctx, OWNER, session_id)
    return await get_activity(ctx, OWNER, session.activity_id)


async def problem_ids(ctx, session_id):
    finished = await ctx.store.transact(lambda tx: tx.sessions.finished_slots(session_id))
    return [item.problem.id for item in finished]


def test_every_proven_problem_has_its_artefacts():
    async def steps(ctx, _generations, session_id, _events):
        for problem in (await stored(ctx, session_id)).problems:
            artefacts = await kept(ctx, problem.id)
            assert artefacts.problem_id == problem.id
            assert artefacts.tests == tuple(test.name for test in problem.tests)
            assert [hint.level for hint in artefacts.hint_ladder] == [1, 2, 3]
            assert likeness_of_code(REFERENCE, artefacts, ctx.key) == 1.0

    run(steps)


def test_they_are_in_nothing_that_is_shown():
    async def steps(ctx, _generations, session_id, events):
        activity = await stored(ctx, session_id)
        shown = activity.model_dump_json() + json.dumps(build(activity))
        shown += "".join(event.model_dump_json() for event in events)
        for problem in activity.problems:
            artefacts = await kept(ctx, problem.id)
            sketch = artefacts.leak_sketch
            for digest in (*sketch.grams, *sketch.runs, artefacts.reference_sha256):
                assert digest not in shown

    run(steps)


def test_the_ladder_is_kept_also_where_learners_get_no_hints():
    async def steps(ctx, _generations, session_id, _events):
        for problem in (await stored(ctx, session_id)).problems:
            assert problem.hints == ()
            assert [hint.level for hint in (await kept(ctx, problem.id)).hint_ladder] == [1, 2, 3]

    run(steps, mode="guided", mastery={"loops": 1.0, "lists": 1.0})


def test_without_a_key_nothing_is_kept():
    async def steps(ctx, _generations, session_id, _events):
        for problem in (await stored(ctx, session_id)).problems:
            assert await kept(ctx, problem.id) is None

    run(steps, key=None)


def test_what_a_new_spec_drops_is_erased():
    async def steps(ctx, generations, session_id, _events):
        await generations.close()
        (dropped,) = await problem_ids(ctx, session_id)
        activity = await stored(ctx, session_id)
        await delete(ctx, OWNER, activity.id)
        assert await kept(ctx, dropped) is not None
        await post_message(ctx, OWNER, session_id, "make it five problems")
        assert await problem_ids(ctx, session_id) == []
        assert await kept(ctx, dropped) is None

    run(steps, author=ScriptedAuthor({0: BAD}))


def test_what_an_activity_still_has_stays():
    async def steps(ctx, _generations, session_id, _events):
        activity = await stored(ctx, session_id)
        await post_message(ctx, OWNER, session_id, "make it five problems")
        assert await problem_ids(ctx, session_id) == []
        assert await kept(ctx, activity.problems[0].id) is not None

    run(steps, author=ScriptedAuthor({0: BAD}))


def test_problems_that_get_new_ids_take_theirs_along():
    async def steps(ctx, generations, session_id, _events):
        first = await stored(ctx, session_id)
        await delete(ctx, OWNER, first.id)
        await generated(generations, ctx, session_id)
        second = await stored(ctx, session_id)
        for problem in second.problems:
            assert (await kept(ctx, problem.id)).problem_id == problem.id
        assert await kept(ctx, first.problems[0].id) is None

    run(steps, author=ScriptedAuthor({0: BAD + BAD}))
