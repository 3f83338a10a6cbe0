"""Cancelling while the model stalls, and budgets that end in the middle of a generation."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from jupyter_codemm.contracts.events import GenerationEvent
from jupyter_codemm.services.activities import get_activity
from jupyter_codemm.services.authoring import get_session, post_message
from jupyter_codemm.services.budgets import Budgets, Limit
from jupyter_codemm.services.following import follow, session_topic
from tests.authoring_llm.served import Bench, endpoint, served, titled_reply
from tests.fakes.contexts import OWNER, generated, ready_session
from tests.fakes.model_endpoint import Drip, Hold, ModelEndpoint, Step, reply
from tests.fakes.streams import check_run

PLAN = [{"difficulty": "easy", "count": 1}, {"difficulty": "medium", "count": 1}]
USAGE = {"prompt_tokens": 2500, "completion_tokens": 2100, "total_tokens": 4600}
SOON = 60.0  # an end of waiting that only a failure reaches


def stalling(step: Step) -> ModelEndpoint:
    return endpoint(lambda order, _number: step if order["difficulty"] == "medium" else None)


async def until_kept(bench: Bench, session_id: str) -> None:
    """Wait until a slot is proven and stored."""
    async for event in follow(bench.ctx, {session_topic(session_id): 0}):
        if event.event.type == "slot_completed":
            break


def _slot(event: GenerationEvent) -> int | None:
    return getattr(event, "slot", None)


@pytest.mark.parametrize("step", [Hold(), Drip()], ids=["silent", "dripping"])
def test_cancelling_a_stalled_call_closes_the_connection_and_keeps_what_is_proven(
    step: Step, tmp_path: Path
):
    async def scenario(model: ModelEndpoint) -> None:
        async with served(model, tmp_path / "codemm.db") as bench:
            session = await ready_session(bench.ctx, 2, difficulty_plan=PLAN, topic_tags=["loops"])
            await bench.generations.start(OWNER, session.id, 1)
            await until_kept(bench, session.id)
            assert await asyncio.to_thread(model.stalled.wait, SOON)
            await bench.generations.cancel(OWNER, session.id)
            # Nothing of ours runs while this waits: who cancels comes back after the hanging up.
            assert model.hung_up.wait(SOON)
            numbered = await bench.ctx.store.transact(
                lambda tx: tx.events.after(session_topic(session.id), 0)
            )
            check_run([item.event for item in numbered], stopped=True)
            assert [item.event.type for item in numbered][-1] == "generation_cancelled"
            assert [item.event.type for item in numbered if _slot(item.event) == 1] == [
                "slot_started",
                "slot_attempt_started",
            ]
            after = await get_session(bench.ctx, OWNER, session.id)
            assert after.state == "READY"
            kept = await bench.ctx.store.transact(lambda tx: tx.sessions.finished_slots(session.id))
            assert [finished.slot for finished in kept] == [0]
            spent = await bench.ctx.store.transact(lambda tx: tx.spending.by_activity(session.id))
            assert spent.tokens > 8000  # the call that was cancelled may have been charged

    with stalling(step) as model:
        asyncio.run(scenario(model))
    assert len(model.seen) == 2


def test_what_was_kept_is_not_written_again(tmp_path: Path):
    async def scenario() -> None:
        with stalling(Hold()) as model:
            async with served(model, tmp_path / "codemm.db") as bench:
                session = await ready_session(
                    bench.ctx, 2, difficulty_plan=PLAN, topic_tags=["loops"]
                )
                await bench.generations.start(OWNER, session.id, 1)
                await until_kept(bench, session.id)
                await bench.generations.cancel(OWNER, session.id)
        other = endpoint(lambda _order, _number: None)
        with other:
            async with served(other, tmp_path / "codemm.db") as bench:
                await generated(bench.generations, bench.ctx, session.id)
        assert len(other.seen) == 1

    asyncio.run(scenario())


def test_a_budget_that_ends_stops_the_rest_and_keeps_what_is_proven(tmp_path: Path):
    def play(order: dict[str, Any], _number: int) -> Step | None:
        return reply(json.dumps(titled_reply(order)), usage=USAGE)

    async def scenario(model: ModelEndpoint) -> None:
        budgets = Budgets(activity=Limit(tokens=13_000))
        async with served(model, tmp_path / "codemm.db", budgets=budgets) as bench:
            session, events = await bench.run(2, difficulty_plan=PLAN, topic_tags=["loops"])
            made = await get_activity(bench.ctx, OWNER, session.activity_id or "")
            assert [p.difficulty for p in made.problems] == ["easy"]
            assert session.state == "FAILED"
            assert session.last_error.startswith(
                "problem 2: The budget of this activity for the model is used up: "
            )
            assert session.last_error.count(".") == 1
            (failure,) = session.failures
            assert [call.outcome for call in failure.calls] == ["refused"]
            assert events[-1].event.type == "generation_completed"

    with endpoint(play) as model:
        asyncio.run(scenario(model))
        assert len(model.seen) == 1


def test_the_chat_spends_from_the_same_budget_and_goes_on_without_the_model(tmp_path: Path):
    async def scenario(model: ModelEndpoint) -> None:
        budgets = Budgets(user=Limit(tokens=500))
        async with served(model, tmp_path / "codemm.db", budgets=budgets) as bench:
            session = await ready_session(bench.ctx, 2, topic_tags=["loops"])
            after = await post_message(bench.ctx, OWNER, session.id, "3 problems, please")
            assert after.session.spec.problem_count == 3
            notice = after.turn.notices[-1]
            assert notice.startswith("Your budget for the model for 30 days is used up: 0 of 500")
            assert notice.endswith("So I read your message by my own rules.")
            said = [m.text for m in after.session.messages if m.role == "assistant"]
            assert said == [notice, after.turn.reply]
            assert (await get_session(bench.ctx, OWNER, session.id)).messages[-2].text == notice

    with endpoint(lambda _order, _number: None) as model:
        asyncio.run(scenario(model))
        assert model.seen == []
