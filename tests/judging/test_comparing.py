"""Each comparator: what it takes for the same and what it does not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import (
    Comparators,
    Expected,
    Problem,
    RowsComparator,
    Table,
    TextComparator,
    ValueComparator,
)
from jupyter_codemm.contracts.types import parse_type
from jupyter_codemm.judging import matches
from jupyter_codemm.judging.tables import tables_match
from jupyter_codemm.judging.texts import texts_match
from jupyter_codemm.judging.values import values_match

NAN, INF = "NaN", "Infinity"

EQUAL = [
    ("int", 1, 1),
    ("float", 1, 1.0),
    ("float", 0.0, -0.0),
    ("float", 2**60, float(2**60)),
    ("float", INF, INF),
    ("bigint", 10**400, 10**400),
    ("str", "é", "é"),
    ("void", None, None),
    ("optional[float]", 1, 1.0),
    ("optional[int]", None, None),
    ("set[int]", [1, 2, 3], [3, 1, 2]),
    ("set[float]", [1, 2], [2.0, 1.0]),
    ("map[str, float]", [["a", 1], ["b", 2]], [["b", 2.0], ["a", 1.0]]),
    ("map[int, list[int]]", [[1, [2]], [3, []]], [[3, []], [1, [2]]]),
    ("tuple[int, float]", [1, 2], [1, 2.0]),
    ("record[x: float, y: int]", {"x": 1, "y": 2}, {"y": 2, "x": 1.0}),
    ("any", {"a": [1, None]}, {"a": [1, None]}),
    ("any", 1, 1.0),
    ("any", [2**60], [float(2**60)]),
]
DIFFERENT = [
    ("int", 1, 1.0),
    ("int", 1, True),
    ("int", 0, False),
    ("int", 5, "5"),
    ("float", 1, True),
    ("float", 0.1 + 0.2, 0.3),
    ("float", NAN, NAN),
    ("float", INF, "-Infinity"),
    ("bool", True, 1),
    ("str", "5", 5),
    ("str", "", None),
    ("void", None, 0),
    ("optional[int]", None, 0),
    ("list[int]", [1, 2], [2, 1]),
    ("list[int]", [], None),
    ("set[int]", [1], [1, 1]),
    ("set[int]", [1, 2], [1, 3]),
    ("map[str, int]", [["a", 1]], [["a", 2]]),
    ("map[str, int]", [["a", 1]], [["a", 1], ["a", 1]]),
    ("map[str, int]", [["a", 1]], {"a": 1}),
    ("map[int, int]", [[1, 1]], [["1", 1]]),
    ("tuple[int, int]", [1, 2], [1, 2, 3]),
    ("record[x: int]", {"x": 1}, {"x": 1, "y": 2}),
    ("list[int]", [1], [1.0]),
    ("optional[int]", 1, 1.0),
    ("any", 2**60 + 1, float(2**60)),
    ("any", 1, True),
    ("any", [0], [False]),
    ("any", 1, "1"),
    ("list[str]", ["a,b"], ["a", "b"]),
    ("list[list[int]]", [[1], [2]], [[1, 2]]),
    ("int", 3, {"$unfit": "<class 'X'>"}),
]


def same(kind, type_text, expected, got, **tolerance):
    how = ValueComparator(kind=kind, **tolerance)
    return values_match(how, parse_type(type_text), expected, got)


@pytest.mark.parametrize(("type_text", "expected", "got"), EQUAL)
def test_equal_under_exact(type_text, expected, got):
    assert same("exact", type_text, expected, got)
    assert same("approx", type_text, expected, got)
    assert same("any_of", type_text, [None, expected], got)


@pytest.mark.parametrize(("type_text", "expected", "got"), DIFFERENT)
def test_different_under_exact(type_text, expected, got):
    assert not same("exact", type_text, expected, got)
    assert not same("any_of", type_text, [expected], got)


@pytest.mark.parametrize(
    ("type_text", "expected", "got"),
    [
        ("float", 0.3, 0.1 + 0.2),
        ("float", 1e12, 1e12 + 1),
        ("float", NAN, NAN),
        ("list[float]", [1, 0.3], [1.0, 0.1 + 0.2]),
        ("set[float]", [0.3, 5], [5.0, 0.1 + 0.2]),
        ("map[str, float]", [["b", 0.3], ["a", 1]], [["a", 1], ["b", 0.1 + 0.2]]),
        ("optional[tuple[int, float]]", [1, 0.3], [1, 0.1 + 0.2]),
        ("record[x: float]", {"x": 0.3}, {"x": 0.1 + 0.2}),
    ],
)
def test_close_under_approx(type_text, expected, got):
    assert same("approx", type_text, expected, got)


@pytest.mark.parametrize(
    ("type_text", "expected", "got"),
    [
        ("float", 0.3, 0.3001),
        ("float", 0.3, NAN),
        ("float", 1e308, INF),
        ("float", 1, "1"),
        ("int", 1, 1.0),
        ("list[float]", [1.0], [1.0, 2.0]),
        ("str", "1.0", "1.00"),
    ],
)
def test_not_close_under_approx(type_text, expected, got):
    assert not same("approx", type_text, expected, got)


def test_tolerances_are_absolute_or_relative():
    assert same("approx", "float", 100, 101, absolute=0, relative=0.01)
    assert not same("approx", "float", 100, 101.1, absolute=0, relative=0.01)
    assert same("approx", "float", 0, 0.5, absolute=0.5, relative=0)


def test_unordered_counts_and_set_does_not():
    assert same("unordered", "list[list[int]]", [[1], [2], [1]], [[2], [1], [1]])
    assert not same("unordered", "list[int]", [1, 1, 2], [1, 2, 2])
    assert same("set", "list[int]", [1, 1, 2], [2, 1])
    assert not same("set", "list[int]", [1, 2], [1])
    assert not same("unordered", "list[int]", [], None)


@given(st.lists(st.lists(st.integers(-3, 3), max_size=3), max_size=8), st.randoms())
def test_unordered_ignores_any_shuffle(items, random):
    shuffled = random.sample(items, len(items))
    assert same("unordered", "list[list[int]]", items, shuffled)
    assert same("set", "list[list[int]]", items, shuffled)
    assert same("exact", "list[list[int]]", items, shuffled) == (items == shuffled)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_equals_itself_through_json(number):
    assert same("exact", "float", number, json.loads(json.dumps(number)))


def test_integers_longer_than_python_prints_are_compared():
    assert same("exact", "bigint", 10**5000, 10**5000)
    assert not same("exact", "bigint", 10**5000, 10**5000 + 1)


def test_large_collisions_are_not_quadratic():
    colliding = [i * (2**61 - 1) for i in range(30_000)]
    assert same("unordered", "list[bigint]", colliding, colliding[::-1])


@pytest.mark.parametrize(
    ("kind", "expected", "got", "equal"),
    [
        ("exact", "a\n", "a", False),
        ("exact", "a\n", "a\n", True),
        ("lines", "a\nb\n", "a  \r\nb\n\n", True),
        ("lines", "a\nb", "a\n\nb", False),
        ("lines", "a b", "a  b", False),
        ("lines", " a", "a", False),
        ("lines", "", "\n\n", True),
        ("tokens", "a b\nc", "a\tb c\n", True),
        ("tokens", "ab", "a b", False),
        ("numbers", "x 0.3", "x 0.30000000000000004", True),
        ("numbers", "1e3 +2", "1000.0 2", True),
        ("numbers", "10", "1_0", False),
        ("numbers", "nan", "NaN", False),
        ("numbers", "1 2", "1", False),
        ("numbers", "-0.0", "0", True),
        ("numbers", "1" + "0" * 400, "1" + "0" * 401, False),
        ("numbers", "1" + "0" * 400, "1" + "0" * 400, True),
        ("numbers", "3", "\u0663", False),
        ("checker", "a", "a ", False),
    ],
)
def test_texts(kind, expected, got, equal):
    assert texts_match(TextComparator(kind=kind), expected, got) is equal


def table(*rows, columns=("a", "b")):
    return Table(columns=columns, rows=rows)


@pytest.mark.parametrize(
    ("expected", "got", "equal"),
    [
        (table((1, None)), table((1, "")), False),
        (table((1, None)), table((1, None)), True),
        (table((1, 2)), table((1.0, 2.0)), True),
        (table((1, "2")), table((1, 2)), False),
        (table((0.3, "x")), table((0.1 + 0.2, "x")), True),
        (table((1, "x"), (2, "y")), table((2, "y"), (1, "x")), True),
        (table((1, "x"), (1, "x")), table((1, "x"), (2, "y")), False),
        (table((1, "x")), table((1, "x"), (1, "x")), False),
        (table((0.3, "x"), (0.3, "y")), table((0.3, "y"), (0.1 + 0.2, "x")), True),
        (table(), table(), True),
        (table(), table(columns=("a",)), False),
        (table(columns=()), table(columns=("a",)), True),
        (table((1, "x")), table((1, "x"), columns=("c", "d")), True),
        (table((None, 1), (2, None)), table((2, None), (None, 1)), True),
    ],
)
def test_tables_as_multisets(expected, got, equal):
    assert tables_match(RowsComparator(), expected, got) is equal


def test_order_and_names_of_tables_count_only_when_asked():
    left, right = table((1, "x"), (2, "y")), table((2, "y"), (1, "x"))
    assert not tables_match(RowsComparator(ordered=True), left, right)
    named = table((1, "x"), (2, "y"), columns=("A", "c"))
    assert tables_match(RowsComparator(ordered=True), left, named)
    assert not tables_match(RowsComparator(column_names=True), left, named)
    assert tables_match(
        RowsComparator(column_names=True), left, left.model_copy(update={"columns": ("A", "B")})
    )


def mixed_problem() -> Problem:
    return Problem.parse(
        {
            "id": "p",
            "title": "t",
            "statement": "s",
            "kind": "function",
            "language": "python",
            "difficulty": "easy",
            "topics": ["x"],
            "style": "mixed",
            "signature": {"name": "f", "returns": "optional[int]"},
            "starter": "",
            "tests": [
                {
                    "name": "t",
                    "visibility": "sample",
                    "input": {"args": []},
                    "expected": {"value": 1},
                }
            ],
        }
    )


@pytest.mark.parametrize(
    ("expected", "got", "equal"),
    [
        ({"value": 1}, {"value": 1, "stdout": "noise"}, True),
        ({"value": 1, "stdout": "x"}, {"value": 1, "stdout": "noise"}, False),
        ({"value": 1, "stdout": "x"}, {"value": 2, "stdout": "x"}, False),
        ({"value": 1, "stdout": "x"}, {"value": 1, "stdout": "x"}, True),
        ({"value": None}, {"value": None}, True),
        ({"value": None}, {"stdout": ""}, False),
        ({"stdout": "x"}, {"stdout": "x", "raises": "ValueError"}, False),
        ({"raises": "ValueError"}, {"raises": "ValueError"}, True),
        ({"raises": "ValueError"}, {"value": 1}, False),
        ({"raises": "ValueError"}, {"raises": "KeyError"}, False),
        ({"raises": "std::out_of_range"}, {"raises": "out_of_range"}, True),
        ({"raises": "IOException"}, {"raises": "java.io.IOException"}, True),
        ({"raises": "Empty"}, {"raises": "Solution$Empty"}, True),
        ({"tables": {"t": {}}}, {"stdout": ""}, False),
    ],
)
def test_every_channel_present_must_match(expected, got, equal):
    assert matches(Expected.parse(expected), Got.parse(got), mixed_problem()) is equal


def test_tolerances_come_from_the_expectation():
    loose = Expected(
        stdout="1.0", compare=Comparators(stdout=TextComparator(kind="numbers", absolute=0.5))
    )
    assert matches(loose, Got(stdout="1.4"), mixed_problem())
