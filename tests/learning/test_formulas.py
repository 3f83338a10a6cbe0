"""The vectors of the formulas, and their edges."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.learning.error_metrics import error_quotient, repeated_error_density
from jupyter_codemm.learning.formulas import (
    consistency,
    demand,
    expected_score,
    faded,
    faded_ema,
    label_of,
    mastery,
    module_level,
    module_percent,
    moved,
    next_ema,
    score_of_solve,
    theta_of,
    weight,
)


@pytest.mark.parametrize(
    ("parts", "percent"),
    [
        ((60, 80, 75, 100), 73.00),
        ((0, 0, 0, 0), 0),
        ((100, 100, 100, 100), 100),
        ((60, None, 75, 100), 70.00),
        ((None, None, None, None), None),
        ((None, None, None, 50), 50),
    ],
)
def test_the_percentage_of_a_module(parts, percent):
    assert module_percent(*parts) == percent


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (None, "no_data"),
        (0, "beginner"),
        (40, "beginner"),
        (40.01, "learning"),
        (70, "learning"),
        (70.01, "proficient"),
        (90, "proficient"),
        (90.01, "mastered"),
        (100, "mastered"),
    ],
)
def test_the_word_for_a_module(percent, word):
    assert module_level(percent) == word


def test_the_moving_mean_of_verdicts():
    once = next_ema(0.5, passed=True)
    assert once == pytest.approx(0.55)
    assert next_ema(once, passed=False) == pytest.approx(0.495)
    assert round(faded_ema(0.9, 60), 4) == 0.6472
    assert faded_ema(0.9, -5) == 0.9


@pytest.mark.parametrize(
    ("fails", "hint", "score"),
    [
        (0, 0, 1.0),
        (0, 1, 1.0),
        (1, 2, 0.80),
        (2, 3, 0.50),
        (4, 0, 0.40),
        (9, 0, 0.40),
        (3, 4, 0.15),
        (4, 4, 0.10),
        (0, 5, 0.10),
    ],
)
def test_the_score_of_a_solve(fails, hint, score):
    assert score_of_solve(fails, hint) == pytest.approx(score)


def test_what_a_problem_demands():
    assert [demand(d, 0) for d in ("easy", "medium", "hard")] == [-1, 0, 1]
    assert demand("hard", 0.5) == pytest.approx(0.6)


def test_the_first_episode_by_hand():
    expected = expected_score(0.0, demand("medium", 0))
    assert expected == 0.5
    assert weight(0) == 1
    assert weight(20) == 0.5
    assert moved(0.0, weight(0) * (1.0 - expected)) == 0.5


@pytest.mark.parametrize(("theta", "change", "after"), [(3.9, 0.5, 4), (-3.9, -0.5, -4)])
def test_theta_has_limits(theta, change, after):
    assert moved(theta, change) == after
    assert 0.0179 < mastery(-4) < mastery(4) < 0.9821


@given(st.floats(-4, 4))
def test_a_mastery_and_its_theta(theta):
    assert theta_of(mastery(theta)) == pytest.approx(theta, abs=1e-9)


def test_mastery_fades_by_half_in_a_half_life_that_grows_with_successful_days():
    assert faded(0.9, 30, 0) == pytest.approx(0.7)
    assert faded(0.9, 45, 1) == pytest.approx(0.7)
    assert faded(0.9, 90, 4) == pytest.approx(0.7)
    assert faded(0.9, 90, 400) == pytest.approx(0.7)
    assert faded(0.1, 30, 0) == pytest.approx(0.3)
    assert faded(0.9, -1, 0) == 0.9


@pytest.mark.parametrize(
    ("shown", "episodes", "solves", "days", "word"),
    [
        (0.85, 3, 3, 2, "secure"),
        (0.849, 3, 3, 2, "developing"),
        (0.85, 9, 2, 2, "not_enough_data"),
        (0.85, 9, 3, 1, "not_enough_data"),
        (0.5, 1, 0, 0, "developing"),
        (0.5, 0, 0, 0, "not_enough_data"),
        (0.49, 3, 0, 0, "needs_practice"),
        (0.49, 2, 0, 0, "not_enough_data"),
    ],
)
def test_the_word_for_a_mastery(shown, episodes, solves, days, word):
    assert label_of(shown, episodes, solves, days) == word


def test_a_week_of_practice_is_all_the_consistency_there_is():
    assert consistency(0) == 0
    assert consistency(7) == consistency(30) == 100


@pytest.mark.parametrize(
    ("errors", "quotient"),
    [
        ([], 0),
        (["A"], 0),
        (["A", "A"], 1),
        (["A", "B"], 8 / 11),
        (["A", None], 0),
        (["A", "A", None, "B", "B"], (1 + 0 + 0 + 1) / 4),
    ],
)
def test_the_error_quotient(errors, quotient):
    assert error_quotient(errors) == pytest.approx(quotient)


@pytest.mark.parametrize(
    ("errors", "density"),
    [
        ([], 0),
        (["A"], 0),
        (["A", "A"], 1 / 2),
        (["A"] * 4, 9 / 4),
        (["A", "A", None, "A", "A"], 1),
        (["A", "A", "B", "B", "B"], 1 / 2 + 4 / 3),
        ([None, None, None], 0),
    ],
)
def test_the_density_of_repeated_errors(errors, density):
    assert math.isclose(repeated_error_density(errors), density)
