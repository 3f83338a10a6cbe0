"""New inputs go where weak examples do not: other orders, other steps, longer lists."""

from __future__ import annotations

import pytest

from jupyter_codemm.gates.inputs.sorting import sorted_in
from tests.gates.test_declared_inputs import PAIR, called

LIST = [{"name": "left", "type": "list[int]"}]
NUMBER = [{"name": "n", "type": "int"}]
RISING = [[[1, 4, 6, 9]], [[2, 3, 5]], [[0, 3, 7, 8, 12]], [[1, 2, 11, 12]]]


def is_kept(statement: str, code: str) -> bool:
    found = called(LIST, RISING, (), statement, code)
    assert len(found) > 30
    return all(left == sorted(left) for (left,) in found)


@pytest.mark.parametrize(
    ("statement", "kept"),
    [
        ("Return the numbers of left in ascending order.", False),
        ("The result is in ascending order.", False),
        ("left is in ascending order.", True),
        ("Return the place of 7 in the sorted list left.", True),
        ("Return how many of left, which are in ascending order, are odd.", True),
        ("Given left in ascending order, return the largest gap.", True),
    ],
)
def test_only_a_word_on_the_order_of_an_input_keeps_it(statement, *, kept):
    assert is_kept(statement, "def f(left):\n    return 0\n") is kept


def test_what_the_reference_sorts_itself_comes_in_any_order():
    statement = "Merge them in ascending order."
    assert is_kept(statement, "def f(left):\n    return left\n")
    assert not is_kept(statement, "def f(left):\n    return sorted(left)\n")
    assert is_kept("left is in ascending order.", "def f(left):\n    return sorted(left)\n")


@pytest.mark.parametrize(
    "code",
    [
        "for a, b in sorted(left):",
        "copy = list(left)\ncopy.sort(key=f)",
        "std::sort(left.begin(), left.end());",
        "std::vector<int> all(left);\nstd::sort(all.begin(), all.end());",
        "List<Integer> all = new ArrayList<>(left);\nCollections.sort(all);",
        "return left.stream().map(f).sorted().toList();",
    ],
)
def test_sorting_is_seen_in_every_language(code):
    assert "left" in sorted_in(code)
    assert "right" not in sorted_in(code)


@pytest.mark.parametrize(
    ("statement", "kept"),
    [
        ("The first 30 minutes are free. Write f(n).", False),
        ("n is a multiple of the smallest coin.", True),
        ("Prices go up by 5 cents.", True),
        ("Count in fives.", True),
    ],
)
def test_a_common_step_of_numbers_is_one_that_the_statement_speaks_of(statement, *, kept):
    calls = [[n] for n in (10, 20, 45, 100, 200, 300, 800)]
    declared = {"on": "n", "rule": "range", "low": 0, "high": 1440}
    found = called(NUMBER, calls, [declared], statement, "def f(n):\n    return n <= 30\n")
    assert all(n % 5 == 0 for (n,) in found) is kept
    if not kept:
        assert {29, 30, 31} <= {n for (n,) in found}


def test_sums_of_constants_are_boundaries():
    declared = {"on": "n", "rule": "range", "low": 0, "high": 1440}
    code = "def f(n):\n    return (n - 30 + 59) // 60\n"
    found = {n for (n,) in called(NUMBER, [[20], [44], [201]], [declared], "Do it.", code)}
    assert {89, 90, 91} <= found


def test_numbers_at_the_same_places_of_two_lists_keep_their_order():
    calls = [
        [[0, 5, 3], [4, 9, 3]], [[7], [8]], [[10, 2], [12, 30]], [[1, 1], [2, 1]],
        [[20, 4, 6, 8], [21, 9, 7, 30]],
    ]  # fmt: skip
    reach = {"rule": "range", "low": 0, "high": 99}
    found = called(PAIR, calls, [reach | {"on": "left[]"}, reach | {"on": "right[]"}])
    assert len(found) > 30
    assert all(a <= b for left, right in found for a, b in zip(left, right, strict=True))
    assert any(a == 0 for left, _ in found for a in left)


SIDES = [{"name": name, "type": "int"} for name in ("a", "b", "c")]
TRIANGLES = [[3, 4, 5], [6, 6, 6], [4, 5, 5], [2, 3, 9], [1, 6, 6], [5, 7, 8], [2, 2, 3], [1, 2, 3]]


@pytest.mark.parametrize(
    ("statement", "kept"),
    [
        ("Write f(a, b, c) for three numbers from 1 to 9. Return 0 if one is too large.", False),
        ("The sides a, b and c lie between 1 and 9.", False),
        ("The first side is never longer than the others.", True),
        ("Choose a of c things.", True),
    ],
)
def test_numbers_in_order_by_chance_come_in_any_order(statement, *, kept):
    found = called(SIDES, TRIANGLES, (), statement)
    assert all(a <= c for a, _, c in found) is kept


def test_two_names_that_tell_their_order_keep_it():
    ends = [{"name": "low", "type": "int"}, {"name": "high", "type": "int"}]
    found = called(
        ends, [[1, 5], [2, 2], [0, 1], [3, 8], [4, 4], [6, 7], [8, 8], [5, 9]], (), "Count them."
    )
    assert found
    assert all(low <= high for low, high in found)


SPANS = [{"name": "spans", "type": "list[list[int]]"}]


def test_lists_of_pairs_grow_long_and_crowded():
    calls = [
        [[[1, 3], [2, 6], [8, 10]]], [[[1, 2], [5, 6]]], [[[3, 7], [5, 9]]], [[[2, 5], [4, 8]]],
        [[[10, 20], [30, 40]]], [[[0, 3], [2, 4]]],
    ]  # fmt: skip
    declared = [
        {"on": "spans", "rule": "length", "low": 0, "high": 15},
        {"on": "spans[]", "rule": "length", "low": 2, "high": 2},
        {"on": "spans[][]", "rule": "range", "low": 0, "high": 100},
    ]
    found = [spans for (spans,) in called(SPANS, calls, declared, "A span has start < end.")]
    assert all(a < b for spans in found for a, b in spans)
    long = [spans for spans in found if len(spans) > 6]
    assert len(long) > 3
    assert any(max(b for _, b in spans) < 40 for spans in long)


TWO = [{"name": name, "type": "int"} for name in ("a", "b")]
FOUR = [{"name": name, "type": "int"} for name in ("a", "b", "c", "d")]
TEXT = [{"name": "text", "type": "str"}]
WORDS = [["table"], ["computer"], ["orange"], ["garden"], ["piano"]]


def test_numbers_that_add_up_to_a_constant_lie_beside_it():
    reach = {"rule": "range", "low": 0, "high": 900}
    calls = [[113, 51], [304, 78], [62, 205], [141, 5], [33, 93]]
    code = "def f(a, b):\n    return a + b >= 477\n"
    found = called(TWO, calls, [reach | {"on": "a"}, reach | {"on": "b"}], "Do it.", code)
    sums = {a + b for a, b in found if min(a, b) > 1}
    assert len(sums & {476, 477, 478}) > 1


def test_some_arguments_have_the_values_of_their_neighbours():
    calls = [[8, 15, 10, 45], [9, 10, 7, 40], [12, 50, 13, 35], [6, 35, 11, 25], [14, 5, 9, 2]]
    found = called(FOUR, calls, [], "Write f(a, b, c, d).")
    assert any(call[:2] == call[2:] for call in found)


def test_parts_of_texts_are_texts_too():
    reach = {"on": "text", "rule": "length", "low": 1, "high": 15}
    found = {text for (text,) in called(TEXT, WORDS, [reach])}
    ends = {
        word[at:] for (word,) in WORDS for at in range(1, len(word)) if len(word) - at in (2, 3)
    }
    assert len(found & ends) > 1


@pytest.mark.parametrize(
    ("statement", "mixed"),
    [
        ("Return the text with capital letters only.", True),
        ("The text holds English letters.", True),
        ("Each word begins with a capital letter.", False),
    ],
)
def test_declared_letters_come_in_both_cases_unless_the_statement_speaks_of_them(
    statement, *, mixed
):
    letters = "abcdefghijklmnopqrstuvwxyz"
    allowed = {"on": "text", "rule": "characters", "text": letters + letters.upper()}
    found = called(TEXT, [*WORDS, ["Main"], ["Street"]], [allowed], statement)
    assert any(text[1:] != text[1:].lower() for (text,) in found) is mixed


def test_two_keys_have_the_same_value():
    params = [{"name": "prices", "type": "map[str, int]"}]
    calls = [
        [[["mug", 9], ["vase", 28]]],
        [[["hat", 12], ["cap", 18]]],
        [[["card", 3], ["pen", 7]]],
    ]
    found = called(params, calls)
    assert any(len({price for _, price in prices}) < len(prices) > 1 for (prices,) in found)


@pytest.mark.parametrize(
    ("statement", "kept"),
    [
        ("Each place of left counts once only.", False),
        ("Return each number once.", False),
        ("A number occurs at most once in left.", True),
        ("All numbers of left are different.", True),
    ],
)
def test_only_a_word_on_differing_items_keeps_them_apart(statement, *, kept):
    calls = [[[3, 1, 5, 2]], [[4, 2, 1, 6]], [[1, 5, 3, 6]], [[2, 3, 4, 5]], [[5, 6, 1, 2]]]
    length = {"on": "left", "rule": "length", "low": 1, "high": 6}
    found = called(LIST, calls, [length], statement)
    assert all(len(set(left)) == len(left) for (left,) in found) is kept


@pytest.mark.parametrize(
    ("statement", "kept"),
    [
        ("Return the place of x in left, or -1 if x is not there.", False),
        ("Return whether x is in left.", False),
        ("Return the place of x, -1 otherwise.", False),
        ("Return how often x occurs in left.", False),
        ("Return the number that follows x in left. x is one of the numbers.", True),
        ("x is in the list left. Return the one behind it, -1 if there is no such number.", True),
    ],
)
def test_what_was_always_found_need_not_be_there(statement, *, kept):
    params = [*LIST, {"name": "x", "type": "int"}]
    calls = [[[10, 30, 50], 30], [[24, 43, 68], 43], [[11, 27, 35, 48], 11], [[7, 90], 90]]
    found = called(params, calls, [], statement)
    assert all(x in left for left, x in found) is kept
