"""Refusals: how they are told to the model, and how little is written anew."""

from __future__ import annotations

from typing import Any

import pytest

from jupyter_codemm.authoring.llm import AuthorSettings
from jupyter_codemm.authoring.llm.parts import STAGES
from jupyter_codemm.authoring.llm.repairing import MAX_REPORT, MAX_REPORTS, reports
from jupyter_codemm.authoring.llm.texts import repairs
from jupyter_codemm.ports import DraftRequest, Feedback
from tests.authoring_llm.orders import Model, draft, wanted
from tests.fakes.model_replies import function_reply

CLAIMS = Feedback(1, "claims", {"candidate": 3, "input": "[[1], 0]", "claimed": "2", "got": "1"})
MUTANT = Feedback(1, "mutation", {"score": 0.8, "line": 4, "edit": "> becomes >="})
CASES = [
    ("python", "return", "loops"),
    ("python", "mixed", "loops"),
    ("java", "stdout", "loops"),
    ("cpp", "return", "classes"),
    ("sql", "stdout", "filtering"),
]


def refused(feedback: Feedback, **changes: Any) -> tuple[Model, Any, DraftRequest]:
    """Return what a model was asked after its draft was refused, and the draft before."""
    before, _ = draft(Model())
    model = changes.pop("model", Model())
    request = wanted(feedback=(feedback,), rejected=before, **changes)
    made, _ = draft(model, request)
    return model, made, request


def test_a_wrong_claim_has_reference_and_claims_written_anew_and_nothing_else():
    model, made, request = refused(CLAIMS)
    assert model.answered == ["reference", "candidates"]
    assert made == request.rejected
    told = [order["reports"] for order in model.orders]
    assert told[0] == [
        (
            "For the input [[1], 0] it was claimed that the result is 2, but the reference gave 1. "
            "Decide from the statement alone what is right, and write a reference that does what "
            "the statement says."
        )
    ]
    assert "[[1], 0]" in told[1][0]
    assert "gave 1" not in model.requests[1].messages[1].text


def test_a_surviving_mutant_gets_more_candidates_beside_those_there_are():
    more = [
        {"category": "boundary", "args": [[n, n], n], "value": 0, "stdout": ""} for n in range(5)
    ]
    known = function_reply()["candidates"][0]
    answer = {"candidates": [*more, known]}
    model, made, request = refused(MUTANT, model=Model(lambda _o, _n: answer))
    assert model.answered == ["candidates"]
    before = request.rejected
    assert before is not None
    assert made.candidates[:16] == before.candidates
    assert len(made.candidates) == 21
    assert made.reference == before.reference
    assert "line 4: > becomes >=" in model.orders[0]["reports"][0]


def test_a_leaking_hint_is_written_anew_alone_and_a_leaking_statement_takes_all_with_it():
    hint = Feedback(1, "leak", {"where": "hint_2", "run": 15, "limit": 12})
    assert refused(hint)[0].answered == ["hints"]
    statement = Feedback(1, "leak", {"where": "statement", "run": 15, "limit": 12})
    model, _, _ = refused(statement)
    assert model.answered == ["whole"]
    assert model.orders[0]["reports"] == [
        (
            "The statement gives away 15 tokens of the reference solution in a row. Describe the "
            "task, not the way."
        )
    ]


def test_a_missing_topic_is_another_exercise():
    model, _, _ = refused(Feedback(1, "topics", {"missing": "recursion"}))
    assert model.answered == ["whole"]
    assert "does not use the topic recursion" in model.orders[0]["reports"][0]


def test_without_the_refused_draft_everything_is_written_anew():
    model = Model()
    draft(model, wanted(feedback=(CLAIMS,)))
    assert model.answered == ["whole"]
    assert "you claimed 2" in model.orders[0]["reports"][0]


def test_only_the_last_refusal_decides_what_is_kept():
    early = Feedback(1, "topics", {"missing": "recursion"})
    before, _ = draft(Model())
    model = Model()
    draft(model, wanted(feedback=(early, CLAIMS), rejected=before))
    assert model.answered == ["reference", "candidates"]


def test_what_was_written_anew_in_vain_is_given_up():
    before, _ = draft(Model())
    answered = []
    for feedback in ((CLAIMS, CLAIMS), (MUTANT, MUTANT), (MUTANT, CLAIMS)):
        model = Model()
        draft(model, wanted(feedback=feedback, rejected=before))
        answered.append(model.answered)
    assert answered == [["whole"], ["candidates"], ["reference", "candidates"]]


def test_never_in_parts_means_whole_repairs():
    before, _ = draft(Model())
    model = Model()
    request = wanted(feedback=(CLAIMS,), rejected=before)
    draft(model, request, limits=AuthorSettings(staging="never"))
    assert model.answered == ["whole"]


@pytest.mark.parametrize(("language", "style", "topic"), CASES)
@pytest.mark.parametrize("gate", ["claims", "mutation", "reference"])
def test_every_kind_of_draft_comes_apart_and_together_again(
    language: Any, style: Any, topic: str, gate: str
):
    request = wanted(language, style, (topic,))
    before, _ = draft(Model(), request)
    again = wanted(language, style, (topic,), feedback=(Feedback(1, gate, {}),), rejected=before)
    made, _ = draft(Model(), again)
    assert made == before


@pytest.mark.parametrize(
    ("verdict", "parts"),
    [("wrong_answer", ["reference", "candidates"]), ("compile_error", ["reference"])],
)
def test_a_reference_that_does_not_work_is_its_own_fault_only(verdict: str, parts: list[str]):
    failed = Feedback(1, "reference", {"verdict": verdict, "passed": 0, "total": 8})
    assert refused(failed)[0].answered == parts


def test_an_unknown_gate_is_told_with_its_evidence():
    unknown = Feedback(2, "novelty", {"of": "p7", "score": 0.9})
    assert reports([unknown], None) == [
        "The check novelty refused the exercise: of: p7; score: 0.9."
    ]
    assert reports([unknown], "candidates") == []


@pytest.mark.parametrize("gate", sorted({name.partition(":")[0] for name in repairs()}))
@pytest.mark.parametrize("stage", [None, *STAGES])
def test_every_gate_is_told_also_without_evidence(gate: str, stage: Any):
    told = reports([Feedback(1, gate, {})], stage)
    assert told or stage is not None
    assert not any("$" in text for text in told)


def test_reports_are_few_short_and_each_told_once():
    many = [Feedback(n, "novelty", {"text": f"{n} " + "x" * 5000}) for n in range(9)]
    told = reports(many, None)
    assert len(told) == MAX_REPORTS
    assert all(len(text) <= MAX_REPORT for text in told)
    assert len(reports([MUTANT, MUTANT], None)) == 1


def test_evidence_is_text_and_never_a_template():
    odd = Feedback(1, "claims", {"input": "$got {got} %s", "claimed": "${x}", "got": "$"})
    assert "$got {got} %s" in reports([odd], None)[0]
    assert "you claimed ${x}, but your reference gave $" in reports([odd], None)[0]


def test_a_long_word_with_digits_in_a_report_is_looked_at_once():
    # Where each digit was a new beginning, this took minutes.
    assert reports([Feedback(1, "leak", {"where": "1" * 300_000 + "x"})], None)
