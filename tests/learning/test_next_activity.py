"""What to try next, and why."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from jupyter_codemm.contracts.journey_work import EpisodeClosed
from jupyter_codemm.learning import next_activity, rebuild
from tests.fakes.diary import Diary


def proposal(diary, later=timedelta(), course=None):
    return next_activity(rebuild(diary.records), diary.at + later, UTC, course)


def solve(diary, topic, times=1, difficulty="medium", **told):
    for _ in range(times):
        diary.open(f"p{len(diary.records)}", topics=(topic,), difficulty=difficulty, **told)
        diary.submit(8)


def fail(diary, topic, difficulty="medium"):
    diary.open(f"p{len(diary.records)}", topics=(topic,), difficulty=difficulty)
    diary.submit(2)
    diary.add(EpisodeClosed())


def test_the_first_problem_goes_on_with_its_topic():
    diary = Diary()
    diary.open(topics=("loops",), family="tally_top")
    found = proposal(diary)
    assert (found.kind, found.topic, found.difficulty) == ("practice", "loops", "easy")
    assert found.learning_mode == "guided"
    assert found.avoid_family == "tally_top"
    assert found.expected == pytest.approx(0.731, abs=1e-3)
    assert found.reason == "You are working on loops, and easy fits you now."


def test_the_difficulty_is_the_one_most_likely_to_go_well_and_not_too_well():
    diary = Diary()
    solve(diary, "loops", 3)
    found = proposal(diary)
    assert (found.topic, found.difficulty) == ("loops", "medium")
    assert 0.55 <= found.expected <= 0.85
    assert found.learning_mode == "practice"


def test_a_weak_prerequisite_comes_first():
    diary = Diary()
    fail(diary, "variables")
    fail(diary, "conditionals")
    solve(diary, "loops")
    found = proposal(diary)
    assert (found.kind, found.topic) == ("prerequisite", "conditionals")
    assert found.reason == "Before you go on with loops, some practice in conditionals will help."


def test_a_topic_that_was_firm_and_has_faded_is_reviewed():
    diary = Diary()
    solve(diary, "lists", 9, "hard")
    solve(diary, "loops")
    assert proposal(diary).kind != "review"
    found = proposal(diary, timedelta(days=60))
    assert (found.kind, found.topic) == ("review", "lists")


def test_the_next_topic_of_the_course_follows_a_firm_one():
    diary = Diary()
    solve(diary, "loops", 9, "hard")
    found = proposal(diary)
    assert (found.kind, found.topic) == ("next_topic", "functions")


def test_a_course_may_be_its_own():
    diary = Diary()
    solve(diary, "loops", 9, "hard")
    found = proposal(diary, course={"loops": (), "pandas": ("loops",)})
    assert found.topic == "pandas"


def test_two_firm_topics_are_mixed():
    diary = Diary()
    solve(diary, "loops", 3)
    assert proposal(diary).also is None
    solve(diary, "arithmetic", 3)
    assert proposal(diary).also == "loops"


def test_a_topic_outside_the_course_is_gone_on_with():
    diary = Diary()
    diary.open(topics=("turtle graphics",))
    assert proposal(diary).topic == "turtle graphics"


def test_ties_go_by_name():
    diary = Diary()
    for topic in ("variables", "conditionals"):
        fail(diary, topic)
    diary.open("p9", topics=("loops",))
    state = rebuild(diary.records)
    at = state.topics["python:variables"].practised_at
    same = {"practised_at": at}
    topics = {key: topic.model_copy(update=same) for key, topic in state.topics.items()}
    found = next_activity(state.model_copy(update={"topics": topics}), diary.at, UTC)
    assert found.topic == "conditionals"
