"""How many cases each language gets, and what goes to the others."""

from collections import Counter

import pytest

from jupyter_codemm.cli.evaluate import MOST_SHARE
from jupyter_codemm.evaluation.handwritten import all_handwritten
from jupyter_codemm.evaluation.sampling import in_turn, rng_of

STOCK = all_handwritten()


def first(number, mix):
    return in_turn(STOCK, rng_of(0, number), number, mix)[0].language


@pytest.mark.parametrize(
    ("mix", "of"),
    [
        ({"python": 24, "sql": 24, "java": 1, "cpp": 1}, 50),
        ({"python": 2, "cpp": 1}, 3),
        ({"sql": MOST_SHARE}, MOST_SHARE),
    ],
)
def test_each_language_gets_its_share_of_the_cases(mix, of):
    assert Counter(first(number, mix) for number in range(2 * of)) == {
        language: 2 * share for language, share in mix.items()
    }


def test_without_shares_languages_take_turns():
    assert Counter(first(number, None) for number in range(8)) == dict.fromkeys(
        ("java", "python", "cpp", "sql"), 2
    )


def test_a_case_that_its_language_cannot_have_goes_to_the_one_with_most_others():
    turn = [t.language for t in in_turn(STOCK, rng_of(0), 0, {"java": 3, "sql": 1, "python": 2})]
    assert list(dict.fromkeys(turn)) == ["java", "python", "sql"]


def test_the_same_case_is_always_the_same_exercise():
    mix = {"python": 3, "sql": 1}
    for number in range(8):
        one, other = (in_turn(STOCK, rng_of(1, number), number, mix) for _ in range(2))
        assert one == other
