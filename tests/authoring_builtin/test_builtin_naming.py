from __future__ import annotations

import pytest

from jupyter_codemm.authoring.builtin.imperative.naming import (
    filled,
    function_name,
    sentence,
    with_articles,
)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("a hour passes", "an hour passes"),
        ("A oak and a pine", "An oak and a pine"),
        ("a unit, a one", "a unit, a one"),
        ("the text `a ember` stays", "the text `a ember` stays"),
    ],
)
def test_the_article_fits_the_word(text: str, better: str) -> None:
    assert with_articles(text) == better


def test_a_placeholder_without_a_word_is_an_error() -> None:
    assert filled("count_${things}", {"things": "hives"}) == "count_hives"
    with pytest.raises(KeyError):
        filled("$nothing", {})


def test_functions_are_spelled_as_the_language_expects() -> None:
    assert function_name("count_hives", "python") == "count_hives"
    assert function_name("count_hives", "cpp") == "count_hives"
    assert function_name("count_hives", "java") == "countHives"


def test_a_sentence_starts_and_ends_as_one() -> None:
    assert sentence("the first one") == "The first one."
    assert sentence("Done!") == "Done!"
