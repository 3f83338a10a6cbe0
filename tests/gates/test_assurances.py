"""What a statement assures of inputs in plain words holds for new inputs too."""

from __future__ import annotations

import pytest

from tests.gates.test_declared_inputs import called

LIST = [{"name": "xs", "type": "list[int]"}]
PLACE = [*LIST, {"name": "k", "type": "int"}]
DIVISION = [{"name": "a", "type": "int"}, {"name": "b", "type": "int"}]
TEXT = [{"name": "s", "type": "str"}]

SHORT = [[[4, 9, 2]], [[7]], [[1, 8, 3]], [[5, 12, 30, 2, 6]], [[11, 3, 40]], [[23]]]
ONE_ZERO = [[[0, 4]], [[3, 0, 9]], [[5, 0]], [[0, 2, 8]], [[1, 6, 0]], [[7, 0, 7]]]
WORDS = [["abab"], ["ab"], ["baca"], ["cc"], ["abcabc"], ["bb"]]
QUOTIENTS = [[9, 2], [-7, 3], [40, -5], [12, 8], [0, -1], [5, 1]]
PLACES = [
    [[4, 9, 2, 7], 2],
    [[7, 1, 1, 5, 6], 1],
    [[1, 8, 3, 9], 3],
    [[5, 2, 2, 2], 1],
    [[3] * 6, 2],
]


def repeats(xs: list[int]) -> bool:
    return len(set(xs)) < len(xs)


@pytest.mark.parametrize(
    ("params", "calls", "statement", "breaks"),
    [
        (
            LIST,
            SHORT,
            "The list `xs` always holds an odd number of numbers.",
            lambda xs: len(xs) % 2 < 1,
        ),
        (LIST, SHORT, "Its length is always odd.", lambda xs: len(xs) % 2 < 1),
        (LIST, SHORT, "The numbers in `xs` are all different.", repeats),
        (LIST, SHORT, "No two numbers in `xs` are equal.", repeats),
        (LIST, SHORT, "Return the largest of `xs`, which holds distinct numbers.", repeats),
        (LIST, ONE_ZERO, "There is exactly one zero in `xs`.", lambda xs: xs.count(0) != 1),
        (
            LIST,
            ONE_ZERO,
            'At least one zero is in `xs`, as in "at least one zero".',
            lambda xs: 0 not in xs,
        ),
        (TEXT, WORDS, "`s` has an even number of letters.", lambda s: len(s) % 2),
        (TEXT, WORDS, "The length of `s` is a multiple of 2.", lambda s: len(s) % 2),
        (DIVISION, QUOTIENTS, "The number `b` is never zero.", lambda a, b: b == 0),
        (
            PLACE,
            PLACES,
            "`k` is from 1 to 10 and never more than the length of `xs`.",
            lambda xs, k: k > len(xs),
        ),
        (
            PLACE,
            PLACES,
            "`k` is from 1 to 10, and less than the size of `xs`.",
            lambda xs, k: k >= len(xs),
        ),
    ],
)
def test_what_is_assured_holds_for_every_new_input(params, calls, statement, breaks) -> None:
    plain = called(params, calls, (), "Write `f`. `k` is from 1 to 10.")
    assert any(breaks(*call) for call in plain), "without the words some input breaks it"
    found = called(params, calls, (), f"Write `f`. {statement}")
    assert found
    assert [call for call in found if breaks(*call)] == []


@pytest.mark.parametrize(
    "statement",
    [
        "Return how many different numbers `xs` holds, or whether all are different.",
        "If no two numbers of `xs` are equal, return 0.",
        "Print the distinct numbers of `xs`.",
    ],
)
def test_what_is_asked_for_assures_nothing(statement: str) -> None:
    assert any(repeats(*call) for call in called(LIST, SHORT, (), statement))


def test_what_a_proposed_input_breaks_was_not_meant() -> None:
    calls = [*SHORT, [[6, 6]]]
    statement = "The numbers in `xs` are all different."
    assert any(repeats(*call) for call in called(LIST, calls, (), statement))


@pytest.mark.parametrize(
    "statement",
    [
        "Each list has exactly one solution.",
        "A pair always exists.",
        "A way is guaranteed to exist.",
    ],
)
def test_where_only_the_author_can_see_to_it_no_input_is_new(statement: str) -> None:
    assert called(PLACE, PLACES, (), f"Find the pair. {statement}") == []
