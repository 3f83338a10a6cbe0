"""New inputs stay where the candidates are, and go to the edges there."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.authoring.builtin.family import Family, FamilyRequest
from jupyter_codemm.contracts.base import Language, ProblemStyle
from jupyter_codemm.contracts.fitting import check_case
from jupyter_codemm.contracts.problem import (
    Candidate,
    CaseInput,
    Expected,
    Problem,
    ProblemDraft,
    TestCase,
)
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.inputs import pool
from jupyter_codemm.gates.inputs.constants import constants
from jupyter_codemm.gates.inputs.promises import promised_anywhere

SAMPLE = 16


def drafted(family: Family, language: Language, style: ProblemStyle) -> ProblemDraft:
    return family.draft(
        FamilyRequest(
            problem_id="p1",
            language=language,
            difficulty=min(family.difficulties),
            style=style,
            topics=(min(family.topics),),
            seed=7,
        )
    )


def asked(
    types: dict[str, str], candidates: list[list[object]], code: str = "", statement: str = "Do it."
) -> list[list[object]]:
    """Return the new arguments of a pool for a function with these parameters."""
    inputs = [CaseInput(args=tuple(json.loads(json.dumps(args)))) for args in candidates]
    problem = Problem(
        id="p1",
        title="A problem",
        statement=statement,
        kind="function",
        language="python",
        difficulty="easy",
        topics=("loops",),
        style="return",
        signature=Signature.parse(
            {
                "name": "f",
                "params": [{"name": n, "type": t} for n, t in types.items()],
                "returns": "int",
            }
        ),
        starter="",
        tests=(
            TestCase(name="t", visibility="sample", input=inputs[0], expected=Expected(value=0)),
        ),
    )
    given = [Candidate(category="typical", input=item) for item in inputs]
    found = pool(problem, Source.single(code), given, seed=1)
    return [list(item.input.args or ()) for item in found[len(set(map(str, candidates))) :]]


@pytest.mark.parametrize("style", ["return", "stdout"])
def test_every_input_of_every_family_fits_its_problem(style: ProblemStyle) -> None:
    for family in ALL_FAMILIES:
        language: Language = "sql" if "sql" in family.languages else "python"
        if style not in family.styles:
            continue
        draft = drafted(family, language, style)
        given = draft.candidates[:SAMPLE]
        found = pool(draft.problem, draft.reference, given, seed=3, size=24)
        first = list({c.input.model_dump_json(): c.input for c in given}.values())
        assert [item.input for item in found[: len(first)]] == first
        texts = {item.input.model_dump_json() for item in found}
        assert len(texts) == len(found) > len(first), family.name
        if language != "sql":
            fits(draft.problem, [item.input for item in found])


def fits(problem: Problem, inputs: list[CaseInput]) -> None:
    for item in inputs:
        check_case(problem.kind, problem.signature, "t", item, None)


def test_the_same_seed_gives_the_same_inputs_and_another_one_others() -> None:
    draft = drafted(ALL_FAMILIES[0], "python", "return")
    first = pool(draft.problem, draft.reference, draft.candidates, seed=1)
    assert first == pool(draft.problem, draft.reference, draft.candidates, seed=1)
    assert first != pool(draft.problem, draft.reference, draft.candidates, seed=2)


def test_a_problem_generated_again_under_a_new_id_gets_the_same_inputs() -> None:
    draft = drafted(ALL_FAMILIES[0], "python", "return")
    again = draft.problem.updated(id="another")
    first = pool(draft.problem, draft.reference, draft.candidates, seed=1)
    assert first == pool(again, draft.reference, draft.candidates, seed=1)


def test_numbers_beside_the_constants_of_the_reference_are_tried() -> None:
    found = asked(
        {"age": "int"}, [[n] for n in (0, 3, 20, 44, 70, 90)], "def f(age):\n    return age >= 65\n"
    )
    assert {64, 65, 66} <= {args[0] for args in found}


def test_numbers_stay_where_the_candidates_are() -> None:
    found = asked({"n": "int"}, [[n] for n in (1, 4, 9, 12, 20)], "def f(n):\n    return n - 100\n")
    assert all(1 <= args[0] <= 20 for args in found)


def test_a_range_in_the_statement_widens_the_numbers() -> None:
    found = asked(
        {"n": "int"}, [[n] for n in (7, 8, 9, 12)], statement="`n`: how many, from 0 to 20."
    )
    assert {0, 20} <= {args[0] for args in found}
    assert all(0 <= args[0] <= 20 for args in found)


def test_an_empty_list_comes_only_where_the_statement_has_one() -> None:
    lists = [[[4, 9, 2]], [[7, 7]], [[3, 1, 2, 8]], [[5, 6, 1]]]
    assert all(args[0] for args in asked({"items": "list[int]"}, lists))
    told = asked({"items": "list[int]"}, lists, statement="If the list is empty, the result is 0.")
    assert [] in [args[0] for args in told]
    result = "If there is no such item, return an empty list."
    assert all(args[0] for args in asked({"items": "list[int]"}, lists, statement=result))


SORTED = [[[1, 4, 6, 9]], [[2, 3, 5]], [[0, 3, 7, 8, 12]], [[5]], [[]], [[1, 2, 11, 12]]]


def test_sorted_lists_stay_sorted_where_the_statement_says_so() -> None:
    found = asked({"items": "list[int]"}, SORTED, statement="`items` is in ascending order.")
    assert len(found) > 40
    assert all(a <= b for args in found for a, b in pairwise(args[0]))


def test_different_items_stay_different_where_the_statement_says_so() -> None:
    dense = [[[3, 1, 2, 5, 4]], [[2, 4, 1, 6]], [[5, 2, 3, 1, 4]], [[1, 6, 2]], [[4, 5, 1, 2, 6]]]
    found = asked({"items": "list[int]"}, dense, statement="All of them are different.")
    assert len(found) > 40
    assert all(len(set(args[0])) == len(args[0]) for args in found)


def test_what_no_statement_asks_for_is_not_learnt_from_candidates() -> None:
    found = [args[0] for args in asked({"items": "list[int]"}, SORTED)]
    assert any(a > b for items in found for a, b in pairwise(items))
    assert any(len(set(items)) < len(items) for items in found)


@pytest.mark.parametrize(
    ("statement", "empty"),
    [
        ("An empty list has no run, so return 0.", True),
        ("The empty list gives 0.", True),
        ("Without any, return an empty list, which is what callers expect.", False),
        ("The result is an empty list when nothing fits.", False),
    ],
)
def test_an_empty_list_is_told_by_what_it_gives(statement: str, *, empty: bool) -> None:
    lists = [[[4, 9, 2]], [[7, 7]], [[3, 1, 2, 8]], [[5, 6, 1]]]
    found = asked({"items": "list[int]"}, lists, statement=statement)
    assert any(args[0] == [] for args in found) == empty


def test_an_index_stays_inside_of_its_list() -> None:
    lists = [[[5, 6, 7], 2], [[1], 0], [[4, 4, 4, 4], 1], [[8, 3], 1], [[1, 2, 3, 4, 5], 4]]
    lists += [[[9, 9, 1], 0], [[0, 2, 5, 1], 3], [[6, 1], 0], [[3, 3, 8, 9, 1], 3]]
    found = asked({"items": "list[int]", "at": "int"}, lists)
    assert len(found) > 30
    assert all(0 <= args[1] < len(args[0]) for args in found)


def test_rows_stay_of_one_length_and_pairs_in_order() -> None:
    grids = [[[[1, 2], [3, 4]]], [[[1, 2, 3]]], [[[5], [6], [7]]], [[[0, 0, 1], [2, 2, 3]]]]
    grids += [[[[9, 8], [7, 6], [5, 4]]], [[[1, 1], [1, 1]]]]
    assert all(
        len({len(r) for r in args[0]}) == 1 for args in asked({"g": "list[list[int]]"}, grids)
    )
    spans = [[[[1, 4], [2, 3]]], [[[0, 9]]], [[[5, 6], [1, 2], [3, 8]]], [[[2, 3], [7, 8]]]]
    found = asked({"spans": "list[tuple[int, int]]"}, spans)
    assert len(found) > 30
    assert all(a < b for args in found for a, b in args[0])


def test_texts_keep_their_form() -> None:
    commands = [[["push 3", "pop"]], [["push 12", "push 5", "pop", "pop"]], [["pop"]]]
    commands += [[["push 7", "pop", "push 7"]], [["push 1"]], [["pop", "push 20", "pop"]]]
    for args in asked({"lines": "list[str]"}, commands):
        for line in args[0]:
            word, _, number = line.partition(" ")
            assert (word, number) == ("pop", "") or (word == "push" and 1 <= int(number) <= 20)
    balanced = [["()"], ["(())"], ["()()"], [""], ["((()))()"]]
    for (text,) in asked({"text": "str"}, balanced):
        assert text.count("(") == text.count(")")
        assert not text.startswith(")")


def test_values_of_every_type_are_varied() -> None:
    types = {"a": "optional[float]", "b": "map[str, int]", "c": "set[int]", "d": "record[x: bool]"}
    rows = [
        [1.5, [["k", 1]], [3, 1], {"x": True}],
        [None, [["m", 2], ["k", 5]], [2], {"x": False}],
        [0.25, [], [1, 2, 4], {"x": True}],
        [8.0, [["z", 9]], [], {"x": False}],
    ]
    found = asked(types, rows)
    assert len(found) > 20
    for place in range(4):
        assert len({json.dumps(args[place]) for args in found}) > 1
    for _, pairs, numbers, _ in found:
        assert len({key for key, _ in pairs}) == len(pairs)
        assert len(set(numbers)) == len(numbers)


def test_no_candidates_and_no_parameters_give_no_new_inputs() -> None:
    assert asked({}, [[]]) == []


def test_odd_candidates_are_survived() -> None:
    digits = [["9" * 5000 + "a"], ["1a"], ["22b"]]
    assert asked({"text": "str"}, digits)
    ragged = [[[[], [1]]], [[[1, 2], []]], [[[]]]]
    assert asked({"rows": "list[list[int]]"}, ragged)
    huge = [[10**400], [1.5], ["NaN"], [-2]]
    assert asked({"x": "float"}, huge)
    assert asked({"x": "any"}, [[1], ["a"], [None]]) == []
    assert asked({"x": "bigint"}, [[97], [10**400]])
    large = [[list(range(3000))], [list(range(2000))]]
    assert asked({"items": "list[int]"}, large) == []


def test_a_statement_full_of_ranges_is_read_in_time() -> None:
    for statement in ("n 1 <= " * 1100, "n if " + "x " * 3900, "n 0 to 1 " + "w" * 7900):
        assert asked({"n": "int"}, [[1], [5], [9], [30]], statement=statement)
    assert promised_anywhere("7" * 40_000) == ()


def test_constants_are_read_in_every_language() -> None:
    texts: dict[Language, str] = {
        "python": "def f(n):\n    # 999\n    return n > 0x10 or n == 1_000\n",
        "java": "int f(int n) { /* 999 */ return n > 16L ? 1000 : 'x'; }",
        "cpp": "int f(int n) { return n > 16u || n == 1000; } // 999",
        "sql": "SELECT 16, 1000, 'x' -- 999",
    }
    for language, text in texts.items():
        assert {16, 1000} <= set(constants(Source.single(text), language).numbers)
        assert 999 not in constants(Source.single(text), language).numbers
