"""Inputs outside the limits that the draft itself promises."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.gates.constraints import check_constraints
from tests.fakes.drafts import good_draft


def promising(**constraint: object):
    found = InputConstraint.parse(constraint)
    return good_draft().model_copy(update={"constraints": (found,)})


def test_a_draft_without_promises_keeps_them():
    assert check_constraints(good_draft()).ok


@pytest.mark.parametrize(
    "constraint",
    [
        {"on": "values[]", "rule": "range", "low": -100, "high": 100},
        {"on": "values", "rule": "length", "low": 0, "high": 100},
        {"on": "limit", "rule": "range", "low": -3},
    ],
)
def test_kept_promises_are_accepted(constraint):
    assert check_constraints(promising(**constraint)).ok


@pytest.mark.parametrize(
    ("constraint", "told", "where"),
    [
        (
            {"on": "values", "rule": "length", "low": 1},
            "values length from 1",
            "test_case_2",
        ),
        (
            {"on": "values[]", "rule": "range", "low": 0, "high": 100},
            "values[] range from 0 to 100",
            "hidden test",
        ),
        ({"on": "values", "rule": "distinct"}, "values distinct", "test_case_3"),
        ({"on": "limit", "rule": "range", "high": 6}, "limit range to 6", "hidden test"),
    ],
)
def test_a_broken_promise_is_refused_and_hidden_tests_are_not_named(constraint, told, where):
    outcome = check_constraints(promising(**constraint))
    assert not outcome.ok
    assert outcome.evidence == {"constraint": told, "where": where}


def test_proposed_inputs_keep_promises_too():
    draft = promising(on="limit", rule="range", low=-5, high=20)
    assert check_constraints(draft).ok
    far = draft.candidates[0].to_json() | {"input": {"args": [[1], 21]}}
    spoilt = draft.updated(candidates=[draft.candidates[0].to_json(), far])
    assert check_constraints(spoilt).evidence["where"] == "candidates.1"


@pytest.mark.parametrize(
    ("constraint", "idle"),
    [
        ({"on": "numbers", "rule": "length", "low": 1}, "numbers length from 1"),
        ({"on": "push.values", "rule": "length", "low": 1}, "push.values length from 1"),
        ({"on": "line 1", "rule": "length", "low": 1}, "line 1 length from 1"),
        ({"on": "limit", "rule": "index", "text": "numbers"}, "limit index numbers"),
        ({"on": "limit", "rule": "range", "low": -5}, None),
    ],
)
def test_a_promise_about_nothing_is_warned_of(constraint, idle):
    outcome = check_constraints(promising(**constraint))
    assert outcome.action == ("warned" if idle else "none")
    assert outcome.evidence.get("promises_nothing") == idle
