"""Events of a journey made of problems and outcomes."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.journey_work import ProblemFacts, ProgramRun, Submitted
from jupyter_codemm.contracts.outcome import CaseOutcome, Got, Outcome, RunOutcome
from jupyter_codemm.contracts.problem import CaseInput, Expected, Limits, Problem
from jupyter_codemm.contracts.recorded_text import MAX_OUTPUT

PROBLEM = Problem.parse(
    {
        "id": "p1",
        "title": "Add",
        "statement": "Print the sum.",
        "kind": "program",
        "language": "python",
        "difficulty": "hard",
        "topics": ["arithmetic", "loops"],
        "style": "stdout",
        "starter": "",
        "scaffold_level": 60,
        "version": 3,
        "tests": [
            {
                "name": "t1",
                "visibility": "sample",
                "input": {"stdin": "1"},
                "expected": {"stdout": "1"},
            }
        ],
    }
)


def case(verdict, visibility="hidden"):
    return CaseOutcome(
        name=f"case_{verdict}",
        visibility=visibility,
        category="typical",
        verdict=verdict,
        points=1.0,
        input=CaseInput(stdin="SECRET IN"),
        expected=Expected(stdout="SECRET OUT"),
        got=Got(stdout="something"),
        message="SECRET WORDS",
    )


def outcome(points, whole, **more):
    known = {
        "verdict": "wrong_answer",
        "cases": (case("accepted"), case("wrong_answer"), case("not_run")),
        "passed": 1,
        "total": 3,
        "points": points,
        "max_points": whole,
        "time_ms": 12,
        "memory_kb": 9000,
        "tier": "landlock",
        "limits": Limits(),
    }
    return Outcome(**known | more)


def run_outcome(**more):
    known = {"language": "python", "verdict": "accepted", "stdout": "", "stderr": ""}
    return RunOutcome(**known | {"tier": "landlock"} | more)


def test_the_facts_of_a_problem():
    facts = ProblemFacts.of(PROBLEM, family="price_with_rules", median_seconds=90)
    assert (facts.scaffold, facts.version, facts.test_count) == (0.6, 3, 1)
    assert (facts.family, facts.median_seconds) == ("price_with_rules", 90)
    bare = PROBLEM.updated(scaffold_level=None)
    assert ProblemFacts.of(bare).scaffold == 0


@pytest.mark.parametrize(
    ("points", "whole", "score"), [(6.0, 8.0, 75.0), (0.0, 0.0, 0.0), (9.0, 8.0, 100.0)]
)
def test_a_submission_has_verdicts_and_no_values(points, whole, score):
    event = Submitted.of("s1", outcome(points, whole), error_type="x" * 500)
    assert event.score == score
    assert [one.verdict for one in event.cases] == ["accepted", "wrong_answer", "not_run"]
    assert "SECRET" not in event.model_dump_json()
    assert len(event.error_type) == 120


def test_a_run_on_samples_counts_them():
    event = ProgramRun.on_samples(outcome(1.0, 3.0, compile_output="line 1: odd"))
    assert (event.passed, event.total, event.stderr, event.ok) == (1, 3, "line 1: odd", False)


def test_a_free_run_keeps_what_went_in_and_came_out():
    event = ProgramRun.free(run_outcome(stdout="7\n", time_ms=3), "3\n4\n")
    assert (event.stdin, event.stdout, event.truncated, event.ok) == ("3\n4\n", "7\n", False, True)


@pytest.mark.parametrize("where", ["stdout", "stderr", "compile_output"])
def test_a_text_over_its_cap_is_cut_and_says_so(where):
    event = ProgramRun.free(run_outcome(**{where: "\ud800" * (MAX_OUTPUT + 1)}))
    assert event.truncated
    assert max(len(event.stdout), len(event.stderr)) == MAX_OUTPUT
    assert ProgramRun.free(run_outcome(), "x" * (MAX_OUTPUT + 1)).truncated
    assert ProgramRun.free(run_outcome(truncated=True)).truncated
