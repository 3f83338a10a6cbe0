"""A class that was in use before its views had tables of their own is told whole by them."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest
from sqlalchemy import column, create_engine, select, table, update

from jupyter_codemm.contracts.noting import Note
from jupyter_codemm.services import noting
from jupyter_codemm.services.class_views import live, statistics
from jupyter_codemm.services.gradebooks import class_gradebook
from jupyter_codemm.store import open_store
from tests.fakes.contexts import make_context
from tests.fakes.drafts import REFERENCE
from tests.services.schools import EVE, WRONG, School, school
from tests.store.earlier import as_it_was

WORKS = table("work_summaries", column("user_name"), column("document"), column("alerts_document"))


async def views(ctx, one: School):
    return (
        await live(ctx, EVE, one.class_id),
        await statistics(ctx, EVE, one.challenge_id),
        await class_gradebook(ctx, EVE, one.class_id),
    )


async def taught(folder):
    """Let a class work, and return it with what its views tell."""
    async with school(folder) as one:
        await one.give()
        await one.submit(WRONG)
        one.pass_time(timedelta(minutes=1))
        await one.submit(REFERENCE)
        for _ in range(4):
            await one.submit(WRONG, "bob")
            one.pass_time(timedelta(minutes=1))
        failed = (await one.submit(WRONG)).updated(
            id="u-failed",
            outcome={**(await one.submit(WRONG)).outcome.to_json(), "verdict": "judge_error"},
        )
        await one.ctx.store.transact(lambda tx: tx.submissions.add(failed))
        await noting.note(one.ctx, "ada", Note(problem_id="p-1", what="opened"))
        return one, await views(one.ctx, one)


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    folder = tmp_path_factory.mktemp("used")
    return folder / "codemm.sqlite", *asyncio.run(taught(folder))


def with_alerts_within(path, into) -> None:
    """Let summaries have their alerts in their documents, as they had at revision 0015."""
    newest = create_engine(f"sqlite:///{path}")
    with newest.connect() as old, into.begin() as new:
        for row in old.execute(select(WORKS)).all():
            within = json.loads(row.document) | json.loads(row.alerts_document or "{}")
            same = update(WORKS).where(WORKS.c.user_name == row.user_name)
            new.execute(same.values(document=json.dumps(within)))
    newest.dispose()
    into.dispose()


@pytest.mark.parametrize("revision", ["0011", "0012", "0014", "0015", "0016", "0018"])
def test_every_view_tells_what_was_done_before(place, revision, used):
    path, one, told = used
    address, engine = place
    as_it_was(engine, revision, path)
    if revision == "0015":
        with_alerts_within(path, engine)

    async def scenario():
        store = open_store(address)
        try:
            return await views(make_context(store, clock=one.ctx.clock), one)
        finally:
            await store.close()

    again = asyncio.run(scenario())
    assert [line.alerts for line in told[0].lines if line.user == "bob"] != [()]
    assert again == told


@pytest.mark.parametrize(
    "state",
    [
        '{"work": {"p-1": {}}, "alerts": 7',
        '{"work": {"p-1": {}}, "alerts": []}',
        '{"work": null}',
        "[]",
        '{"work": {"p-1": {"touched_at": "2026-01-01T08:00:00+00:00", "active_ms": "long"}}}',
    ],
)
def test_what_is_damaged_keeps_nothing_else_from_being_told(place, used, state):
    path, one, told = used
    address, engine = place
    as_it_was(engine, "0011", path)
    learners = table("learners", column("user_name"), column("state"))
    with engine.begin() as new:
        broken = update(learners).where(learners.c.user_name == "ada")
        new.execute(broken.values(state=state))
    engine.dispose()

    async def scenario():
        store = open_store(address)
        try:
            return await views(make_context(store, clock=one.ctx.clock), one)
        finally:
            await store.close()

    now, _, book = asyncio.run(scenario())
    lines = {line.user: line for line in now.lines}
    before = {line.user: line for line in told[0].lines}
    assert lines["bob"] == before["bob"]
    assert (lines["ada"].problem_id, lines["ada"].solved_ids) == (None, ("p-1",))
    assert book == told[2]
