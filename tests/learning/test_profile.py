"""The named views of a learner."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.learning import planning_mastery, profile, rebuild
from tests.fakes.diary import MORNING, Diary
from tests.fakes.random_journeys import random_journey
from tests.fakes.thirteen import thirteen


def told(diary, later=timedelta()):
    return profile(rebuild(diary.records), diary.at + later, UTC)


def test_nobody_has_an_empty_profile():
    empty = profile(LearnerState(), MORNING, UTC)
    assert empty.topics == empty.skills == empty.modules == empty.alerts == ()
    assert empty.next_activity is None
    assert empty.streak.days == 0


def test_what_was_only_opened_is_no_data_and_not_zero():
    diary = Diary()
    diary.open()
    diary.save("x")
    module = told(diary).modules[0]
    assert (module.percent, module.level) == (None, "no_data")


def test_the_journey_of_thirteen():
    seen = told(thirteen())
    assert [skill.model_dump() for skill in seen.skills] == [
        {"tag": "loops", "attempts": 2, "solved": 1, "hints_used": 2}
    ]
    assert seen.alerts == ()
    module = seen.modules[0]
    assert (module.attempts, module.passes, module.completed) == (2, 1, 1)
    assert module.exercises == 100
    assert module.quizzes is None
    assert module.percent == round((40 * 1 + 10 * (1 / 7)) / 0.5, 2)
    topic = seen.topics[0]
    assert (topic.episodes, topic.solves, topic.label) == (1, 1, "developing")
    assert topic.concept_mastery == pytest.approx(0.5 * 0.9 * 0.9 + 0.1, abs=1e-4)
    assert seen.totals.model_dump() == {
        "problems_opened": 1,
        "attempts": 2,
        "solved": 1,
        "hints_used": 2,
        "minutes": 5,
    }


def test_parts_of_a_module():
    diary = Diary()
    diary.open("p1")
    diary.submit(8, quality=80.0)
    diary.open("p2")
    diary.submit(2, quality=70.0)
    diary.quiz(4)
    module = told(diary).modules[0]
    assert (module.exercises, module.quizzes, module.quality) == (50, 80, 75)
    assert module.consistency == pytest.approx(100 / 7)
    assert module.passes <= module.attempts


def test_mastery_fades_on_reading_and_is_never_written():
    diary = Diary()
    diary.open(difficulty="medium")
    diary.submit(8)
    state = rebuild(diary.records)
    now, later = told(diary).topics[0], told(diary, timedelta(days=45)).topics[0]
    assert now.mastery == later.mastery == now.shown
    assert later.shown - 0.5 == pytest.approx((now.shown - 0.5) / 2)
    assert rebuild(diary.records) == state


def test_secure_asks_for_two_days():
    diary = Diary()
    for number in range(8):
        diary.open(f"p{number}", difficulty="hard", after=600)
        diary.submit(8)
    assert told(diary).topics[0].label == "not_enough_data"
    diary.open("p9", difficulty="hard", after=86_400)
    diary.submit(8)
    assert told(diary).topics[0].label == "secure"


@pytest.mark.parametrize(("level", "unaided"), [(2, 10), (3, 0)])
def test_a_hint_of_level_three_makes_a_solve_no_proof(level, unaided):
    diary = Diary()
    for number in range(10):
        diary.open(f"p{number}", difficulty="hard", after=20_000)
        diary.hint(level)
        diary.submit(8)
    assert rebuild(diary.records).topics["python:loops"].unaided_solves == unaided
    assert (told(diary).topics[0].label == "secure") is bool(unaided)


def test_the_planner_gets_the_faded_mastery_of_one_language():
    diary = Diary()
    diary.open("p1", difficulty="medium")
    diary.submit(8)
    diary.open("p2", language="java")
    diary.submit(8)
    diary.open("p3", topics=("maps",))
    diary.submit(2)
    state = rebuild(diary.records)
    at = planning_mastery(state, "python", state.topics["python:loops"].practised_at, UTC)
    assert at == {"loops": pytest.approx(0.6225, abs=1e-4)}
    later = planning_mastery(state, "python", diary.at + timedelta(days=300), UTC)
    assert later["loops"] == pytest.approx(0.5, abs=0.01)


def test_the_profile_of_a_random_journey_is_the_same_twice():
    diary = random_journey(1_000, seed=9)
    assert told(diary).model_dump_json() == told(diary).model_dump_json()
    for module in told(diary).modules:
        assert module.passes <= module.attempts
        assert module.percent is None or 0 <= module.percent <= 100
