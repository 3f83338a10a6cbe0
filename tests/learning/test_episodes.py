"""Episodes move theta once, when they end."""

from __future__ import annotations

import math

import pytest

from jupyter_codemm.contracts.journey_work import EpisodeClosed
from jupyter_codemm.learning import explain, given_up, rebuild
from tests.fakes.diary import Diary, facts

HOURS_48 = 48 * 3600


def theta(diary, topic="loops", language="python"):
    return rebuild(diary.records).topics[f"{language}:{topic}"].theta


def test_a_run_never_moves_theta():
    diary = Diary()
    diary.open()
    for _ in range(50):
        diary.run("NameError")
        diary.run()
    state = rebuild(diary.records)
    assert state.steps == ()
    assert state.topics == {}


def test_a_solve_at_the_first_try():
    diary = Diary()
    diary.open(difficulty="medium")
    diary.submit(8)
    assert theta(diary) == 0.5


def test_distinct_failing_code_and_the_highest_hint_count_against_a_solve():
    diary = Diary()
    diary.open(difficulty="medium")
    for code in ("a", "a", "b"):
        diary.submit(3, code=code)
    diary.hint(2)
    diary.hint(3)
    diary.hint(1)
    diary.hint(4, counted=False)
    diary.submit(8, code="c")
    step = rebuild(diary.records).steps[0]
    assert (step.fails, step.hint_level) == (2, 3)
    assert step.score == pytest.approx(0.5)
    assert step.after == pytest.approx(0.0)


def test_scaffold_and_difficulty_set_what_is_expected():
    diary = Diary()
    diary.open(difficulty="hard", scaffold=0.5)
    diary.submit(8)
    step = rebuild(diary.records).steps[0]
    assert step.demand == pytest.approx(0.6)
    assert step.expected == pytest.approx(1 / (1 + math.exp(0.6)))
    assert step.after == pytest.approx(1 - step.expected)


def test_the_change_is_split_evenly_over_the_topics():
    diary = Diary()
    diary.open(topics=("loops", "strings"), difficulty="medium")
    diary.submit(8)
    assert theta(diary, "loops") == theta(diary, "strings") == 0.25


def test_topics_of_two_languages_are_apart():
    diary = Diary()
    diary.open("p1", difficulty="medium")
    diary.submit(8)
    diary.open("p2", difficulty="medium", language="java")
    diary.submit(2)
    state = rebuild(diary.records)
    assert state.topics["python:loops"].theta == 0.5
    assert state.topics["java:loops"].theta == 0


def test_solving_again_moves_nothing_and_counts_no_second_solve():
    diary = Diary()
    diary.open()
    diary.submit(8)
    once = theta(diary)
    diary.open(after=600)
    diary.submit(2)
    diary.submit(8)
    state = rebuild(diary.records)
    assert state.topics["python:loops"].theta == once
    assert state.skills["loops"].solved == 1
    assert state.skills["loops"].attempts == 3
    assert len(state.steps) == 1


def test_three_tags_are_three_rows():
    diary = Diary()
    diary.open(topics=("loops", "lists", "maps"))
    diary.submit(8)
    assert set(rebuild(diary.records).skills) == {"loops", "lists", "maps"}


@pytest.mark.parametrize(
    ("fails", "rest", "abandoned"),
    [(3, HOURS_48, True), (3, HOURS_48 - 1, False), (2, HOURS_48 * 9, False)],
)
def test_an_episode_is_abandoned_after_three_fails_and_two_days(fails, rest, abandoned):
    diary = Diary()
    diary.open()
    for _ in range(fails):
        diary.submit(2)
    last = diary.at
    state = rebuild(diary.records)
    diary.save("later", after=rest)
    assert given_up(state, diary.at) == (("p1",) if abandoned else ())
    steps = rebuild(diary.records).steps
    assert [(s.end, s.score, s.at) for s in steps] == ([("abandoned", 0, last)] * abandoned)


def test_an_abandoned_problem_may_be_solved_in_a_second_episode():
    diary = Diary()
    diary.open()
    for code in "abc":
        diary.submit(2, code=code)
    diary.add(EpisodeClosed(by="idle"), after=HOURS_48)
    diary.open(after=60)
    diary.submit(8)
    steps = rebuild(diary.records).steps
    assert [(s.episode, s.end, s.fails) for s in steps] == [
        ("p1#1", "abandoned", 3),
        ("p1#2", "solved", 0),
    ]


def test_a_timer_that_comes_too_early_closes_nothing():
    diary = Diary()
    diary.open()
    for _ in range(3):
        diary.submit(2)
    diary.add(EpisodeClosed(by="idle"), after=HOURS_48 - 1)
    assert rebuild(diary.records).work["p1"].open


def test_a_learner_may_close_an_episode():
    diary = Diary()
    diary.open(difficulty="medium")
    diary.submit(2)
    diary.add(EpisodeClosed())
    diary.add(EpisodeClosed())
    steps = rebuild(diary.records).steps
    assert [(s.end, s.after) for s in steps] == [("given_up", -0.5)]


def test_closing_what_was_only_looked_at_says_nothing():
    diary = Diary()
    diary.open()
    diary.run("NameError")
    diary.add(EpisodeClosed())
    assert rebuild(diary.records).steps == ()


def test_trying_on_beats_five_fails():
    """Five failed submissions and a solve end above the start, as they did not for Codemm."""
    diary = Diary()
    diary.open(difficulty="hard")
    for code in "abcde":
        diary.submit(2, code=code)
    diary.submit(8)
    assert theta(diary) > 0


def test_every_change_can_be_explained():
    diary = Diary()
    diary.open(difficulty="medium", title="Sum it")
    diary.submit(3, code="a")
    diary.hint(2)
    diary.submit(8)
    diary.open("p2", difficulty="medium", title="Next")
    diary.submit(2)
    diary.add(EpisodeClosed())
    told = explain(rebuild(diary.records), "python", "loops")
    assert told.sentences == (
        "You solved “Sum it” (medium) after 1 failing version with a hint of level 2: 50% → 57%.",
        "You closed “Next” (medium) unsolved: 57% → 44%.",
    )
    first, second = told.steps
    change = first.share * first.weight * (first.score - first.expected)
    assert first.after == first.before + change
    assert second.before == first.after
    assert second.after == told.theta
    assert explain(rebuild(diary.records), "python", "maps").steps == ()


def test_a_submission_for_a_problem_that_was_never_opened_is_passed_over():
    diary = Diary()
    diary.submit(8)
    diary.hint(2)
    diary.run("NameError")
    state = rebuild(diary.records)
    assert state.work == {}
    assert state.topics == {}


def test_facts_may_change_with_a_new_version():
    diary = Diary()
    diary.open(difficulty="easy")
    diary.open(difficulty="hard", version=2)
    assert rebuild(diary.records).work["p1"].facts == facts(difficulty="hard", version=2)


def test_a_finished_problem_is_remembered_in_short():
    diary = Diary()
    diary.open()
    for number in range(30):
        diary.run("NameError", code=f"x = {number}")
    long = len(rebuild(diary.records).work["p1"].model_dump_json())
    diary.submit(8)
    work = rebuild(diary.records).work["p1"]
    assert work.executions == work.states == work.failing_states == ()
    assert len(work.model_dump_json()) < long / 3


def test_a_solved_problem_has_no_further_episode():
    diary = Diary()
    diary.open()
    diary.submit(8)
    for code in "abc":
        diary.submit(2, code=code)
    diary.add(EpisodeClosed())
    state = rebuild(diary.records)
    assert [step.end for step in state.steps] == ["solved"]
    assert not state.work["p1"].open
