"""Each sign of struggle, when it shows and when it does not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jupyter_codemm.contracts.journey_talk import StruggleReopened, StruggleResolved
from jupyter_codemm.contracts.journey_work import CodeReset
from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.contracts.struggle import StruggleRules
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.learning import learn, rebuild
from tests.fakes.diary import STARTER, Diary
from tests.fakes.thirteen import thirteen


def fired(diary, rules=None):
    state = rebuild(diary.records, rules) if rules else rebuild(diary.records)
    return {alert.trigger for alert in state.alerts.values()}


def opened(**told):
    diary = Diary()
    diary.open(**told)
    return diary


@pytest.mark.parametrize(
    ("errors", "fires"),
    [
        (("NameError",) * 3, True),
        (("NameError", "NameError", "TypeError"), False),
        (("NameError", "NameError", None, "NameError"), False),
        (("NameError", "TypeError", "NameError", "NameError"), True),
    ],
)
def test_the_same_error_three_times(errors, fires):
    diary = opened()
    for error in errors:
        diary.run(error)
    assert ("same_error" in fired(diary)) is fires


@pytest.mark.parametrize(("seconds", "fires"), [(601, True), (600, False)])
def test_ten_active_minutes_without_a_pass(seconds, fires):
    diary = opened()
    diary.save("a", after=300)
    diary.save("b", after=300)
    diary.save("c", after=seconds - 600)
    assert ("long_without_pass" in fired(diary)) is fires


def test_half_an_hour_away_is_no_struggle():
    diary = opened()
    diary.save("a", after=1800)
    assert fired(diary) == set()


@pytest.mark.parametrize(
    ("correct", "total", "fires"), [(2, 5, True), (3, 5, False), (1, 2, False)]
)
def test_a_quiz_below_half(correct, total, fires):
    diary = Diary()
    diary.quiz(correct, total)
    assert ("quiz_below_half" in fired(diary)) is fires


def test_saying_so():
    diary = opened()
    diary.ask("I'm not stuck any more")
    assert fired(diary) == set()
    diary.ask("I'm stuck")
    assert fired(diary) == {"says_stuck"}


@pytest.mark.parametrize(
    ("runs", "fires"),
    [
        ((False,) * 5, True),
        ((False,) * 4 + (True, False), False),
        ((False,) * 4, False),
    ],
)
def test_five_failed_runs_in_a_row(runs, fires):
    diary = opened()
    for ok in runs:
        diary.run(ok=ok)
    assert ("failed_runs" in fired(diary)) is fires


@pytest.mark.parametrize(
    ("solved", "tried", "days", "fires"),
    [(2, 5, 1, True), (2, 4, 1, False), (5, 10, 1, False), (2, 5, 9, False)],
)
def test_few_problems_of_a_week_completed(solved, tried, days, fires):
    diary = Diary()
    for number in range(tried):
        topics = (f"topic {number}",)
        diary.open(f"p{number}", topics=topics, after=30 if number else 0)
        diary.submit(8 if number < solved else 5)
        if number == 0:
            diary.at += timedelta(days=days - 1)
    assert ("low_completion" in fired(diary)) is fires


@pytest.mark.parametrize(
    ("topics", "fires"), [(("loops",) * 3, True), (("loops", "maps", "sets"), False)]
)
def test_three_failures_on_one_topic(topics, fires):
    diary = Diary()
    for number, topic in enumerate(topics):
        diary.open(f"p{number}", topics=(topic,))
        diary.submit(6)
    assert ("topic_failures" in fired(diary)) is fires


@pytest.mark.parametrize(
    ("scores", "fires"), [((59.0, 59.0, 59.0), True), ((59.0, 60.0, 59.0), False)]
)
def test_three_low_scores_in_a_row(scores, fires):
    diary = Diary()
    for number, score in enumerate(scores):
        diary.open(f"p{number}", topics=(f"topic {number}",))
        diary.submit(6, score=score)
    assert ("low_scores" in fired(diary)) is fires


@pytest.mark.parametrize(
    ("passed", "fires"), [((2, 2, 2, 2), True), ((0, 0, 0), True), ((2, 3, 4, 5), False)]
)
def test_submissions_that_pass_no_new_test(passed, fires):
    diary = opened()
    for number in passed:
        diary.submit(number, after=90)
    assert ("no_new_test_passed" in fired(diary)) is fires


def test_errors_in_most_pairs_of_executions():
    diary = opened()
    for error in ("A", "B", "A", "B", "A", "B"):
        diary.run(error)
    assert "error_quotient" not in fired(diary)
    diary.run("A")
    assert "error_quotient" in fired(diary)


def test_an_error_repeated_over_and_over():
    diary = opened()
    for _ in range(3):
        diary.run("NameError")
    assert "repeated_errors" not in fired(diary)
    diary.run("NameError")
    assert "repeated_errors" in fired(diary)


@pytest.mark.parametrize(
    ("median", "seconds", "fires"),
    [(100, 200, False), (100, 201, True), (None, 1200, False), (None, 1201, True)],
)
def test_far_longer_than_others_took(median, seconds, fires):
    diary = opened(median_seconds=median)
    for _ in range(seconds // 200):
        diary.save("x", after=200)
    diary.save("y", after=seconds % 200)
    assert ("far_over_median" in fired(diary)) is fires


@pytest.mark.parametrize(("gap", "fires"), [(45, True), (46, False)])
def test_five_submissions_within_three_minutes(gap, fires):
    diary = opened()
    for number in range(5):
        diary.submit(number, after=gap)
    assert ("rapid_submits" in fired(diary)) is fires


@pytest.mark.parametrize(
    ("codes", "fires"), [("abab", True), ("abac", False), ("aabbcc", False), ("abcb", False)]
)
def test_going_back_to_earlier_code_twice(codes, fires):
    diary = opened()
    for code in codes:
        diary.save(code)
    assert ("going_back" in fired(diary)) is fires


def test_beginning_anew_is_no_going_back():
    diary = opened()
    for _ in range(3):
        diary.save("mine")
        diary.add(CodeReset(), code=STARTER)
    state = rebuild(diary.records)
    assert len(state.work["p1"].reverts) == 2  # "mine" came back twice, the starter not
    assert all(diary.records[n - 1].event.type == "code_saved" for n in state.work["p1"].reverts)


def test_the_journey_of_thirteen_raises_none():
    assert fired(thirteen()) == set()


def test_one_open_alert_of_a_kind_and_topic_with_its_evidence():
    diary = opened()
    records = [diary.run("NameError", after=1) for _ in range(3)]
    state, alerts = LearnerState(), []
    diary.run("NameError")
    for record in diary.records:
        learned = learn(state, record)
        state, alerts = learned.state, [*alerts, *learned.alerts]
    same = [alert for alert in alerts if alert.trigger == "same_error"]
    assert len(same) == 1
    assert same[0].evidence == tuple(record.id for record in records)
    assert same[0].problem_id == "p1"
    assert same[0].topic == "loops"


def test_help_is_offered_once_in_ten_minutes():
    diary = opened()
    for _ in range(5):
        diary.run("NameError", after=10)
    alerts = rebuild(diary.records).alerts.values()
    assert len(alerts) > 1
    assert [alert.offered for alert in alerts].count(True) == 1


def test_a_resolved_alert_comes_back_on_new_evidence_after_the_cooldown():
    diary = opened()
    diary.ask("I'm stuck")
    resolved = StruggleResolved(trigger="says_stuck", topic="loops", by="learner")
    diary.add(resolved)
    assert fired(diary) == set()
    diary.ask("I'm stuck", after=60)
    assert fired(diary) == set()
    diary.ask("I'm stuck", after=600)
    assert fired(diary) == {"says_stuck"}


STUCK = {"trigger": "says_stuck", "topic": "loops", "actor": "eve"}


def test_what_staff_dealt_with_comes_back_on_new_evidence_after_the_cooldown():
    diary = opened()
    diary.ask("I'm stuck")
    (alert,) = rebuild(diary.records).alerts.values()
    diary.ask("I'm stuck", after=900)
    dealt = diary.add(StruggleResolved(by="staff", **STUCK), after=60)
    state = rebuild(diary.records)
    assert state.alerts == {}
    (handled,) = state.handled.values()
    assert (handled.alert, handled.by, handled.at) == (alert, "eve", dealt.at)
    # The time runs from then: her next word on it is still about the same.
    diary.ask("I'm stuck", after=300)
    assert fired(diary) == set()
    again = diary.ask("I'm stuck", after=300)
    state = rebuild(diary.records)
    assert state.handled == {}
    assert [one.evidence for one in state.alerts.values()] == [(again.id,)]


def test_staff_can_take_it_back_and_it_is_as_it_was():
    diary = opened()
    diary.ask("I'm stuck")
    before = rebuild(diary.records)
    diary.add(StruggleReopened(**STUCK))  # nobody had dealt with it
    diary.add(StruggleResolved(by="staff", **STUCK))
    diary.add(StruggleReopened(**STUCK))
    after = rebuild(diary.records)
    assert (after.alerts, after.handled) == (before.alerts, {})


def test_what_the_learner_closes_is_not_told_as_dealt_with():
    diary = opened()
    diary.ask("I'm stuck")
    diary.add(StruggleResolved(trigger="says_stuck", topic="loops", by="learner"))
    assert rebuild(diary.records).handled == {}


def test_solving_closes_the_alerts_of_the_problem():
    diary = opened()
    diary.ask("I'm stuck")
    state = rebuild(diary.records)
    learned = learn(state, diary.submit(8))
    assert [alert.trigger for alert in learned.settled] == ["says_stuck"]
    assert learned.state.alerts == {}
    diary = opened()
    diary.ask("I'm stuck")
    diary.add(StruggleResolved(by="staff", **STUCK))
    assert rebuild(diary.records).handled != {}
    diary.submit(8)
    assert rebuild(diary.records).handled == {}


def test_a_class_may_have_thresholds_of_its_own():
    diary = opened()
    for _ in range(2):
        diary.run("NameError")
    assert fired(diary, StruggleRules(same_error_times=2)) == {"same_error"}


@pytest.mark.parametrize("name", ["times_median", "repeated_error_density"])
def test_a_threshold_that_nothing_reaches_is_refused_as_it_could_not_be_kept(name):
    with pytest.raises(InvalidInputError, match=f"{name}: Input should be a finite number"):
        StruggleRules.parse(f'{{"{name}": 1e400}}')
