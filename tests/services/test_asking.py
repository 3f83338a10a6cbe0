"""Questions through the service: those that were left, and what an answer is made of."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.journey_talk import QueryFailed
from jupyter_codemm.contracts.noting import Note
from jupyter_codemm.contracts.query import Query, QueryRequest
from jupyter_codemm.contracts.recording import SettingsChange
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.services.asking import STOPPED, Questions
from jupyter_codemm.services.journeys import Journeys
from jupyter_codemm.services.noting import note
from jupyter_codemm.services.sweeping import Sweeper
from tests.fakes.contexts import OWNER, make_context
from tests.fakes.flaky_store import FlakyStore
from tests.fakes.pauses import Pauses
from tests.store.engines import new_store
from tests.store.records import activity, outcome, submission


class Bench:
    def __init__(self) -> None:
        self.ctx = make_context(new_store())
        self.questions = Questions(self.ctx)

    def left(self, name: str) -> None:
        """Store a question as a server leaves it that is killed."""
        query = Query(
            id=name,
            user=OWNER,
            text="What is a loop?",
            status="processing",
            submitted_at=self.ctx.clock.now(),
        )
        self.write(lambda tx: tx.queries.add(query))

    def write(self, work):
        return asyncio.run(self.ctx.store.transact(work))

    def ask(self, text: str) -> Query:
        return asyncio.run(self.questions.ask(OWNER, QueryRequest(text=text, problem_id="p1")))

    def get(self, name: str) -> Query:
        return asyncio.run(self.questions.get(OWNER, name))


@pytest.fixture
def bench():
    return Bench()


def test_a_question_of_a_killed_server_ends_and_one_that_is_being_answered_does_not(bench):
    bench.left("old")
    bench.ctx.clock.advance(119)
    bench.left("young")
    assert asyncio.run(bench.questions.sweep()) == 0
    bench.ctx.clock.advance(1)
    assert asyncio.run(bench.questions.sweep()) == 1
    assert (bench.get("old").status, bench.get("old").failure) == ("failed", STOPPED)
    assert bench.get("young").status == "processing"
    records = bench.write(lambda tx: tx.journeys.records(OWNER))
    assert [type(record.event) for record in records] == [QueryFailed]


def test_what_fails_keeps_no_other_sweep_from_its_work():
    async def scenario():
        store, pauses, swept = FlakyStore(new_store()), Pauses(), []

        async def other() -> int:
            swept.append(store.busy)
            return 0

        store.busy = True
        sweeper = Sweeper((Questions(make_context(store)).sweep, other), pauses)
        sweeper.start()
        await pauses.reached(1)
        store.busy = False
        await pauses.pass_on()
        await pauses.reached(1)
        await sweeper.close()
        assert (swept, store.refused) == ([True, False], 1)

    asyncio.run(scenario())


@pytest.mark.parametrize(("seconds", "confidence"), [(599, 0.75), (601, 1.0)])
def test_only_a_verdict_of_the_last_ten_minutes_speaks_for_debugging(bench, seconds, confidence):
    bench.write(lambda tx: tx.activities.add(activity(owner=OWNER)))
    now = bench.ctx.clock.now()
    failed = {"status": "done", "outcome": outcome("wrong_answer"), "submitted_at": now}
    bench.write(lambda tx: tx.submissions.add(submission(user=OWNER, **failed)))
    bench.ctx.clock.advance(seconds)
    asked = bench.ask("What is a loop?")
    assert (asked.routing.query_type, asked.routing.confidence) == ("concept", confidence)


def test_when_the_last_version_was_kept_is_told_in_the_zone_of_the_learner(bench):
    bench.write(lambda tx: tx.activities.add(activity(owner=OWNER)))
    change = SettingsChange(time_zone="Asia/Kolkata")
    asyncio.run(Journeys(bench.ctx).change_settings(OWNER, change))
    saved = Note(problem_id="p1", what="saved", source=Source.single("a = 1"))
    asyncio.run(note(bench.ctx, OWNER, saved))
    told = bench.ask("Show me the latest version of my code").answer.text
    assert "1 version is kept, the last one from 2026-09-01 13:30 IST." in told
