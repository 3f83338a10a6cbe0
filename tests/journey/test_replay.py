"""A journey step by step."""

from __future__ import annotations

import pytest

from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.journey import Replay
from tests.fakes.diary import STARTER, Diary
from tests.fakes.random_journeys import random_journey
from tests.fakes.thirteen import BROKEN, HALFWAY, RIGHT, thirteen


def opened(diary, upto=None):
    return Replay(diary.records[:upto], lambda code_id: diary.codes[code_id].text)


def place(diary, kind, nth=1):
    found = [n for n, r in enumerate(diary.records, start=1) if r.event.type == kind]
    return found[nth - 1]


def test_before_everything_there_is_nothing():
    assert opened(thirteen()).step(0).code == ""
    assert Replay(()).step(0).steps == 0


@pytest.mark.parametrize("number", [-1, 20])
def test_a_step_that_is_not_there_is_refused(number):
    diary = thirteen()
    assert len(opened(diary)) == 19
    with pytest.raises(InvalidInputError, match="has 0 to 19"):
        opened(diary).step(number)


def test_the_code_of_each_step_of_the_thirteen():
    diary = thirteen()
    replay = opened(diary)
    codes = [replay.step(n).code for n in range(len(replay) + 1)]
    assert codes[place(diary, "query_asked")] == STARTER
    assert codes[place(diary, "run")] == BROKEN
    assert codes[place(diary, "query_asked", 2)] == BROKEN
    assert codes[place(diary, "submitted")] == HALFWAY
    assert codes[place(diary, "submitted", 2)] == RIGHT == codes[-1]


def test_the_end_of_the_thirteen():
    diary = thirteen()
    last = opened(diary).step(len(diary.records))
    assert (last.solved, last.attempts, last.hints_used, last.hint_level) == (True, 2, 2, 2)
    assert (last.tests_passed, last.tests_total, last.best_passed) == (8, 8, 8)
    assert last.saves == 1
    assert not last.session_open
    assert last.sentence == "Finished after a submission."
    assert [(line.role, line.kind) for line in last.chat] == [
        ("learner", "question"),
        ("tutor", "answer"),
        ("learner", "question"),
        ("tutor", "answer"),
        ("tutor", "hint"),
        ("tutor", "hint"),
        ("tutor", "hint"),
    ]
    assert last.chat[3].rating == 4
    assert last.chat[2].query_type == "debug"
    assert diary.codes[last.chat[2].code_state_id].text == BROKEN
    assert diary.codes[last.previous_code_state_id].text == HALFWAY


def test_the_run_shows_what_went_in_and_what_came_out():
    diary = thirteen()
    step = opened(diary).step(place(diary, "run"))
    assert step.run.stdin == "3\n"
    assert step.run.error_line == 2
    assert step.submission is None
    assert step.session_open


def test_what_comes_later_does_not_show_earlier():
    diary = thirteen()
    replay = opened(diary)
    rated = place(diary, "answer_rated")
    assert replay.step(rated - 1).chat[3].rating is None
    assert replay.step(rated).chat[3].rating == 4
    asked = place(diary, "query_asked")
    assert replay.step(asked).chat[0].query_type is None
    assert replay.step(asked + 1).chat[0].query_type == "concept"


@pytest.mark.parametrize("seed", [1, 2])
def test_a_step_is_made_of_the_records_up_to_it_alone(seed):
    diary = random_journey(400, seed=seed)
    replay = opened(diary)
    for number in range(0, 401, 7):
        alone = opened(diary, number).step(number)
        assert replay.step(number).model_copy(update={"steps": number}) == alone


def test_steps_may_be_asked_for_in_any_order():
    diary = random_journey(200, seed=4)
    replay = opened(diary)
    forward = [replay.step(n).model_dump_json() for n in range(201)]
    assert [replay.step(n).model_dump_json() for n in reversed(range(201))] == forward[::-1]


def test_a_long_conversation_shows_its_end_and_counts_the_rest():
    diary = Diary()
    diary.open()
    for number in range(120):
        diary.ask(f"question {number}")
    last = opened(diary).step(121)
    assert last.chat_lines == 120
    assert [line.text for line in last.chat] == [f"question {n}" for n in range(70, 120)]
    assert len(opened(diary).of("p1").chat) == 120


def test_problems_have_desks_of_their_own():
    diary = Diary()
    diary.open("p1")
    diary.submit(8, code="one")
    diary.open("p2", topics=("maps",))
    step = opened(diary).step(3)
    assert (step.problem_id, step.attempts, step.solved, step.code) == ("p2", 0, False, STARTER)


def test_what_a_journey_says_of_a_problem():
    diary = thirteen()
    told = opened(diary).of("p1")
    assert (told.attempts, told.solved, told.hints_used, told.tried) == (2, True, 2, True)
    assert told.submitted_ids == ("sub1", "sub2")
    assert diary.codes[told.first_code_state_id].text == STARTER
    assert diary.codes[told.current_code_state_id].text == RIGHT
    assert told.facts.title == "Total of a list"
    nothing = opened(diary).of("p9")
    assert (nothing.attempts, nothing.facts, nothing.chat) == (0, None, ())


def test_running_the_starter_is_no_attempt_of_ones_own():
    diary = Diary()
    diary.open()
    diary.run("NotImplementedError", code=STARTER)
    assert not opened(diary).of("p1").tried
    diary.run(code=RIGHT)
    assert opened(diary).of("p1").tried


def test_code_that_is_no_longer_kept_is_shown_as_none():
    assert Replay(thirteen().records).step(5).code == ""


def test_active_time_is_that_of_the_problem():
    diary = Diary()
    diary.open("p1")
    diary.run(after=100)
    diary.open("p2", after=50)
    diary.run(after=301)
    diary.problem = "p1"
    diary.run(after=20)
    replay = opened(diary)
    assert [replay.step(n).active_ms // 1000 for n in range(1, 6)] == [0, 100, 50, 50, 120]
    of_its_own = [record for record in diary.records if record.problem_id == "p2"]
    assert Replay(of_its_own).of("p2").active_ms == 0
