"""What has been kept long enough is told first, and deleted only with --apply."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, text

from jupyter_codemm.app import Settings
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_work import CodeReset
from jupyter_codemm.store import open_store
from tests.conformance.test_classroom_port import challenge, klass, member, school
from tests.store.records import activity, session, submission

LONG_AGO = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def filled(database):
    """A database in which one learner has done something, long ago."""
    reset = JourneyRecord(
        id=1, at=LONG_AGO, session_id="w1", activity_id="a1", problem_id="p1", event=CodeReset()
    )

    async def fill() -> None:
        store = open_store(database)
        await store.transact(lambda tx: tx.sessions.add(session("s1", owner="ada")))
        await store.transact(
            lambda tx: tx.activities.add(activity("a1", owner="ada", problems=("p1",)))
        )
        mine = submission("u1", user="ada", activity_id="a1", problem_id="p1")
        await store.transact(lambda tx: tx.submissions.add(mine))
        await store.transact(lambda tx: tx.journeys.learner("ada"))
        await store.transact(lambda tx: tx.journeys.append("ada", [reset]))
        await store.close()

    database.parent.mkdir()
    asyncio.run(fill())
    engine = create_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET recorded_at = '2026-01-05 00:00:00.000000'"))
    engine.dispose()
    return database


def test_a_dry_run_tells_and_deletes_nothing(codemm, filled):
    for _ in range(2):
        (told,) = codemm("retention", "--record-days", "30", "--json").records
        assert told["applied"] is False
        assert told["records"] == {
            "ada": {
                "work_summaries": 0,
                "queries": 0,
                "quizzes": 0,
                "code_states": 0,
                "journey": 1,
                "learners": 1,
            }
        }
        assert told["events"]["exercise.submitted"] == 1


def test_what_is_told_is_deleted_once(codemm, filled):
    (told,) = codemm("retention", "--record-days", "30", "--json").records
    (done,) = codemm("retention", "--record-days", "30", "--apply", "--json").records
    assert done == told | {"applied": True}
    (after,) = codemm("retention", "--record-days", "30", "--json").records
    assert (after["records"], set(after["events"].values())) == ({}, {0})
    assert "Deleted: 0 domain events" in codemm("retention", "--apply").out


def test_what_a_class_lets_go_is_told_by_class(codemm, filled):
    async def of_a_class() -> None:
        store = open_store(filled)

        def give(tx) -> None:
            tx.organizations.add(school())
            tx.classes.add(klass(record_days=30))
            tx.challenges.add(challenge())
            tx.memberships.begin(member())

        await store.transact(give)
        await store.close()

    asyncio.run(of_a_class())
    out = codemm("retention").out
    assert "Loops 1, which keeps records for 30 days: 1 rows of 1 learners' records." in out
    (told,) = codemm("retention", "--apply", "--json").records
    assert told["records"] == {}
    assert told["classes"]["c1"]["records"]["ada"]["journey"] == 1
    (after,) = codemm("retention", "--json").records
    assert after["classes"] == {}


def test_records_are_kept_for_good_unless_days_are_named(codemm, filled):
    (told,) = codemm("retention", "--json").records
    assert told["records"] == {}


@pytest.mark.parametrize("days", ["0", "-3", "36501"])
def test_days_that_are_none_are_named(codemm, filled, days):
    ran = codemm("retention", "--record-days", days)
    assert ran.code == 2
    assert days in ran.err
    assert "--record-days" in ran.err


def test_where_nothing_is_nothing_is_made(codemm, database):
    told = codemm("retention")
    assert told.code == 2
    assert f"there is no database at {database}" in told.err
    assert not database.exists()


def test_the_environment_may_name_the_database(tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere.sqlite"
    assert Settings.from_environment().database != elsewhere
    monkeypatch.setenv("CODEMM_DATABASE", str(elsewhere))
    assert Settings.from_environment().database == elsewhere
