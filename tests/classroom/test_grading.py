"""Grades: what tests suggest and what teachers decide."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jupyter_codemm.classroom.grading import decided, points_of, regraded, suggested
from jupyter_codemm.contracts.classroom import ChallengeTerms, LatePolicy
from jupyter_codemm.contracts.grading import Grade, RubricLine, Scored
from jupyter_codemm.errors import InvalidInputError
from tests.classroom.test_classroom import DUE, challenge


def scored(passed, problem="p1", *, hours=-10.0, name="u1") -> Scored:
    return Scored(
        submission_id=name,
        problem_id=problem,
        version=1,
        at=DUE + timedelta(hours=hours),
        points=passed,
        max_points=8,
        passed=passed,
        total=8,
    )


def grade(*submissions, problems=("p1",), **terms):
    return suggested(challenge(terms=ChallengeTerms(**terms)), problems, submissions, "ada")


def test_without_a_submission_a_grade_is_pending_and_has_no_number():
    found = grade()
    assert (found.status, found.percent, found.from_tests) == ("pending", None, None)


def test_the_mean_over_all_problems_counts_those_without_a_submission():
    found = grade(scored(8), scored(4, "p2"), scored(8, "other"), problems=("p1", "p2", "p3"))
    assert (found.status, found.percent, found.grader) == ("graded", 50.0, "system")


@pytest.mark.parametrize(("counted", "percent"), [("best", 75.0), ("last", 25.0)])
def test_the_best_or_the_last_attempt_counts(counted, percent):
    tries = (scored(6, hours=-9), scored(2, hours=-1, name="u2"))
    assert grade(*tries, counted=counted).percent == percent


def test_attempts_that_were_not_allowed_do_not_count():
    tries = (scored(2, hours=-9), scored(8, hours=-1, name="u2"))
    assert grade(*tries, attempts=1).percent == 25.0


def test_what_is_late_costs_and_the_better_after_it_counts():
    late = LatePolicy(kind="deduct", percent_a_day=50)
    tries = (scored(6), scored(8, hours=5, name="u2"))
    found = grade(*tries, due_at=DUE, late=late)
    assert (found.percent, found.penalty_percent, found.submission_id) == (75.0, 0.0, "u1")
    only_late = grade(scored(8, hours=5), due_at=DUE, late=late)
    assert (only_late.percent, only_late.penalty_percent) == (50.0, 50.0)
    assert only_late.late_by_seconds == 5 * 3600


def test_what_is_not_taken_leaves_the_grade_pending():
    refused = grade(scored(8, hours=1), due_at=DUE, late=LatePolicy(kind="refuse"))
    assert refused.status == "pending"


@pytest.mark.parametrize("evaluation", ["journey", "both"])
def test_where_the_journey_counts_a_person_has_to_look(evaluation):
    found = grade(scored(6), evaluation=evaluation)
    assert (found.status, found.percent, found.from_tests) == ("manual_review", None, 75.0)


def test_a_teachers_word_outlives_every_regrading():
    first = grade(scored(4))
    over = decided(first, 90, at=DUE, comment="see me", is_override=True)
    again = regraded(over, grade(scored(8)))
    assert (again.percent, again.from_tests, again.comment) == (90.0, 100.0, "see me")
    assert (again.grader, again.is_override) == ("teacher", True)
    assert regraded(first, grade(scored(8))).percent == 100.0
    assert regraded(None, first) == first


def test_points_are_those_of_the_challenge():
    terms = ChallengeTerms(points=20)
    assert points_of(grade(scored(6)), terms) == 15.0
    assert points_of(grade(), terms) is None


@pytest.mark.parametrize("percent", [-1, 100.5])
def test_a_percentage_that_is_none_is_refused(percent):
    with pytest.raises(InvalidInputError, match="percent"):
        decided(grade(scored(4)), percent, at=DUE)


def test_no_number_without_a_decision_and_no_more_points_than_there_are():
    with pytest.raises(InvalidInputError, match="percent"):
        Grade.parse({"challenge_id": "h1", "user": "ada", "status": "pending", "percent": 3})
    with pytest.raises(InvalidInputError, match="given: 5 of 4 points"):
        RubricLine.parse({"name": "style", "points": 4, "given": 5})
    with pytest.raises(InvalidInputError, match="without problems"):
        grade(scored(1), problems=())
