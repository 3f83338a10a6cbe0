"""Refusals in plain words, and nothing in them that is nobody's business."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import jupyter_codemm
from jupyter_codemm.authoring.llm.texts import repairs
from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.generation.telling import detail, known_gates, public, refused, sentence
from jupyter_codemm.ports import Feedback

SECRET = "zyzzyva"
GATES = Path(jupyter_codemm.__file__).parent / "gates"
# What a gate may show while it agrees: it never refuses, so there is nothing to explain.
NAMED = re.compile(r"""gate(?::\s*str)?\s*=\s*"([a-z_]+)\"""")


def refusal(gate: str, **evidence: str | int) -> Feedback:
    return Feedback(attempt=1, gate=gate, evidence=evidence)


def test_every_gate_is_told_in_its_own_words():
    named = {name for file in GATES.rglob("*.py") for name in NAMED.findall(file.read_text())}
    assert len(named) > 10
    assert named - set(known_gates()) == set()


def test_every_gate_has_a_way_back_to_the_author():
    told = {name.partition(":")[0] for name in repairs()}
    named = {name for file in GATES.rglob("*.py") for name in NAMED.findall(file.read_text())}
    assert named - told == set()


def test_each_reason_stands_once_with_how_often():
    gates = ["mutation", "leak", "mutation"]
    assert refused([refusal(gate) for gate in gates]) == (
        "no draft passed the checks in 3 attempts: the tests did not catch wrong programs (twice) "
        "and the statement, a hint or the starter gave away the solution. "
        "Start again for another try, or ask for something else."
    )


def test_the_advice_is_about_the_last_refusal():
    assert refused([refusal("leak"), refusal("topics", missing="recursion")]).endswith(
        "Start again, or ask for fewer or other topics."
    )
    assert "a check refused it" in refused([refusal("brand_new")])


@pytest.mark.parametrize(
    "key",
    ["input", "claimed", "got", "edit", "line", "message", "survivor", "code", "anything_new"],
)
def test_private_evidence_is_for_the_author_alone(key: str):
    gate = GateOutcome(
        gate="mutation", ok=False, evidence={key: SECRET, "killed": 7, "field": "title"}
    )
    assert detail(gate) == "killed=7, field=title"
    assert SECRET not in public(gate).model_dump_json()
    assert SECRET not in refused([refusal("mutation", **{key: SECRET})])


def test_the_line_of_a_survivor_is_private_though_it_is_a_number():
    gate = GateOutcome(gate="mutation", ok=True, evidence={"line": 4, "mutants": 30})
    assert public(gate).evidence == {"mutants": 30}


def test_a_reason_is_a_sentence_of_bounded_length():
    assert sentence("the model is down") == "the model is down."
    assert sentence("Down!") == "Down!"
    assert len(sentence("x" * 5000)) <= 601
