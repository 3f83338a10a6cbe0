"""Every gate on a good draft and on drafts that are spoilt in one way each."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import MissingToolError, UnavailableError
from jupyter_codemm.gates import verify
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.drafts import (
    REFERENCE,
    SPOILT,
    changed,
    good_draft,
    happy_path,
    wrong_claim,
)
from tests.fakes.failing_sandbox import FailingSandbox

PROVING = (
    "reference",
    "claims",
    "diversity",
    "trivial",
    "mutation",
    "coverage",
    "deterministic",
    "margin",
    "starter",
    "student_path",
)


def verified(draft, sandbox=None, *, audit=False):
    return asyncio.run(verify(draft, sandbox or BareSandbox(), audit=audit))


def names(result):
    return [gate.gate for gate in result.gates]


def test_a_good_draft_passes_every_gate_in_seven_launches():
    result = verified(good_draft())
    assert names(result)[0] == "contract"
    assert tuple(names(result)[-len(PROVING) :]) == PROVING
    assert result.accepted
    assert result.rejection is None
    # The reference, its opponents, two other surroundings, and three sources before the judge.
    assert result.launches == 7


@pytest.mark.parametrize("gate", SPOILT)
def test_each_fault_is_seen_by_its_gate_and_ends_the_rest(gate):
    result = verified(SPOILT[gate](good_draft()))
    assert not result.accepted
    assert result.rejection is not None
    assert result.rejection.gate == gate
    assert result.gates[-1] is result.rejection


def test_tests_are_repaired_in_number_names_and_strength():
    draft = good_draft()
    few = changed(draft, tests=draft.problem.tests[2:6])
    result = verified(few)
    assert result.accepted, result.rejection
    assert {gate.gate for gate in result.gates if gate.action == "fixed"} == {
        "contract",
        "diversity",
    }
    tests = result.draft.problem.tests
    assert [test.name for test in tests] == [f"test_case_{n}" for n in range(1, 9)]
    assert [test.visibility for test in tests] == ["sample"] * 3 + ["hidden"] * 5
    assert tests[0].input == few.problem.tests[0].input
    for test in tests:
        values, limit = test.input.args
        assert test.expected.value == sum(value > limit for value in values)


HEAD = "def count_above(values: list[int], limit: int) -> int:\n"


def test_a_placeholder_that_is_right_by_chance_gives_way_to_a_starter_that_raises():
    by_chance = changed(good_draft(), starter=f"{HEAD}    return 0\n")
    result = verified(by_chance)
    assert result.accepted, result.rejection
    (gate,) = [gate for gate in result.gates if gate.gate == "starter"]
    assert (gate.action, gate.evidence["passed"]) == ("fixed", 0)
    assert gate.evidence["given_passed"] > 0
    assert result.draft.problem.starter == good_draft().problem.starter
    assert result.draft.problem.tests == verified(good_draft()).draft.problem.tests


def test_a_starter_that_holds_more_is_kept_and_refused():
    helper = "def above(value: int, limit: int) -> bool:\n    return value - limit >= 1\n\n\n"
    more = changed(good_draft(), starter=f"{helper}{HEAD}    return 0\n")
    result = verified(more)
    assert result.rejection is not None
    assert result.rejection.gate == "starter"
    assert result.draft.problem.starter == more.problem.starter


def test_tests_on_the_happy_path_only_are_exchanged_for_others():
    result = verified(happy_path(good_draft()))
    assert result.accepted, result.rejection
    assert result.evidence.score == 1
    assert len(result.evidence.killed) == result.evidence.killable
    assert all(len(one.outcomes) == 8 for one in result.evidence.killed)
    assert result.draft.problem.samples == good_draft().problem.samples


def test_the_same_seed_chooses_the_same_tests():
    draft = happy_path(good_draft())
    assert verified(draft).draft == verified(draft).draft


def test_a_wrong_solution_that_no_input_tells_is_warned_of():
    alike = {"source": {"code": REFERENCE.replace("total + 1", "1 + total")}}
    told = {"source": {"code": REFERENCE.replace("value > limit", "value >= limit")}}
    draft = ProblemDraft.parse(good_draft().to_json() | {"wrong_solutions": [alike, told]})
    result = verified(draft)
    (gate,) = [gate for gate in result.gates if gate.gate == "mutation"]
    assert (gate.ok, gate.action) == (True, "warned")
    assert gate.evidence["equivalent_wrong_solutions"] == 1
    assert [one.family for one in result.evidence.killed].count("author") == 1


def test_an_audit_runs_all_gates_past_a_refusal():
    result = verified(SPOILT["statement"](good_draft()), audit=True)
    assert tuple(names(result)[-len(PROVING) :]) == PROVING
    assert [gate.gate for gate in result.gates if not gate.ok] == ["statement"]


def test_cheap_gates_start_no_sandbox():
    assert verified(SPOILT["leak"](good_draft())).launches == 0


@pytest.mark.parametrize("gate", SPOILT)
def test_evidence_is_short_and_holds_no_code_and_no_hidden_value(gate):
    draft = SPOILT[gate](good_draft())
    for outcome in verified(draft, audit=True).gates:
        text = outcome.model_dump_json()
        assert len(text) < 800
        assert "total" not in text.replace('"total":8', "")
        assert "[10,20,30,40,50]" not in text.replace(" ", "")


def test_a_wrong_claim_names_input_claim_and_result():
    evidence = verified(wrong_claim(good_draft())).gates[-1].evidence
    assert evidence["candidate"] == 0
    assert "[7,8,9]" in str(evidence["input"]).replace(" ", "")
    assert '"value":3' in str(evidence["claimed"])
    assert '"value":2' in str(evidence["got"])


def test_a_claim_on_a_hidden_input_is_named_by_its_number_only():
    draft = wrong_claim(good_draft())
    hidden = draft.candidates[0].model_copy(update={"input": draft.problem.tests[6].input})
    outcome = verified(draft.model_copy(update={"candidates": (hidden,)})).gates[-1]
    assert (outcome.gate, outcome.ok) == ("claims", False)
    assert set(outcome.evidence) == {"candidate", "case_verdict"}


def test_a_sandbox_that_does_not_work_is_never_the_draft_s_fault():
    with pytest.raises(UnavailableError):
        verified(good_draft(), FailingSandbox(BareSandbox(), failures=1000))


def test_a_sandbox_that_fails_once_is_forgiven():
    assert verified(good_draft(), FailingSandbox(BareSandbox(), failures=1)).accepted


def test_a_missing_toolchain_is_said_as_such(monkeypatch):
    draft = good_draft()
    draft = draft.model_copy(
        update={
            "problem": draft.problem.updated(language="cpp", starter="int x;"),
            "reference": Source.single("int f(int a) { while (a > 3) a--; return a; }\n"),
        }
    )
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MissingToolError):
        verified(draft)
