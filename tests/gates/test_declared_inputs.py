"""New inputs reach as far as an author declares, and keep the forms that all examples have."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.cases import CallStep, CaseInput
from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.contracts.problem import Candidate, Problem
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.inputs import corners, pool
from tests.fakes.drafts import good_draft

GRID = [{"name": "grid", "type": "list[list[int]]"}]
PAIR = [{"name": "left", "type": "list[int]"}, {"name": "right", "type": "list[int]"}]
WORDS = [{"name": "text", "type": "str"}]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def promises(*constraints: dict) -> tuple[InputConstraint, ...]:
    return tuple(map(InputConstraint.parse, constraints))


def problem(statement: str, kind: str, signature: dict | None) -> Problem:
    known = None if signature is None else Signature.parse(signature)
    changes = {"statement": statement, "kind": kind, "signature": known, "tests": ()}
    return good_draft().problem.model_copy(update=changes)


def called(params, calls, constraints=(), statement="Write the function f.", code="0") -> list:
    """Return the arguments of all new calls, those at the ends first."""
    signature = {"name": "f", "params": params, "returns": "int"}
    asked = problem(statement, "function", signature)
    given = [CaseInput(args=tuple(args)) for args in calls]
    candidates = [Candidate(input=one, category="typical") for one in given]
    declared = promises(*constraints)
    ends = corners(asked.signature, given, declared, statement)
    drawn = pool(asked, Source.single(code), candidates, seed=1, constraints=declared)
    found = [list(item.input.args) for item in (*ends, *drawn)]
    return [args for args in found if args not in [list(call) for call in calls]]


def written(texts, constraints, statement="Write a program.") -> list[str]:
    asked = problem(statement, "program", None)
    candidates = [Candidate(input=CaseInput(stdin=text), category="typical") for text in texts]
    found = pool(asked, Source.single("0"), candidates, seed=1, constraints=promises(*constraints))
    return [item.input.stdin for item in found if item.input.stdin not in texts]


SQUARES = [[[[1, n], [n + 1, 3]]] for n in range(5)]


def test_a_square_stays_one_at_every_size_that_is_declared():
    grids = [
        a[0] for a in called(GRID, SQUARES, [{"on": "grid", "rule": "length", "low": 1, "high": 6}])
    ]
    assert all(len(row) == len(grid) for grid in grids for row in grid)
    assert {1, 2, 3} < {len(grid) for grid in grids}


def test_sizes_declared_apart_give_rows_of_one_length():
    sizes = [
        {"on": "grid", "rule": "length", "low": 0, "high": 5},
        {"on": "grid[]", "rule": "length", "low": 1, "high": 4},
    ]
    grids = [a[0] for a in called(GRID, SQUARES, sizes)]
    assert all(len({len(row) for row in grid}) <= 1 for grid in grids)
    assert any(grid and len(grid) != len(grid[0]) for grid in grids)


def test_sizes_stay_where_nothing_is_declared():
    assert {len(args[0]) for args in called(GRID, SQUARES)} == {2}


def test_a_declared_length_frees_lists_of_one_size_and_their_items_may_repeat():
    calls = [[[n, n + 7], [3, 4]] for n in range(5)]
    length = {"on": "left", "rule": "length", "low": 0, "high": 9}
    same = {"on": "left", "rule": "same_length", "text": "right"}
    found = called(PAIR, calls, [length, same])
    assert all(len(left) == len(right) for left, right in found)
    assert [[], []] in found
    assert max(len(left) for left, _ in found) > 2
    assert any(len(set(left)) < len(left) for left, _ in found)


def test_lists_that_are_always_of_one_length_stay_so():
    calls = [[[1, 5, 3, 7][:n], [2, 9, 4, 4][:n]] for n in (2, 3, 1, 4)]
    found = called(PAIR, calls)
    assert found
    assert all(len(left) == len(right) for left, right in found)
    alone = [{"on": name, "rule": "length", "low": 0, "high": 5} for name in ("left", "right")]
    assert any(len(left) != len(right) for left, right in called(PAIR, calls, alone))


def test_declared_characters_come_between_those_that_were_seen():
    rule = {"on": "text", "rule": "characters", "text": f"{LETTERS}- "}
    texts = [args[0] for args in called(WORDS, [["lamp"], ["tree"], ["house"]], [rule])]
    assert any(set(text) - set("lamptreehouse- ") for text in texts)
    assert any("-" in text for text in texts)
    assert any(" " in text for text in texts)
    # Nobody said that a text may begin or end with them.
    assert all(text == text.strip("- ") for text in texts)


def test_a_declared_range_is_reached_unless_it_is_far():
    params = [{"name": "n", "type": "int"}]
    calls = [[10], [20], [30]]
    near = {
        args[0]
        for args in called(params, calls, [{"on": "n", "rule": "range", "low": 0, "high": 5000}])
    }
    assert {0, 5000} <= near
    assert near & set(range(100, 5000))
    far = {
        args[0]
        for args in called(params, calls, [{"on": "n", "rule": "range", "low": 0, "high": 10**9}])
    }
    assert max(far) < 20_000


def test_a_common_step_that_is_told_is_kept_unless_an_end_lies_beside_it():
    params = [{"name": "n", "type": "int"}]
    calls = [[n] for n in range(10, 80, 10)]
    rule = {"on": "n", "rule": "range", "low": 0, "high": 200}
    told = "n is a multiple of 10."
    assert all(args[0] % 10 == 0 for args in called(params, calls, [rule], told))
    assert [1] in called(params, calls, [rule | {"low": 1}], told)


def test_all_numbers_of_a_list_are_at_an_end_at_once():
    rule = {"on": "left[]", "rule": "range", "low": 0, "high": 9}
    found = called(PAIR, [[[4, 5], [1, 1]], [[5, 6, 7], [1, 1, 2]], [[5], [2]]], [rule])
    assert [[0, 0], [1, 1]] in found


@pytest.mark.parametrize(
    ("statement", "special"),
    [
        ("The list left holds the balls of one game, and it is always a correct one.", True),
        ("The list left describes a legal position.", True),
        ("The input is always correct.", False),
        ("Return whether left is a legal position.", False),
        ("The list left holds numbers.", False),
    ],
)
def test_what_is_promised_to_be_a_correct_whole_is_left_alone(statement, *, special):
    calls = [[[n, 3], [n, n + 1, 9]] for n in range(4)]
    rule = {"on": "left[]", "rule": "range", "low": 0, "high": 10}
    found = called(PAIR, calls, [rule], statement)
    given = [left for left, _ in calls]
    assert found
    assert all(left in given for left, _ in found) is special


def test_any_order_is_no_order():
    calls = [[[9, 5, 1], [1]], [[8, 7, 2], [2]], [[6, 5, 4, 1], [3]]]
    falling = called(PAIR, calls, (), "The numbers in left are in falling order.")
    assert all(left == sorted(left, reverse=True) for left, _ in falling)
    free = called(PAIR, calls, (), "The numbers in left are in any order.")
    assert any(left != sorted(left, reverse=True) for left, _ in free)


def test_constraints_on_lines_widen_what_stands_there():
    texts = ["3 5 4\n", "2 4 6\n", "1 2 3\n", "5 6 7\n"]
    line = [
        {"on": "line 1", "rule": "length", "low": 1, "high": 9},
        {"on": "line 1", "rule": "range", "low": 0, "high": 200},
    ]
    found = written(texts, line)
    numbers = [[int(word) for word in text.split()] for text in found]
    assert {1, 2, 3, 4} <= {len(some) for some in numbers}
    assert any(0 in some for some in numbers)
    assert any(200 in some for some in numbers)


def test_only_one_of_several_words_leaves_what_was_seen():
    found = written(
        ["2 3 3\n", "2 5 4\n", "3 4 5\n", "3 3 4\n"],
        [{"on": "line 1", "rule": "range", "low": 0, "high": 60}],
    )
    rows = [tuple(map(int, text.split())) for text in found]
    assert any(last == 0 for _, _, last in rows)
    assert all((a < 2) + (b < 3) + (c < 3) < 2 for a, b, c in rows)
    assert max(max(row) for row in rows) < 10


def test_a_declared_count_of_lines_widens_their_number():
    texts = ["2\nann 3\nbob 4\n", "1\neve 5\n", "2\ndan 6\nann 9\n"]
    found = written(texts, [{"on": "line 1", "rule": "range", "low": 0, "high": 8}])
    assert {"0\n"} <= set(found)
    assert any(int(text.split("\n")[0]) > 3 for text in found)
    assert all(len(text.splitlines()) == int(text.split("\n")[0]) + 1 for text in found)


def test_numbers_of_methods_reach_what_is_declared():
    method = {"name": "pay", "params": [{"name": "sum", "type": "int"}], "returns": "int"}
    signature = {"kind": "class", "name": "Box", "params": [], "methods": [method]}
    asked = problem("Write the class Box.", "class", signature)
    runs = [
        [{"new": "it", "args": []}, *({"call": "it.pay", "args": [n]} for n in some)]
        for some in ((10, 20), (15, 30), (12,))
    ]
    candidates = [
        Candidate(input=CaseInput.parse({"steps": steps}), category="typical") for steps in runs
    ]
    rule = promises({"on": "pay.sum", "rule": "range", "low": -500, "high": 500})
    found = pool(asked, Source.single("0"), candidates, seed=1, constraints=rule)
    sums = {s.args[0] for item in found for s in item.input.steps if isinstance(s, CallStep)}
    assert {-500, 500} <= sums
    assert max(len(item.input.steps) for item in found) > 3
