"""What the journal adds by itself: the ends of what was left, and what it makes of odd stores."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.journey_work import EpisodeClosed, Submitted
from jupyter_codemm.contracts.recording import SettingsChange
from jupyter_codemm.learning import rebuild
from jupyter_codemm.services.journeys import Journeys
from jupyter_codemm.services.recording import Journal, Workplace
from jupyter_codemm.services.retaining import Retention, expire
from tests.fakes.contexts import make_context
from tests.fakes.diary import facts
from tests.store.engines import change, new_store, store_at

HOUR = 3600
PLACE = Workplace("a1", "p1", facts())


class Bench:
    def __init__(self, store=None) -> None:
        self.ctx = make_context(store or new_store())
        self.journeys = Journeys(self.ctx)

    def read(self, work):
        return asyncio.run(self.ctx.store.transact(work))

    def write(self, *events, place=PLACE):
        def work(tx):
            journal = Journal.of(tx, "ada", self.ctx.clock.now(), self.ctx.new_id)
            journal.work_at(place, *events)
            return journal.close()

        return self.read(work)

    def fail(self, times=1):
        for _ in range(times):
            self.ctx.clock.advance(60)
            name = self.ctx.new_id("submission")
            self.write(
                Submitted(submission_id=name, verdict="wrong_answer", passed=0, total=8, score=0)
            )

    def sweep_after(self, hours):
        """Let time pass and sweep; return how many learners were due."""
        self.ctx.clock.advance(hours * HOUR)
        return asyncio.run(self.journeys.sweep())

    def change(self, **settings):
        asyncio.run(self.journeys.change_settings("ada", SettingsChange(**settings)))

    @property
    def records(self):
        return self.read(lambda tx: tx.journeys.records("ada"))

    def ends(self):
        return [r.event.by for r in self.records if isinstance(r.event, EpisodeClosed)]


@pytest.fixture
def bench():
    return Bench()


def test_a_problem_that_is_left_after_three_fails_ends_two_days_later_by_itself(bench):
    bench.fail(3)
    assert (bench.sweep_after(1), bench.ends()) == (1, [])  # the sitting alone has ended
    assert (bench.sweep_after(46.9), bench.ends()) == (0, [])
    assert (bench.sweep_after(0.1), bench.ends()) == (1, ["idle"])
    state = bench.read(lambda tx: tx.journeys.learner("ada").state)
    assert [(step.end, step.fails) for step in state.steps] == [("abandoned", 3)]
    assert state == rebuild(bench.records)
    assert (bench.sweep_after(1000), bench.ends()) == (0, ["idle"])


def test_who_failed_less_is_not_looked_at_again(bench):
    bench.fail(2)
    bench.sweep_after(1)
    assert bench.sweep_after(1000) == 0


def test_while_the_record_is_paused_nothing_is_given_up(bench):
    bench.fail(3)
    bench.change(recording=False)
    bench.sweep_after(1)
    assert (bench.sweep_after(1000), bench.ends()) == (0, [])
    bench.change(recording=True)
    assert (bench.sweep_after(0), bench.ends()) == (1, ["idle"])


def test_a_newest_record_that_cannot_be_read_does_not_end_the_journey(tmp_path):
    """As after a newer version of the product that was taken back."""
    path = tmp_path / "codemm.sqlite"
    bench = Bench(store_at(path))
    bench.fail()
    known = bench.records[-1].id
    change(
        path,
        "INSERT INTO journey (user_name, id, type, recorded_at, document) VALUES"
        " ('ada', :id, 'dreamt', '2026-09-01 09:00:00.000000+00:00', '{}')",
        id=known + 1,
    )
    change(path, "UPDATE learners SET last_id = :id", id=known + 1)
    bench.fail()
    assert [record.id for record in bench.records][-2:] == [known, known + 2]
    assert bench.read(lambda tx: tx.journeys.learner("ada").state).work["p1"].attempts == 2
    asyncio.run(bench.ctx.store.close())


def test_a_pause_outlives_the_record_that_is_deleted_for_its_age(bench):
    bench.fail()
    bench.change(recording=False, time_zone="Europe/Madrid")
    bench.ctx.clock.advance(31 * 24 * HOUR)
    gone = asyncio.run(expire(bench.ctx.store, bench.ctx.clock, Retention(record_days=30)))
    assert list(gone.records) == ["ada"]
    bench.fail()
    assert bench.records == ()
    profile = asyncio.run(bench.journeys.profile("ada"))
    assert (profile.recording, profile.streak.zone) == (False, "Europe/Madrid")
