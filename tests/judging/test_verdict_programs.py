"""One program a language and verdict: each gives exactly the verdict that names its file."""

import pytest

from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.source import Source
from tests.judging.judged import every_tier, outcome_of, problem_beside, programs


@every_tier
@pytest.mark.parametrize("program", programs("programs"))
def test_program_gets_its_verdict(kind, program):
    outcome = outcome_of(kind, problem_beside(program), Source.single(program.read_text()))
    assert outcome.verdict == program.stem, outcome


@pytest.mark.parametrize("program", programs("programs", "accepted.*"))
def test_accepted_outcome_is_complete(program):
    problem = problem_beside(program)
    outcome = outcome_of("bare", problem, Source.single(program.read_text()))
    assert (outcome.passed, outcome.total) == (3, 3)
    assert (outcome.points, outcome.max_points) == (3.0, 3.0)
    assert [case.name for case in outcome.cases] == [test.name for test in problem.tests]
    factor = FACTS[problem.language].time_factor
    assert outcome.limits.time_ms == problem.limits.time_ms * factor
    assert outcome.memory_kb > 0


@pytest.mark.parametrize("program", programs("programs", "wrong_answer.*"))
def test_hidden_cases_tell_their_verdict_only(program):
    problem = problem_beside(program)
    outcome = outcome_of("bare", problem, Source.single(program.read_text()))
    *samples, hidden = outcome.cases
    assert all(case.input and case.expected and case.got for case in samples)
    assert (hidden.input, hidden.expected, hidden.got, hidden.message) == (None, None, None, "")
    assert hidden.time_ms % 10 == 0


@pytest.mark.parametrize("program", programs("programs", "runtime_error.*"))
def test_samples_tell_the_exception_and_hidden_cases_do_not(program):
    outcome = outcome_of("bare", problem_beside(program), Source.single(program.read_text()))
    assert any(case.message for case in outcome.cases)
    assert outcome.cases[-1].message == ""


@pytest.mark.parametrize("program", programs("programs", "compile_error.*"))
def test_compile_errors_point_at_the_learners_lines(program):
    outcome = outcome_of("bare", problem_beside(program), Source.single(program.read_text()))
    assert {case.verdict for case in outcome.cases} == {"not_run"}
    assert outcome.compile_output.lower().startswith("solution.")
    assert "codemm" not in outcome.compile_output
    assert "/" not in outcome.compile_output.split("\n")[0]


@pytest.mark.parametrize("program", programs("programs", "time_limit.*"))
def test_nothing_runs_after_the_first_time_limit(program):
    outcome = outcome_of("bare", problem_beside(program), Source.single(program.read_text()))
    assert [case.verdict for case in outcome.cases] == ["time_limit", "not_run", "not_run"]
