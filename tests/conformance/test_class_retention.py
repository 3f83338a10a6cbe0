"""Classes say for how long what their learners do at their problems is kept."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_work import CodeReset
from jupyter_codemm.contracts.recording import RecordingSettings
from jupyter_codemm.ports import Learner, Store
from jupyter_codemm.services.class_retention import ClassRules, DailyRetention, expire_classes
from jupyter_codemm.services.retaining import Retention, expire, expired
from tests.conformance.test_classroom_port import challenge, klass, member, school
from tests.fakes.contexts import make_context
from tests.fakes.fixed_clock import FixedClock
from tests.store.records import activity, at, submission

DAYS = timedelta(days=1)


def done(number: int, problem: str, days: float) -> JourneyRecord:
    return JourneyRecord(
        id=number,
        at=at(0) + days * DAYS,
        session_id="w1",
        activity_id="a1",
        problem_id=problem,
        event=CodeReset(),
    )


def fill(tx):
    """Ada and bob learn in two classes that were both given p1; only the first was given p2."""
    tx.organizations.add(school())
    tx.activities.add(activity("a1", owner="eve", problems=("p1",)))
    tx.activities.add(activity("a2", owner="eve", problems=("p2",)))
    tx.classes.add(klass("c1", "Loops", record_days=30))
    tx.classes.add(klass("c2", "Lists", record_days=100))
    tx.challenges.add(challenge("h1", "c1"))
    tx.challenges.add(challenge("h2", "c1", activity_id="a2"))
    tx.challenges.add(challenge("h3", "c2"))
    tx.memberships.begin(member("ada", class_id="c1"))
    tx.memberships.begin(member("ada", class_id="c2"))
    tx.memberships.begin(member("bob", class_id="c1"))
    tx.memberships.begin(member("eve", "instructor", class_id="c1"))
    tx.submissions.add(submission("s1", user="ada", activity_id="a2", problem_id="p2"))
    for user in ("ada", "bob", "eve"):
        tx.journeys.learner(user)
        tx.journeys.append(user, [done(1, "p1", 0), done(2, "p2", 0), done(3, "own", 0)])
        tx.journeys.save(Learner(user, last_id=3, settings=RecordingSettings(recording=False)))


@pytest.fixture
def ask(store, run):
    """Return who loses what after so many days, first told and then done."""
    run(fill)

    def asked(days: float, site: int | None = None):
        clock = FixedClock(at(0) + days * DAYS)

        async def both():
            told = await expired(store, clock, Retention(site, {}))
            done = await expire(store, clock, Retention(site, {}))
            assert told == done
            return done

        gone = asyncio.run(both())
        return {
            one.school_class.id: {user: rows["journey"] for user, rows in one.records.items()}
            for one in gone.classes
        }, set(gone.records)

    return asked


@dataclass
class Busy:
    """A store in which bob works on p2 again once it was looked at what is past its time."""

    store: Store
    looked: bool = False

    async def transact(self, work):
        result = await self.store.transact(work)
        if not self.looked:
            self.looked = True
            again = done(4, "p2", 30.5)
            await self.store.transact(lambda tx: tx.journeys.append("bob", [again]))
        return result


def left(run, user):
    return [one.problem_id for one in run(lambda tx: tx.journeys.records(user))]


def test_a_record_goes_where_the_class_says_so_and_nowhere_else(ask, run):
    assert ask(29) == ({}, set())
    assert ask(31) == ({"c1": {"ada": 1, "bob": 2}}, set())
    assert left(run, "ada") == ["p1", "own"]
    assert left(run, "bob") == ["own"]
    assert left(run, "eve") == ["p1", "p2", "own"]  # who teaches is no learner
    assert len(run(lambda tx: tx.submissions.list("ada"))) == 1
    assert ask(31) == ({}, set())


def test_what_two_classes_gave_follows_the_longer(ask, run):
    ask(99)
    assert left(run, "ada") == ["p1", "own"]
    ask(101)
    assert left(run, "ada") == ["own"]


def test_a_class_that_leaves_it_to_the_site_is_the_longer_one(ask, run):
    run(lambda tx: tx.classes.save(klass("c2", "Lists", record_days=None)))
    ask(3000)
    assert left(run, "ada") == ["p1", "own"]
    assert ask(60, site=90) == ({}, set())
    assert ask(91, site=90)[1] == {"ada", "bob", "eve"}


def test_the_site_waits_for_the_classes_of_a_learner(ask, run):
    assert ask(60, site=50)[1] == {"bob", "eve"}
    assert left(run, "ada") == ["p1", "own"]
    assert ask(101, site=50)[1] == {"ada"}


def test_a_pause_goes_on_and_numbers_are_not_given_again(ask, run):
    before = run(lambda tx: tx.journeys.learner("ada"))
    run(lambda tx: tx.journeys.append("ada", [done(4, "p1", 0)]))
    run(lambda tx: tx.journeys.save(replace(before, last_id=4)))
    ask(101)
    learner = run(lambda tx: tx.journeys.learner("ada"))
    assert (learner.settings.recording, learner.last_id, learner.state.last_id) == (False, 4, 4)
    assert learner.state.work == {}
    run(lambda tx: tx.journeys.append("ada", [done(5, "p1", 102)]))


def test_hidden_classes_and_challenges_keep_their_say(ask, run):
    hidden = challenge("h2", "c1", activity_id="a2", version=2, deleted_at=at(1))
    run(
        lambda tx: tx.challenges.save(hidden, expected_version=1),
        lambda tx: tx.classes.save(klass("c1", "Loops", record_days=30, deleted_at=at(1))),
        lambda tx: tx.memberships.end("bob", "o1", "c1", at(1)),
    )
    assert ask(31) == ({"c1": {"ada": 1, "bob": 2}}, set())


def test_who_comes_back_meanwhile_keeps_the_record(store, run):
    run(fill)
    now = at(0) + 31 * DAYS
    rules = run(ClassRules.of)

    (gone,) = asyncio.run(expire_classes(Busy(store), rules, now))
    assert gone.records["bob"]["journey"] == 1
    assert left(run, "bob") == ["p2", "own", "p2"]


def test_one_server_of_several_deletes_once_a_day(store, run):
    run(fill)
    clock = FixedClock(at(0) + 31 * DAYS)
    one, other = (
        DailyRetention(make_context(store, clock=clock, holder=name)) for name in ("s1", "s2")
    )

    def sweeps():
        async def both():
            return [await one.sweep(), await other.sweep()]

        return asyncio.run(both())

    assert sweeps() == [2, 0]
    run(lambda tx: tx.journeys.append("bob", [done(4, "p2", 0)]))
    clock.advance(3 * 3600)
    assert sweeps() == [0, 0]
    clock.advance(22 * 3600)
    assert sum(sweeps()) == 1
