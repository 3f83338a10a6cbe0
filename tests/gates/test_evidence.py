"""What is told of a program on a test: alike for an observed mutant and for a judged learner."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.evidence import Evidence, Killed, outcome_of, seen_text
from jupyter_codemm.judging import judge, observe
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.drafts import good_draft

HEAD = "def count_above(values, limit):\n"
WRONG = {
    "too few": "    return len([v for v in values if v > limit]) - 1\n",
    "raises": "    return values[99]\n",
    "nothing": "    pass\n",
    "no data": "    return print\n",
    "long": "    return 'x' * 100_000\n",
}


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG)
def test_observed_and_judged_programs_tell_the_same(body):
    problem, source = good_draft().problem, Source.single(HEAD + body)
    inputs = [test.input for test in problem.tests]
    sandbox = BareSandbox()
    seen = asyncio.run(observe(problem, source, inputs, sandbox)).items
    judged = asyncio.run(judge(problem, source, sandbox))
    observed = [outcome_of(problem, t, s) for t, s in zip(problem.tests, seen, strict=True)]
    assert [verdict for verdict, _ in observed] == [case.verdict for case in judged.cases]
    for case, (verdict, text) in zip(judged.cases, observed, strict=True):
        if case.got is not None:
            assert seen_text(verdict, case.expected, case.got) == text
            assert text


def test_an_accepted_answer_is_not_told():
    draft = good_draft()
    inputs = [test.input for test in draft.problem.tests]
    seen = asyncio.run(observe(draft.problem, draft.reference, inputs, BareSandbox())).items
    told = [outcome_of(draft.problem, t, s) for t, s in zip(draft.problem.tests, seen, strict=True)]
    assert told == [("accepted", "")] * 8


def test_evidence_is_never_printed():
    killed = Killed("bounds", 4, "secret → edit", (("wrong_answer", "5"),))
    text = repr(Evidence((killed,), 1, 1, 1.0, 9)) + repr(killed)
    assert "secret" not in text
