"""A result that is not a number is the result that was asked for, in every language."""

from __future__ import annotations

import pytest

from tests.judging.problems import class_, function, judged

MEANS = [
    ("python", "def f(total, count): return total / count if count else float('nan')"),
    pytest.param(
        "java",
        "public class Solution { public static double f(int total, int count) {"
        " return (double) total / count; } }",
        marks=pytest.mark.java,
    ),
    pytest.param(
        "cpp",
        "double f(int total, int count) { return static_cast<double>(total) / count; }",
        marks=pytest.mark.cpp,
    ),
]


def mean(language, **compare):
    expected = {"compare": {"value": compare}} if compare else {}
    return function(
        "total: int; count: int",
        "float",
        ({"args": [0, 0]}, {"value": "NaN"} | expected),
        ({"args": [6, 4]}, {"value": 1.5} | expected),
        language=language,
    )


@pytest.mark.parametrize(("language", "code"), MEANS)
def test_nan_is_right_where_it_is_expected(language, code):
    outcome = judged(mean(language), code)
    assert [case.verdict for case in outcome.cases] == ["accepted", "accepted"]


def test_nan_is_right_within_tolerances_too():
    assert judged(mean("python", kind="approx"), MEANS[0][1]).verdict == "accepted"


@pytest.mark.parametrize("other", ["0.0", "float('inf')", "None", "'NaN'"])
def test_nothing_else_stands_for_it(other):
    code = f"def f(total, count): return total / count if count else {other}"
    verdicts = [case.verdict for case in judged(mean("python"), code).cases]
    assert verdicts == ["wrong_answer", "accepted"]


def test_a_method_may_return_it():
    task = class_(
        "python",
        {"mean": ("", "float")},
        ({"steps": [{"new": "o"}, {"call": "o.mean"}]}, {"value": [None, "NaN"]}),
    )
    code = "class Thing:\n    def mean(self):\n        return float('nan')\n"
    assert judged(task, code).verdict == "accepted"
