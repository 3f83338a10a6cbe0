"""A slot that cannot be filled as specified leads to a question, and to nothing more than that."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.errors import BudgetSpentError, UnavailableError
from jupyter_codemm.generation import Manner
from jupyter_codemm.services.activities import get_activity
from jupyter_codemm.services.authoring import get_session, post_message
from jupyter_codemm.services.generating import Generations
from tests.fakes.contexts import OWNER, generated, make_context, ready_session, spec
from tests.fakes.drafts import wrong_reference
from tests.fakes.scripted_author import ScriptedAuthor
from tests.store.engines import new_store

MIX = [{"difficulty": "easy", "count": 2}, {"difficulty": "hard", "count": 1}]
EASIER = [{"difficulty": "easy", "count": 2}, {"difficulty": "medium", "count": 1}]
QUESTION = "Shall I make problem 3 medium instead of hard?"


def scenario(author, steps, *, fallback=None):
    async def opened():
        ctx = make_context(new_store(), author=author, manner=Manner(fallback=fallback))
        generations = Generations(ctx)
        try:
            session = await ready_session(ctx, 3, difficulty_plan=MIX, topic_tags=["loops"])
            events = await generated(generations, ctx, session.id)
            await steps(ctx, generations, session.id, events[-1].event)
        finally:
            await generations.close()

    asyncio.run(opened())


def refusing():
    return ScriptedAuthor({2: [wrong_reference] * 3})


def test_the_change_waits_for_a_word_of_the_user():
    async def steps(ctx, _generations, session_id, end):
        assert end.proposal == "make problem 3 medium instead of hard"
        session = await get_session(ctx, OWNER, session_id)
        assert session.state == "FAILED"
        assert session.spec.to_json()["difficulty_plan"] == MIX
        assert (session.question_key, session.question) == ("confirm:difficulty_plan", QUESTION)
        assert session.quick_replies == ("yes", "no")
        assert session.messages[-1].text == QUESTION
        assert [op.value for op in session.pending] == [EASIER]
        activity = await get_activity(ctx, OWNER, session.activity_id)
        assert len(activity.problems) == 2

    scenario(refusing(), steps)


def test_after_a_yes_only_the_missing_problem_is_made():
    author = refusing()

    async def steps(ctx, generations, session_id, end):
        before = await get_activity(ctx, OWNER, end.activity_id)
        reply = await post_message(ctx, OWNER, session_id, "yes")
        assert reply.session.state == "READY"
        assert reply.session.spec.to_json()["difficulty_plan"] == EASIER
        assert reply.session.pending == ()
        drafted = len(author.requests)
        events = await generated(generations, ctx, session_id)
        assert [r.slot.difficulty for r in author.requests[drafted:]] == ["medium"]
        session = await get_session(ctx, OWNER, session_id)
        assert (session.state, session.activity_id) == ("SAVED", before.id)
        after = await get_activity(ctx, OWNER, before.id)
        assert after.problems[:2] == before.problems
        assert after.spec == spec(3, difficulty_plan=EASIER, topic_tags=["loops"])
        assert events[-1].event.proposal == ""

    scenario(author, steps)


def test_after_a_no_the_spec_is_as_it_was_and_what_is_finished_stays():
    async def steps(ctx, generations, session_id, _end):
        reply = await post_message(ctx, OWNER, session_id, "no")
        assert reply.session.spec.to_json()["difficulty_plan"] == MIX
        assert (reply.session.state, reply.session.pending) == ("READY", ())
        events = await generated(generations, ctx, session_id)
        assert events[0].event.kept == 2

    scenario(refusing(), steps)


def test_starting_again_without_an_answer_agrees_to_nothing():
    author = refusing()

    async def steps(ctx, generations, session_id, _end):
        events = await generated(generations, ctx, session_id)
        assert events[-1].event.completed == 3
        assert author.requests[-1].slot.difficulty == "hard"
        session = await get_session(ctx, OWNER, session_id)
        assert (session.pending, session.question_key) == ((), "ready")

    scenario(author, steps)


@pytest.mark.parametrize(
    ("error", "asks"), [(UnavailableError("Down."), False), (BudgetSpentError("Spent."), True)]
)
def test_what_time_may_cure_is_no_reason_to_ask(error, asks):
    async def steps(ctx, _generations, session_id, end):
        session = await get_session(ctx, OWNER, session_id)
        assert session.state == "FAILED"
        assert bool(session.pending) == bool(end.proposal) == asks

    scenario(ScriptedAuthor({2: [error]}), steps)


def test_what_is_proposed_can_be_written_without_the_model():
    class Easy(ScriptedAuthor):
        name = "builtin"

        def fits(self, slot):
            return slot.difficulty == "easy"

    async def steps(_ctx, _generations, _session_id, end):
        assert end.proposal == "make problem 3 easy instead of hard"

    scenario(refusing(), steps, fallback=Easy())


def test_who_took_over_is_told_with_the_activity():
    class StandIn(ScriptedAuthor):
        name = "builtin"

    async def steps(ctx, _generations, session_id, end):
        activity = await get_activity(ctx, OWNER, end.activity_id)
        title = activity.problems[2].title
        assert end.notices == (
            f"“{title}” was written by the builtin author, as scripted could not.",
        )
        assert activity.notices == end.notices
        assert (await get_session(ctx, OWNER, session_id)).state == "SAVED"

    scenario(refusing(), steps, fallback=StandIn())
