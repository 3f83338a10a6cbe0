"""Tests are chosen by what they kill, and every tie is broken the same way."""

from __future__ import annotations

from jupyter_codemm.contracts.cases import Category
from jupyter_codemm.gates.selection import Row, chosen


def row(kills: set[int], category: Category = "typical", size: int = 10) -> Row:
    return Row(frozenset(kills), category, size)


def test_the_input_that_kills_most_of_what_is_left_comes_next() -> None:
    matrix = [row({0, 1}), row({0, 1, 2}), row({3}), row({2, 3, 4})]
    assert chosen(matrix, [0], 1).indexes == (0, 3)


def test_fixed_inputs_come_first_in_their_order_and_count_as_killing() -> None:
    matrix = [row({0}), row({1, 2, 3}), row({4}), row({1, 2})]
    choice = chosen(matrix, [2, 1], 1)
    assert choice.indexes == (2, 1, 0)
    assert choice.score == 1


def test_a_second_kill_counts_when_no_first_one_is_left() -> None:
    matrix = [row({0, 1, 2}, size=5), row({0}, size=1), row({1, 2}, size=9)]
    assert chosen(matrix, [0], 1).indexes == (0, 2)


def test_a_new_category_breaks_a_tie_before_the_size() -> None:
    matrix = [row({0}), row({1}, size=1), row({1}, "boundary", size=50)]
    assert chosen(matrix, [0], 1).indexes == (0, 2)


def test_the_smaller_input_breaks_a_tie_and_then_the_first() -> None:
    matrix = [row({0}), row({1}, size=9), row({1}, size=3), row({1}, size=3)]
    assert chosen(matrix, [0], 1).indexes == (0, 2)


def test_survivors_are_the_killable_mutants_that_nothing_chosen_kills() -> None:
    matrix = [row({0}), row({1}), row({2, 3}), row({4, 5, 6})]
    choice = chosen(matrix, [0], 2)
    assert choice.indexes == (0, 3, 2)
    assert choice.survivors == (1,)
    assert choice.killable == frozenset(range(7))
    assert choice.score == 6 / 7
    assert choice.categories == {"typical"}


def test_a_small_pool_gives_all_it_has_and_no_mutants_score_one() -> None:
    choice = chosen([row(set()), row(set())], [1], 5)
    assert choice.indexes == (1, 0)
    assert choice.score == 1
    assert chosen([], [], 5).indexes == ()
