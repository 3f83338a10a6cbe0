from __future__ import annotations

from typing import Any

import pytest

from jupyter_codemm.contracts.cases import CaseInput
from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.errors import InvalidInputError

FUNCTION = Signature.parse(
    {
        "name": "f",
        "params": [
            {"name": "values", "type": "list[int]"},
            {"name": "word", "type": "str"},
            {"name": "at", "type": "int"},
        ],
        "returns": "int",
    }
)
CLASS = Signature.parse(
    {
        "kind": "class",
        "name": "C",
        "params": [{"name": "size", "type": "int"}],
        "methods": [{"name": "add", "params": [{"name": "amount", "type": "int"}]}],
    }
)


def kept(given: dict[str, Any], signature: Signature | None = FUNCTION, **constraint: Any) -> bool:
    return InputConstraint.parse(constraint).is_kept(signature, CaseInput.parse(given))


def args(values: list[int], word: str = "ab", at: int = 0) -> dict[str, Any]:
    return {"args": [values, word, at]}


@pytest.mark.parametrize(
    ("constraint", "good", "bad"),
    [
        ({"on": "at", "rule": "range", "low": 0, "high": 5}, args([], at=5), args([], at=6)),
        ({"on": "values[]", "rule": "range", "low": 1}, args([1, 2]), args([2, 0])),
        ({"on": "values", "rule": "range", "low": 1}, args([1, 2]), args([2, 0])),
        ({"on": "values", "rule": "length", "low": 1, "high": 2}, args([0]), args([])),
        ({"on": "word", "rule": "length", "high": 2}, args([]), args([], "abc")),
        ({"on": "values", "rule": "sorted", "text": "ascending"}, args([1, 1, 2]), args([2, 1])),
        ({"on": "values", "rule": "sorted", "text": "descending"}, args([2, 1]), args([1, 2])),
        ({"on": "values", "rule": "distinct"}, args([1, 2]), args([1, 1])),
        ({"on": "word", "rule": "characters", "text": "abc"}, args([]), args([], "abd")),
        ({"on": "word", "rule": "same_length", "text": "values"}, args([1, 2]), args([1])),
        ({"on": "at", "rule": "index", "text": "values"}, args([1]), args([1], at=1)),
        ({"on": "at", "rule": "index", "text": "values"}, args([1]), args([1], at=-1)),
    ],
)
def test_a_function_input_keeps_or_breaks(constraint: Any, good: Any, bad: Any):
    assert kept(good, **constraint)
    assert not kept(bad, **constraint)


def test_the_steps_of_a_class_are_looked_at_one_by_one():
    steps = [{"new": "a", "args": [3]}, {"call": "a.add", "args": [9]}]
    given = {"steps": steps}
    assert kept(given, CLASS, on="size", rule="range", high=3)
    assert not kept(given, CLASS, on="size", rule="range", high=2)
    assert kept(given, CLASS, on="add.amount", rule="range", low=9)
    assert not kept(given, CLASS, on="add.amount", rule="range", low=10)


def test_the_lines_of_a_program_are_looked_at():
    given = {"stdin": "2\n5 -7\n"}
    assert kept(given, None, on="lines", rule="length", low=2, high=2)
    assert not kept(given, None, on="lines", rule="length", low=3)
    assert kept(given, None, on="line 2", rule="length", high=2)
    assert not kept(given, None, on="line 2", rule="range", low=0)
    assert not kept(given, None, on="line 2", rule="sorted")
    assert kept(given, None, on="line 9", rule="range", low=0)


@pytest.mark.parametrize("on", ["nothing", "values[][]", "add.amount", "word[]", "line 1"])
def test_what_does_not_apply_is_kept(on: str):
    assert kept(args([1]), on=on, rule="range", low=100)
    assert kept(args([1]), on=on, rule="length", low=100)
    assert kept(args([1], at=50), on="at", rule="index", text="nobody")


def test_a_query_has_nothing_to_look_at():
    assert kept({"database": "CREATE TABLE t (a)"}, None, on="t.a", rule="range", low=1)


@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_an_end_is_a_number_that_can_be_reached(end: str, number: str):
    text = f'{{"on": "values", "rule": "length", "{end}": {number}}}'
    with pytest.raises(InvalidInputError, match=f"^{end}: must be a finite number, or left out"):
        InputConstraint.parse(text)
