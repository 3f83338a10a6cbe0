"""Programs that try to show a learner hidden tests: by what they print, and by what they leave.

Each is judged twice in one sandbox, so that the second time it can find what it left the first.
"""

import re

import pytest

from tests.judging.judged import bench, problem_beside, programs, source_of, tiers

SECRET = re.compile("hidden-input|secret-answer")


@pytest.fixture(scope="module")
def judged(request):
    with bench(request.param) as judged:
        yield judged


@pytest.mark.parametrize("program", programs("leaks"))
@pytest.mark.parametrize("judged", tiers, indirect=True)
def test_nothing_of_a_hidden_test_is_shown(judged, program):
    for _ in range(2):
        outcome = judged(problem_beside(program), source_of(program))
        assert outcome.verdict not in ("accepted", "judge_error")
        assert not SECRET.search(outcome.model_dump_json()), outcome
