"""Learning record by record, and all at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jupyter_codemm.contracts.journey_talk import (
    ConsentChanged,
    RecordingPaused,
    RecordingResumed,
)
from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.learning import learn, rebuild
from tests.fakes.diary import Diary
from tests.fakes.random_journeys import random_journey


def one_by_one(records):
    state = LearnerState()
    for record in records:
        state = learn(state, record).state
    return state


def test_ten_thousand_random_records_learned_one_by_one_give_the_bytes_of_a_rebuild():
    records = random_journey(10_000, seed=6).records[:10_000]
    assert one_by_one(records).model_dump_json() == rebuild(records).model_dump_json()


@pytest.mark.parametrize("seed", range(5))
def test_a_state_that_was_stored_goes_on_as_if_it_had_not_been(seed):
    records = random_journey(300, seed=seed).records
    half = rebuild(records[:150])
    state = LearnerState.parse(half.model_dump_json())
    for record in records[150:]:
        state = LearnerState.parse(learn(state, record).state.model_dump_json())
    assert state.model_dump_json() == rebuild(records).model_dump_json()


def test_what_is_told_on_the_way_is_what_the_state_has_in_the_end():
    state, steps, opened, closed = LearnerState(), [], {}, set()
    for record in random_journey(2_000, seed=3).records:
        learned = learn(state, record)
        state = learned.state
        steps += learned.steps
        opened |= {(a.trigger, a.topic): a for a in learned.alerts}
        closed |= {(a.trigger, a.topic) for a in learned.settled}
    assert tuple(steps) == state.steps
    assert {(a.trigger, a.topic): a for a in state.alerts.values()}.items() <= opened.items()
    assert closed <= set(opened)
    assert steps
    assert opened
    assert closed


def test_a_record_that_was_seen_changes_nothing():
    diary = Diary()
    diary.open()
    diary.submit(8)
    state = rebuild(diary.records)
    for record in diary.records:
        again = learn(state, record)
        assert again.state is state
        assert not again.steps


def test_learning_leaves_the_state_that_it_is_given_alone():
    diary = Diary()
    diary.open()
    before = rebuild(diary.records)
    text = before.model_dump_json()
    learn(before, diary.submit(8))
    assert before.model_dump_json() == text


def test_the_same_submission_recorded_twice_counts_once():
    diary = Diary()
    diary.open()
    diary.submit(3, submission_id="one")
    diary.submit(3, submission_id="one")
    state = rebuild(diary.records)
    assert state.work["p1"].attempts == 1
    assert state.skills["loops"].attempts == 1


def test_a_judge_that_broke_says_nothing_of_the_learner():
    diary = Diary()
    diary.open()
    opened = rebuild(diary.records)
    broken = diary.submit(0).event.updated(verdict="judge_error")
    diary.records[-1] = diary.records[-1].updated(event=broken.to_json())
    state = rebuild(diary.records)
    assert state.work["p1"].attempts == 0
    assert state.topics == opened.topics == {}


@pytest.mark.parametrize(
    ("gaps", "seconds"),
    [
        ((60, 60), 120),
        ((300,), 300),
        ((301,), 0),
        ((60, -30, 60), 90),  # a second device, a little late: no second counts twice
        ((60, -86_400, 60), 120),  # the clock was set back
        ((60, 86_400, 60), 120),
    ],
)
def test_active_time_leaves_pauses_out_and_counts_nothing_twice(gaps, seconds):
    diary = Diary()
    diary.open()
    for gap in gaps:
        diary.save("x", after=gap)
    state = rebuild(diary.records)
    assert sum(q.active_ms for q in state.quarters.values()) == seconds * 1000
    assert state.work["p1"].active_ms == seconds * 1000


def test_two_devices_at_once_share_one_clock():
    diary = Diary()
    diary.open("p1")
    diary.open("p2", after=10)
    for _ in range(5):
        for session, problem in (("s1", "p1"), ("s2", "p2")):
            diary.session, diary.problem = session, problem
            diary.save("x", after=10)
    state = rebuild(diary.records)
    assert sum(q.active_ms for q in state.quarters.values()) == 110_000
    assert state.work["p1"].active_ms + state.work["p2"].active_ms == 100_000


def test_time_over_the_edge_of_a_quarter_is_split():
    diary = Diary()
    diary.at += timedelta(minutes=13)
    diary.open(after=0)
    diary.save("x", after=240)
    spent = [q.active_ms for q in rebuild(diary.records).quarters.values()]
    assert spent == [120_000, 120_000]


def test_a_pause_and_a_consent_are_remembered():
    diary = Diary()
    for event, recording in (
        (RecordingPaused(), False),
        (RecordingResumed(), True),
        (ConsentChanged(recording=False), False),
    ):
        diary.add(event)
        assert rebuild(diary.records).recording is recording


def reordered(value):
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(value)}
    return value


def test_a_store_that_puts_keys_in_another_order_changes_no_byte():
    records = random_journey(200, seed=7).records
    state = LearnerState.parse(reordered(rebuild(records[:-1]).to_json()))
    assert list(state.work) == sorted(state.work, reverse=True)
    after = learn(state, records[-1]).state
    assert after.model_dump_json() == rebuild(records).model_dump_json()
