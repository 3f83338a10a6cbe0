"""Real processes on one database, killed in the middle or running side by side."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
from contextlib import contextmanager

import pytest

from jupyter_codemm.services.activities import get_activity, list_activities
from jupyter_codemm.services.authoring import get_session
from jupyter_codemm.services.following import session_topic
from tests.fakes.contexts import OWNER, make_context, ready_session
from tests.fakes.streams import check_run
from tests.store.engines import store_at

PROBLEMS = 3
EVENTS_OF_A_RUN = PROBLEMS * 23
IN_TURN, AT_ONCE = 1, PROBLEMS
ROUNDS = [
    (slots, random.Random(f"kill {number}").randrange(1, EVENTS_OF_A_RUN))
    for slots, numbers in ((IN_TURN, (0, 1, 2, 3)), (AT_ONCE, (4, 5, 6, 7, 9)))
    for number in numbers
]


@contextmanager
def server(database, holder, session_id, action, slots=2):
    command = [sys.executable, "-m", "tests.fakes.generating_server"]
    process = subprocess.Popen(
        [*command, str(database), holder, session_id, action, str(slots)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def on_store(database, work):
    """Run work on a context of this process."""

    async def scenario():
        store = store_at(database)
        try:
            return await work(make_context(store, holder="test"))
        finally:
            await store.close()

    return asyncio.run(scenario())


def finished(database, session_id):
    return on_store(
        database, lambda ctx: ctx.store.transact(lambda tx: tx.sessions.finished_slots(session_id))
    )


def runs_of(database, session_id):
    """Return the events of a session, split into runs, checking their numbers."""
    numbered = on_store(
        database,
        lambda ctx: ctx.store.transact(lambda tx: tx.events.after(session_topic(session_id), 0)),
    )
    assert [event.id for event in numbered] == list(range(1, len(numbered) + 1))
    runs = []
    for item in numbered:
        if item.event.type == "generation_started":
            runs.append([])
        runs[-1].append(item.event)
    return runs


@pytest.mark.slow
@pytest.mark.parametrize(("slots", "kill_at"), ROUNDS)
def test_kill_9_in_the_middle_loses_only_what_was_running(tmp_path, slots, kill_at):
    database = tmp_path / "codemm.sqlite"
    session = on_store(database, lambda ctx: ready_session(ctx, PROBLEMS))
    with server(database, "server-1", session.id, "start", slots) as process:
        for line in process.stdout:
            if json.loads(line).get("id") == kill_at:
                break
    before = finished(database, session.id)
    state = on_store(database, lambda ctx: get_session(ctx, OWNER, session.id)).state
    assert state in ("GENERATING", "SAVED")

    with server(database, "server-2", session.id, "recover", slots) as process:
        output = process.communicate(timeout=240)[0]
    assert process.returncode == 0, output

    after = on_store(database, lambda ctx: get_session(ctx, OWNER, session.id))
    assert after.state == "SAVED"
    activity = on_store(database, lambda ctx: get_activity(ctx, OWNER, after.activity_id))
    assert len(activity.problems) == PROBLEMS
    for item in before:
        assert activity.problems[item.slot] == item.problem
    *broken, last = runs_of(database, session.id)
    for run in broken:
        begun = {event.slot for event in run if event.type == "slot_started"}
        done = {event.slot for event in run if event.type == "slot_completed"}
        assert done <= {item.slot for item in before}
        assert len(begun - {item.slot for item in before}) <= slots
    if broken:
        # Only what ran is done again: what was finished is neither drafted nor proven anew.
        again = {event.slot for event in last if event.type == "slot_attempt_started"}
        assert again == set(range(PROBLEMS)) - {item.slot for item in before}
        assert last[0].kept == len(before)
    for run in broken:
        check_run(run, stopped=True)
    check_run(last)
    assert last[-1].type == "generation_completed"


def test_two_servers_never_reset_each_other(tmp_path):
    database = tmp_path / "codemm.sqlite"

    async def two_sessions(ctx):
        return await ready_session(ctx, 2), await ready_session(ctx, 2)

    first, second = on_store(database, two_sessions)
    with server(database, "server-1", first.id, "start") as one:
        assert json.loads(one.stdout.readline())["running"] == [first.id]
        # A server that starts while another works leaves its session alone, and does its own work.
        with server(database, "server-2", first.id, "recover") as watching:
            assert json.loads(watching.stdout.readline())["running"] == []
            with server(database, "server-3", second.id, "start") as two:
                assert one.wait(timeout=120) == 0
                assert two.wait(timeout=120) == 0
                assert watching.wait(timeout=120) == 0
    for session in (first, second):
        runs = runs_of(database, session.id)
        assert len(runs) == 1
        check_run(runs[0])
    activities = on_store(database, lambda ctx: list_activities(ctx, OWNER))
    assert [a.problem_count for a in activities] == [2, 2]
