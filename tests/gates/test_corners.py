"""Inputs at the ends of what an author promises."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.contracts.problem import CaseInput
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.gates.inputs import corners
from jupyter_codemm.gates.proving.entries import entries
from tests.fakes.drafts import changed, good_draft

PARAMS = [{"name": "values", "type": "list[int]"}, {"name": "n", "type": "int"}]
WORD = [{"name": "values", "type": "str"}]


def found(promise: dict, *calls: list, params=PARAMS):
    signature = Signature.parse({"name": "f", "params": params, "returns": "int"})
    proposed = [CaseInput(args=tuple(args)) for args in calls]
    made = corners(signature, proposed, [InputConstraint.parse(promise)])
    return [(item.category, list(item.input.args)) for item in made]


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        ({"on": "values", "rule": "length", "low": 0, "high": 9}, [("minimal", [[], 4])]),
        ({"on": "values", "rule": "length", "low": 1}, [("single", [[5], 4])]),
        ({"on": "values", "rule": "length", "low": 2}, [("boundary", [[5, 6], 4])]),
        (
            {"on": "n", "rule": "range", "low": -3, "high": 50},
            [("boundary", [[5, 6, 7], -3]), ("boundary", [[5, 6, 7], 50])],
        ),
        ({"on": "n", "rule": "range", "low": 0, "high": 10**9}, [("boundary", [[5, 6, 7], 0])]),
        (
            {"on": "values[]", "rule": "range", "low": 0, "high": 80},
            [
                ("boundary", [list_, 4])
                for end in (0, 80)
                for list_ in ([5, 6, end], [end, 6, 7], [end, end, end])
            ],
        ),
        ({"on": "values", "rule": "distinct"}, []),
        ({"on": "other", "rule": "range", "low": 0}, []),
        ({"on": "values[][]", "rule": "range", "low": 0}, []),
    ],
)
def test_each_end_that_is_near_is_tried(promise, expected):
    assert found(promise, [[5, 6, 7], 4]) == expected


def test_a_text_may_be_empty_and_a_number_stays_what_it_is():
    promise = {"on": "values", "rule": "length", "low": 0}
    assert found(promise, ["abc"], params=WORD) == [("minimal", [""])]
    promise = {"on": "n", "rule": "range", "low": 0}
    (item,) = found(promise, [[1], 2.5])
    assert isinstance(item[1][1], float)


def test_a_proof_has_them_where_all_promises_are_kept():
    params = [param.name for param in good_draft().problem.signature.params]
    assert params == ["values", "limit"]
    empty = {"on": "values", "rule": "length", "low": 0}
    draft = changed(good_draft()).model_copy(
        update={"constraints": (InputConstraint.parse(empty),)}
    )
    without = [list(one.input.args[0]) for one in entries(draft, seed=1, size=0) if one.is_new]
    assert without == [[]] or [] in [test.input.args[0] for test in draft.problem.tests]
    full = InputConstraint.parse({"on": "values", "rule": "length", "low": 3})
    draft = draft.model_copy(update={"constraints": (InputConstraint.parse(empty), full)})
    assert [] not in [list(one.input.args[0]) for one in entries(draft, seed=1) if one.is_new]
