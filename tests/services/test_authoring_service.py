"""The conversation through the service."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.activity import Verification
from jupyter_codemm.contracts.session import MAX_MESSAGE
from jupyter_codemm.errors import InvalidInputError, NotFoundError, WrongStateError
from jupyter_codemm.ports import FinishedSlot
from jupyter_codemm.services.authoring import (
    CLEARED,
    create_session,
    edit_spec,
    get_session,
    list_sessions,
    post_message,
)
from tests.fakes.contexts import OWNER, make_context, ready_session
from tests.fakes.drafts import good_draft
from tests.fakes.scripted_llm import UnreachableLLM, babbling_model
from tests.store.engines import new_store

WHOLE = "three easy Python problems on loops, return style"


def test_a_conversation_is_stored_and_ends_ready():
    async def scenario():
        ctx = make_context(new_store())
        session = await create_session(ctx, OWNER, "practice")
        reply = await post_message(ctx, OWNER, session.id, WHOLE)
        assert reply.session.state == "READY", reply.turn
        assert reply.turn.done
        assert await get_session(ctx, OWNER, session.id) == reply.session
        assert [s.id for s in await list_sessions(ctx, OWNER)] == [session.id]
        assert await list_sessions(ctx, "eve") == ()

    asyncio.run(scenario())


@pytest.mark.parametrize("text", [" \n ", "nul \0 byte"])
def test_no_model_is_asked_about_what_is_no_message(text):
    async def scenario():
        model = babbling_model()
        ctx = make_context(new_store(), llm=model)
        session = await create_session(ctx, OWNER, "practice")
        with pytest.raises(InvalidInputError, match="text"):
            await post_message(ctx, OWNER, session.id, text)
        assert model.requests == []

    asyncio.run(scenario())


def test_sessions_belong_to_their_owner():
    async def scenario():
        ctx = make_context(new_store())
        session = await create_session(ctx, OWNER, "practice")
        with pytest.raises(NotFoundError):
            await get_session(ctx, "eve", session.id)
        with pytest.raises(NotFoundError):
            await post_message(ctx, "eve", session.id, "hello")

    asyncio.run(scenario())


@pytest.mark.parametrize("text", ["", "x" * (MAX_MESSAGE + 1)])
def test_a_message_that_is_none_changes_nothing(text):
    async def scenario():
        ctx = make_context(new_store())
        session = await create_session(ctx, OWNER, "practice")
        with pytest.raises(InvalidInputError, match="text"):
            await post_message(ctx, OWNER, session.id, text)
        assert await get_session(ctx, OWNER, session.id) == session

    asyncio.run(scenario())


@pytest.mark.parametrize(("llm", "noticed"), [(UnreachableLLM(), True), (babbling_model(), False)])
def test_the_loop_works_when_the_model_does_not(llm, noticed):
    async def scenario():
        ctx = make_context(new_store(), llm=llm)
        session = await create_session(ctx, OWNER, "practice")
        reply = await post_message(ctx, OWNER, session.id, WHOLE)
        assert reply.session.state == "READY"
        assert any("model did not answer" in n for n in reply.turn.notices) is noticed

    asyncio.run(scenario())


def test_a_session_that_is_generated_takes_no_message_and_a_saved_one_only_talks():
    async def scenario():
        ctx = make_context(new_store())
        session = await ready_session(ctx)
        await ctx.store.transact(lambda tx: tx.sessions.save(session.updated(state="GENERATING")))
        with pytest.raises(WrongStateError):
            await post_message(ctx, OWNER, session.id, "make it Java")
        await ctx.store.transact(lambda tx: tx.sessions.save(session.updated(state="SAVED")))
        reply = await post_message(ctx, OWNER, session.id, "make it Java")
        assert reply.session.state == "SAVED"
        assert reply.session.spec == session.spec

    asyncio.run(scenario())


def test_finished_problems_stay_until_the_spec_changes():
    async def scenario():
        ctx = make_context(new_store())
        session = await ready_session(ctx, 2)
        await finish_first_slot(ctx, session)
        reply = await post_message(ctx, OWNER, session.id, "thanks, that is fine")
        assert not any("dropped" in n for n in reply.turn.notices)
        assert await kept(ctx, session) == 1
        reply = await post_message(ctx, OWNER, session.id, "make it five problems")
        assert any("dropped" in n for n in reply.turn.notices), reply.turn
        assert [m.text for m in reply.session.messages[-2:]] == [CLEARED, reply.turn.reply]
        assert await kept(ctx, session) == 0

    asyncio.run(scenario())


def test_a_change_of_mode_alone_says_that_finished_problems_are_dropped():
    async def scenario():
        ctx = make_context(new_store())
        session = await ready_session(ctx, 2)
        await finish_first_slot(ctx, session)
        reply = await edit_spec(ctx, OWNER, session.id, (), "guided")
        assert reply.session.messages[-1].text == CLEARED
        reply = await edit_spec(ctx, OWNER, session.id, (), "practice")
        assert len(reply.session.messages) == len(session.messages) + 1

    asyncio.run(scenario())


async def finish_first_slot(ctx, session):
    proof = Verification(
        problem_id="p-1",
        gates=(),
        attempts=1,
        author="scripted",
        sandbox_launches=3,
        elapsed_ms=1,
        tier="rlimit",
    )
    item = FinishedSlot(slot=0, problem=good_draft().problem, verification=proof)
    await ctx.store.transact(lambda tx: tx.sessions.add_finished_slot(session.id, item))


async def kept(ctx, session):
    return len(await ctx.store.transact(lambda tx: tx.sessions.finished_slots(session.id)))
