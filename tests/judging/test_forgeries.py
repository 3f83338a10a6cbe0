"""Programs that attack the harness at its weakest points: none passes a single test.

Those named `known_…` are the eighteen of the design notes, which other judges accepted; the others
were made for this one. They run where they cannot reach this machine: some end every process.
"""

import pytest

from tests.judging.judged import bench, outcome_of, problem_beside, programs, source_of, tiers

HONEST = programs("forgeries", "00_*")
ATTACKS = [p for p in programs("forgeries") if not p.values[0].stem.startswith("00_")]
KNOWN, OWN = 18, 30


@pytest.fixture(scope="module")
def judged(request):
    with bench(request.param) as judged:
        yield judged


@pytest.mark.parametrize("program", ATTACKS)
@pytest.mark.parametrize("judged", tiers, indirect=True)
def test_forgery_passes_no_test(judged, program):
    outcome = judged(problem_beside(program), source_of(program))
    assert outcome.verdict not in ("accepted", "judge_error"), outcome
    assert outcome.passed == 0, outcome


@pytest.mark.parametrize("program", HONEST)
@pytest.mark.parametrize("judged", tiers, indirect=True)
def test_the_honest_program_passes_after_them(judged, program):
    outcome = judged(problem_beside(program), source_of(program))
    assert outcome.verdict == "accepted", outcome


@pytest.mark.parametrize("program", HONEST)
def test_the_honest_program_passes(program):
    outcome = outcome_of("bare", problem_beside(program), source_of(program))
    assert outcome.verdict == "accepted", outcome


def test_the_known_attacks_and_many_more_are_there():
    names = [p.values[0].stem for p in ATTACKS]
    known = {name.split("_")[1] for name in names if name.startswith("known_")}
    assert known == {f"{number:02}" for number in range(1, KNOWN + 1)}
    assert len(names) - KNOWN >= OWN
