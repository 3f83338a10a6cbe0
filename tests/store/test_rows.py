"""What stands in the tables: written once, relayed, round, and readable when a row is not."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
import threading
from contextlib import closing

import pytest

from jupyter_codemm.contracts.access import Access
from jupyter_codemm.contracts.events import GenerationStarted
from jupyter_codemm.errors import StoreError
from jupyter_codemm.store import open_store
from tests.store.records import NOON, activity, at, finished, outcome, session, submission

STARTED = GenerationStarted(total_slots=1, author="builtin", tier="rlimit")
DONE = submission(status="done", outcome=outcome("wrong_answer"))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "codemm.db"


@pytest.fixture
def store(path):
    opened = open_store(path, now=lambda: at(60))
    yield opened
    asyncio.run(opened.close())


@pytest.fixture
def run(store):
    return lambda work: asyncio.run(store.transact(work))


@pytest.fixture
def filled(run):
    def work(tx):
        tx.sessions.add(session("s0", state="GENERATING"))
        tx.sessions.add(session("s1", state="GENERATING"))
        tx.sessions.add_finished_slot("s1", finished(0, "p1"))
        tx.sessions.add_finished_slot("s1", finished(1, "p2"))
        tx.activities.add(activity())
        tx.activities.add(activity("a2", problems=("p2",)))
        tx.submissions.add(submission())
        tx.submissions.add(submission("u2"))
        tx.submissions.save(DONE)
        for _ in range(3):
            tx.events.append("t", STARTED, NOON)
        tx.accesses.record(Access(at=NOON, actor="eve", subject="ada", what="journey"))
        tx.people.erase("nobody", actor="root")

    run(work)


def sql(path, statement, *parameters):
    """Do to the file what no code of ours does."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement, parameters).fetchall()


class TestAppendOnly:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE events SET document = '{}'",
            "UPDATE events SET number = number + 10",
            "DELETE FROM events WHERE number = 3",
            "UPDATE submissions SET outcome = '{}' WHERE id = 'u1'",
            "UPDATE submissions SET outcome = NULL, status = 'queued' WHERE id = 'u1'",
            "UPDATE audit SET actor = 'nobody'",
            "DELETE FROM audit",
            "DELETE FROM audit WHERE subject = ''",
        ],
    )
    @pytest.mark.usefixtures("filled")
    def test_the_database_itself_refuses(self, path, statement):
        with pytest.raises(sqlite3.IntegrityError, match="is append-only"):
            sql(path, statement)

    @pytest.mark.usefixtures("filled")
    def test_only_the_nine_names_enter_the_outbox(self, path):
        with pytest.raises(sqlite3.IntegrityError, match="ck_outbox_name"):
            sql(
                path,
                "INSERT INTO outbox (name, user_name, recorded_at, payload) VALUES (?, ?, ?, ?)",
                "exercise.invented",
                "ada",
                "",
                "{}",
            )


class TestOutbox:
    def rows(self, path):
        found = sql(
            path, "SELECT id, name, user_name, recorded_at, payload FROM outbox ORDER BY id"
        )
        return [(*row[:4], json.loads(row[4])) for row in found]

    def test_each_action_leaves_one_row_in_its_own_transaction(self, run, path):
        run(lambda tx: tx.activities.add(activity()))
        run(lambda tx: tx.activities.save(activity(state="published")))
        run(lambda tx: tx.activities.save(activity(state="published", title="Renamed")))
        run(lambda tx: tx.submissions.add(submission(user="bob")))
        run(lambda tx: tx.submissions.save(submission(user="bob", status="running")))
        done = DONE.updated(user="bob")
        run(lambda tx: tx.submissions.save(done))
        run(lambda tx: tx.submissions.save(done.updated(hint="Think of zero.")))
        ids = {"submission_id": "u1", "activity_id": "a1", "problem_id": "p1"}
        stamp = "2026-03-01T13:00:00.000000+00:00"
        assert self.rows(path) == [
            (1, "exercise.assigned", "ada", stamp, {"activity_id": "a1"}),
            (2, "exercise.submitted", "bob", stamp, ids),
            (3, "code.execution.request", "bob", stamp, ids),
            (4, "code.execution.result", "bob", stamp, ids | {"verdict": "wrong_answer"}),
        ]

    def test_a_rollback_takes_the_row_along(self, run, path):
        run(lambda tx: tx.activities.add(activity()))

        def work(tx):
            tx.submissions.add(submission())
            raise KeyError("later")

        with pytest.raises(KeyError):
            run(work)
        assert self.rows(path) == []


@pytest.mark.usefixtures("filled")
class TestCorruptRows:
    BREAKAGES = ('{"id": ', "", '{"id": "x", "secret-content": 1}', b"\xff\xfe{}")

    @pytest.fixture(params=BREAKAGES, ids=["cut", "empty", "wrong", "bytes"])
    def broken(self, request):
        return request.param

    def damage(self, path, table, column, where, value):
        cast = (
            f"CAST(? AS TEXT) WHERE {where}"  # bytes that are no UTF-8, as a bad disk leaves them
        )
        with closing(sqlite3.connect(path)) as connection, connection:
            triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
            for (name,) in connection.execute(triggers).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(f"UPDATE {table} SET {column} = {cast}", (value,))

    def expect(self, run, work, words):
        with pytest.raises(StoreError) as caught:
            run(work)
        assert caught.value.message == f"The row {words} cannot be read: its content is corrupt."

    def test_a_session(self, run, path, broken, caplog):
        self.damage(path, "authoring_sessions", "document", "id = 's0'", broken)
        words = "s0 of table authoring_sessions"
        self.expect(run, lambda tx: tx.sessions.get("s0", "ada"), words)
        with caplog.at_level(logging.WARNING):
            assert [s.id for s in run(lambda tx: tx.sessions.generating())] == ["s1"]
        assert words in caplog.text
        assert "secret-content" not in caplog.text
        assert len(run(lambda tx: tx.sessions.list("ada"))) == 2
        run(lambda tx: tx.sessions.save(session("s0")))
        assert run(lambda tx: tx.sessions.get("s0", "ada")) == session("s0")

    def test_a_line_of_a_list(self, run, path, broken, caplog):
        self.damage(path, "authoring_sessions", "summary", "id = 's0'", broken)
        self.damage(path, "activities", "summary", "id = 'a1'", broken)
        assert [s.id for s in run(lambda tx: tx.sessions.list("ada"))] == ["s1"]
        assert [a.id for a in run(lambda tx: tx.activities.list("ada"))] == ["a2"]
        assert "s0 of table authoring_sessions" in caplog.text
        assert "a1 of table activities" in caplog.text

    def test_an_activity(self, run, path, broken):
        self.damage(path, "activities", "document", "id = 'a1'", broken)
        self.expect(run, lambda tx: tx.activities.get("a1", "ada"), "a1 of table activities")
        self.expect(run, lambda tx: tx.activities.problem("p1", "ada"), "a1 of table activities")
        assert [a.id for a in run(lambda tx: tx.activities.list("ada"))] == ["a2", "a1"]
        run(lambda tx: tx.activities.delete("a1", "ada"))

    def test_an_index_that_points_to_the_wrong_activity(self, run, path):
        sql(path, "UPDATE activity_problems SET activity_id = 'a2' WHERE problem_id = 'p1'")
        self.expect(run, lambda tx: tx.activities.problem("p1", "ada"), "a2 of table activities")

    def test_a_finished_slot(self, run, path, broken, caplog):
        self.damage(path, "finished_slots", "problem", "slot = 0", broken)
        assert [s.slot for s in run(lambda tx: tx.sessions.finished_slots("s1"))] == [1]
        assert "s1/0 of table finished_slots" in caplog.text

    @pytest.mark.parametrize("column", ["document", "outcome"])
    def test_a_submission(self, run, path, broken, caplog, column):
        self.damage(path, "submissions", column, "id = 'u1'", broken)
        self.expect(run, lambda tx: tx.submissions.get("u1", "ada"), "u1 of table submissions")
        assert [s.id for s in run(lambda tx: tx.submissions.list("ada"))] == ["u2"]
        assert "u1 of table submissions" in caplog.text

    def test_an_event(self, run, path, broken, caplog):
        self.damage(path, "events", "document", "number = 2", broken)
        assert [e.id for e in run(lambda tx: tx.events.after("t", 0))] == [1, 3]
        assert "t/2 of table events" in caplog.text

    @pytest.mark.parametrize("value", ["yesterday", "", "2026-03-01 12:00:00"])
    def test_a_lease(self, run, path, value):
        run(lambda tx: tx.leases.acquire("k", "me", NOON, 5))
        sql(path, "UPDATE leases SET expires_at = ?", value)
        self.expect(run, lambda tx: tx.leases.get("k"), "k of table leases")


class TestThread:
    def test_work_runs_on_one_thread_that_is_not_the_loops(self, store):
        async def scenario():
            names = [
                await store.transact(lambda _tx: threading.current_thread().name) for _ in range(3)
            ]
            return names, threading.current_thread().name

        names, own = asyncio.run(scenario())
        assert len(set(names)) == 1
        assert own not in names

    def test_the_loop_goes_on_while_work_waits(self, store):
        gate = threading.Event()

        async def scenario():
            waiting = asyncio.ensure_future(store.transact(lambda _tx: gate.wait(30)))
            for _ in range(50):
                await asyncio.sleep(0)
            assert not waiting.done()
            gate.set()
            return await waiting

        assert asyncio.run(scenario()) is True

    def test_closing_waits_for_work_that_has_begun(self, store, path):
        inside, gate = threading.Event(), threading.Event()

        def work(tx):
            inside.set()
            gate.wait(30)
            tx.sessions.add(session())

        async def scenario():
            task = asyncio.ensure_future(store.transact(work))
            await asyncio.to_thread(inside.wait, 30)
            task.cancel()
            closing_task = asyncio.ensure_future(store.close())
            gate.set()
            await closing_task

        asyncio.run(scenario())
        assert sql(path, "SELECT id FROM authoring_sessions") == [("s1",)]
