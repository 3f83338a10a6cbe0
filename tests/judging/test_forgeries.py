"""Programs that attack the harness at its weakest points: none passes a single test."""

import pytest

from jupyter_codemm.contracts.source import Source
from tests.judging.judged import every_tier, outcome_of, problem_beside, programs

ATTACKS = [p for p in programs("forgeries") if not p.values[0].stem.startswith("00_")]


@every_tier
@pytest.mark.parametrize("program", ATTACKS)
def test_forgery_passes_no_test(kind, program):
    outcome = outcome_of(kind, problem_beside(program), Source.single(program.read_text()))
    assert outcome.verdict not in ("accepted", "judge_error"), outcome
    assert outcome.passed == 0, outcome


@pytest.mark.parametrize("program", programs("forgeries", "00_*"))
def test_the_honest_program_beside_them_passes(program):
    outcome = outcome_of("bare", problem_beside(program), Source.single(program.read_text()))
    assert outcome.verdict == "accepted", outcome
