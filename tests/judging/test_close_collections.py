"""Collections whose items may differ a little, and comparators made of others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_codemm.contracts.problem import RowsComparator, Table, ValueComparator
from jupyter_codemm.contracts.types import parse_type
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.judging.tables import tables_match
from jupyter_codemm.judging.values import values_match

NOISE = 1e-10
SOME = st.floats(-1e3, 1e3).map(lambda n: round(n, 3))
PAIRS = st.lists(st.tuples(SOME, SOME).map(list), max_size=30)


def same(type_text, expected, got, **how):
    return values_match(ValueComparator(**how), parse_type(type_text), expected, got)


def nudged(items, signs):
    return [[n + next(signs) * NOISE for n in item] for item in items]


@pytest.mark.parametrize(
    ("how", "type_text", "expected", "got", "equal"),
    [
        ({"kind": "unordered", "each": "approx"}, "list[float]", [0.3, 1], [1.0, 0.1 + 0.2], True),
        ({"kind": "unordered", "each": "approx"}, "list[float]", [0.3, 1], [1.0, 1.0], False),
        ({"kind": "unordered", "each": "approx"}, "list[float]", ["NaN", 1], [1, "NaN"], True),
        ({"kind": "unordered", "each": "approx"}, "list[int]", [1, 2], [2, 1.0], False),
        ({"kind": "unordered"}, "list[float]", [0.3, 1], [1.0, 0.1 + 0.2], False),
        ({"kind": "unordered"}, "list[float]", ["NaN"], ["NaN"], False),
        ({"kind": "unordered"}, "list[list[int]]", [[1, 2], [3]], [[3], [2, 1]], False),
        ({"kind": "set", "each": "approx"}, "list[float]", [0.3], [0.1 + 0.2, 0.3], True),
        ({"kind": "set", "each": "approx"}, "list[float]", [0.3], [0.3, 0.4], False),
        ({"kind": "set", "each": "approx"}, "list[float]", [0.3, 0.4], [0.3], False),
        ({"kind": "any_of", "each": "approx"}, "float", [1, 0.3], 0.1 + 0.2, True),
        ({"kind": "any_of", "each": "approx"}, "float", [1, 0.3], 0.31, False),
        ({"kind": "any_of", "each": "unordered"}, "list[int]", [[1, 2], [3]], [2, 1], True),
        ({"kind": "any_of", "each": "unordered"}, "list[int]", [[1, 2], [3]], [1], False),
        ({"kind": "any_of"}, "list[int]", [[1, 2], [3]], [2, 1], False),
        ({"kind": "any_of"}, "int", [], 1, False),
        ({"kind": "any_of"}, "void", None, None, True),
        ({"kind": "any_of"}, "int", None, None, False),
        ({"kind": "unordered"}, "int", 3, 3, True),
        ({"kind": "unordered"}, "int", 3, 4, False),
        ({"kind": "set"}, "optional[list[int]]", [1, 2], [2, 1, 1], True),
        ({"kind": "set"}, "optional[list[int]]", None, [], False),
        ({"kind": "checker"}, "list[int]", [1, 2], [1, 2], True),
        ({"kind": "checker"}, "list[int]", [1, 2], [2, 1], False),
        ({"kind": "approx"}, "any", 1, 1.0, True),
        ({"kind": "approx"}, "any", 10**30, 10**30 + 1, False),
        ({"kind": "approx"}, "any", 1, True, False),
        ({"kind": "approx"}, "set[tuple[float, str]]", [[0.3, "x"]], [[0.1 + 0.2, "x"]], True),
        ({"kind": "approx"}, "set[tuple[float, str]]", [[0.3, "x"]], [[0.1 + 0.2, "y"]], False),
    ],
)
def test_composed_comparators(how, type_text, expected, got, equal):
    assert same(type_text, expected, got, **how) is equal


@pytest.mark.parametrize(
    "how",
    [
        {"kind": "exact", "each": "approx"},
        {"kind": "unordered", "each": "set"},
        {"kind": "set", "each": "unordered"},
        {"kind": "approx", "absolute": -1},
    ],
)
def test_comparators_without_a_meaning_are_refused(how):
    with pytest.raises(InvalidInputError):
        ValueComparator.parse(how)


@given(PAIRS, st.randoms())
def test_shuffled_and_nudged_items_are_the_same_bag(items, random):
    signs = iter(lambda: random.choice((-1, 0, 1)), None)
    got = nudged(random.sample(items, len(items)), signs)
    how = {"kind": "unordered", "each": "approx", "absolute": 1e-6, "relative": 0}
    assert same("list[list[float]]", items, got, **how)
    table, other = (Table(columns=("a", "b"), rows=tuple(map(tuple, r))) for r in (items, got))
    assert tables_match(RowsComparator(absolute=1e-6), table, other)


@given(PAIRS.filter(bool), st.randoms())
def test_one_item_further_off_is_another_bag(items, random):
    got = random.sample(items, len(items))
    got[0] = [got[0][0] + 5000, got[0][1]]
    how = {"kind": "unordered", "each": "approx"}
    assert not same("list[list[float]]", items, got, **how)
    table, other = (Table(columns=("a", "b"), rows=tuple(map(tuple, r))) for r in (items, got))
    assert not tables_match(RowsComparator(), table, other)


TIED = st.sampled_from([0.3, 0.1 + 0.2, 1.0, 1 + NOISE, 1 - NOISE])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TIED, SOME, TIED), min_size=101, max_size=400), st.randoms())
def test_hundreds_of_items_with_tied_numbers_are_the_same_bag(items, random):
    expected = [list(item) for item in items]
    signs = iter(lambda: random.choice((-1, 0, 1)), None)
    got = nudged(random.sample(expected, len(items)), signs)
    how = {"kind": "unordered", "each": "approx", "absolute": 1e-6}
    assert same("list[list[float]]", expected, got, **how)
    assert same("set[tuple[float, float, float]]", expected, got, kind="approx", absolute=1e-6)
    table, other = (Table(columns=tuple("abc"), rows=tuple(map(tuple, r))) for r in (expected, got))
    assert tables_match(RowsComparator(absolute=1e-6), table, other)
    got[0] = [got[0][0], got[0][1] + 1, got[0][2]]
    if sorted(round(b, 3) for _, b, _ in got) != sorted(b for _, b, _ in expected):
        assert not same("list[list[float]]", expected, got, **how)


def test_fields_and_nested_sets_stand_in_any_order():
    how = {"kind": "unordered", "each": "approx"}
    points = [{"x": 1.0 + i * NOISE, "y": float(i)} for i in range(150)]
    turned = [{"y": p["y"], "x": 1.0} for p in reversed(points)]
    assert same("list[record[x: float, y: float]]", points, turned, **how, absolute=1e-6)
    nested = [[[1.0, 5.0 + i], [2.0, 3.0]] for i in range(50)]
    other = [[[2.0, 3.0], [1.0 + NOISE, 5.0 + i]] for i in reversed(range(50))]
    assert same("list[set[tuple[float, float]]]", nested, other, **how)


def test_partners_are_searched_where_sorting_does_not_find_them():
    # Sorted by their first numbers, the second ones stand crosswise.
    expected, got = [[0.0, 5.0], [NOISE, 9.0]], [[0.0, 9.0], [NOISE, 5.0]]
    how = {"kind": "unordered", "each": "approx"}
    assert same("list[list[float]]", expected, got, **how)
    assert not same("list[list[float]]", expected, [[0.0, 9.0], [NOISE, 9.0]], **how)


def rows(*cells):
    return Table(columns=("a",), rows=tuple((cell,) for cell in cells))


@pytest.mark.parametrize(
    ("expected", "got", "equal"),
    [
        (2**53, float(2**53), True),
        (2**63 - 1, 2**63 - 2, False),
        (0.0, -0.0, True),
        (1e15, 1e15 + 0.5, True),
        (1e9, 1e9 + 1, False),
        (1.5, 10**400, False),
        (10**400, 10**400, True),
        (1, 10**400, False),
        ('{"hex": "00"}', '{"hex": "00"}', True),
        ('{"hex": "00"}', "00", False),
        ("1", 1, False),
        ("a", "A", False),
        ("", None, False),
        (None, 0, False),
        (None, "NULL", False),
    ],
)
def test_cells(expected, got, equal):
    for how in (RowsComparator(), RowsComparator(ordered=True)):
        assert tables_match(how, rows(expected), rows(got)) is equal


def test_a_large_table_of_nothing_but_near_misses_is_refused_in_good_time():
    numbers = [i * 1e-3 for i in range(5000)]
    shifted = [n + 1e-5 for n in numbers]
    assert not tables_match(RowsComparator(), rows(*numbers), rows(*shifted))
