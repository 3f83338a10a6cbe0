"""Which inputs become tests, beside what they kill."""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from operator import or_
from random import Random

import pytest

from jupyter_codemm.gates.proving.choosing import chosen_samples, chosen_tests
from jupyter_codemm.gates.proving.options import Option


def option(kills=0, *, exposes=1, output="", category="typical", rank=0, size=10):
    return Option(kills, exposes, output or f"{kills}{rank}{size}", category, rank, size)


def rich(count: int, **more) -> list[Option]:
    kinds = ("typical", "minimal", "single", "large")
    return [option(output=str(n), category=kinds[n % 4], size=n, **more) for n in range(count)]


def test_samples_stay_and_the_author_s_own_inputs_win_ties():
    found = rich(8) + rich(8, rank=2)
    assert set(chosen_tests(found, (0, 1, 2), is_bool=False)) == set(range(8))


def test_an_input_that_kills_more_takes_the_place_of_an_own_one():
    found = [*rich(8), option(kills=1, rank=2, output="new")]
    assert 8 in chosen_tests(found, (0, 1, 2), is_bool=False)


def test_of_equal_choices_the_more_varied_one_is_taken():
    plain = [option(output=str(n), size=n) for n in range(8)]
    special = [
        option(output=kind, category=kind, size=90 + n)
        for n, kind in enumerate(("boundary", "negative", "adversarial", "large", "duplicates"))
    ]
    taken = chosen_tests([*plain, *special], (0, 1, 2), is_bool=False)
    assert set(taken) == {0, 1, 2, 8, 9, 10, 11, 12}
    alike = [option(output=f"b{n}", category="boundary", size=90 + n) for n in range(5)]
    taken = chosen_tests([*plain, *alike], (0, 1, 2), is_bool=False)
    assert set(taken) == {0, 1, 2, 8, 9, 10, 11, 12}


def test_survivors_are_exchanged_for_until_none_is_left():
    # Greedily the widest comes first, and then there is no place for the last of the others.
    wide = option(kills=0b11111, output="w")
    others = [option(kills=1 << n | 0b11 << 5 + 2 * n, output=str(n)) for n in range(5)]
    taken = chosen_tests([*rich(3), wide, *others], (0, 1, 2), is_bool=False)
    assert set(taken) == {0, 1, 2, 4, 5, 6, 7, 8}


def test_each_truth_value_is_expected_twice():
    found = [option(output="true", category="typical", size=n) for n in range(9)]
    found += [option(output="false", rank=2, category="minimal", size=90 + n) for n in range(3)]
    taken = chosen_tests(found, (0, 1, 2), is_bool=True)
    assert sum(found[index].output == "false" for index in taken) >= 2


def test_a_trivial_program_fails_two_tests_and_a_hidden_one():
    found = [
        *rich(9, exposes=0b01),
        option(exposes=0b11, output="x", rank=2, size=99),
        option(exposes=0b11, output="y", rank=2, size=98),
    ]
    taken = chosen_tests(found, (0, 1, 2), is_bool=False)
    assert {9, 10} <= set(taken)


def test_missing_samples_are_the_author_s_smallest_that_show_something_new():
    found = [
        option(output="a", size=5),
        option(output="a", size=1),
        option(output="b", size=9),
        option(output="c", size=3, category="minimal"),
        option(output="d", size=0, rank=2),
    ]
    assert chosen_samples(found, (0,)) == (0, 3, 2)
    assert chosen_samples(found, (0, 1, 2, 3)) == (1, 3, 2)
    assert chosen_samples(found, (2, 1, 0)) == (2, 1, 0)


def refused(options, taken) -> int:
    return reduce(or_, (options[index].kills for index in taken), 0).bit_count()


@pytest.mark.parametrize("seed", range(40))
def test_no_other_tests_refuse_more(seed):
    rng = Random(seed)
    samples = [option(output=str(n)) for n in range(3)]
    others = [option(rng.getrandbits(30) & rng.getrandbits(30), output=str(n)) for n in range(14)]
    found = [*samples, *others]
    taken = chosen_tests(found, (0, 1, 2), is_bool=False)
    assert refused(found, taken) == max(
        refused(others, some) for some in combinations(range(14), 5)
    )


def test_there_are_8_tests_though_all_refuse_the_same():
    for kills in ((1,), (1, 2), (1, 2, 3)):
        found = [option(kills[n % len(kills)], output=str(n), rank=2) for n in range(12)]
        assert len(set(chosen_tests(found, (0, 1, 2), is_bool=False))) == 8
