"""What is looked for, and how well a text fits a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.knowledge import fit, terms
from jupyter_codemm.knowledge.words import MOST_TERMS

GENERATORS = "A generator hands out one value after another: each `yield` gives the next one."


def test_common_words_are_not_looked_for():
    assert terms("What does `yield` do in a generator?") == ("yield", "generator")
    assert terms("how to use it") == ("how", "to", "use", "it")
    assert terms("") == ()
    assert terms("Déjà-vu two_sum 7 x") == ("déjà", "vu", "two", "sum", "7")


@given(st.text(max_size=500))
def test_words_hold_letters_and_digits_only(question):
    found = terms(question)
    assert all(word.isalnum() for word in found)
    assert len(found) == len(set(found)) <= MOST_TERMS


@pytest.mark.parametrize(
    ("question", "least", "most"),
    [
        ("What does yield do in a generator?", 1, 1),
        ("generators yielding values", 1, 1),
        ("How does a generator differ from a list?", 0, 0),
        ("When is the deadline of the essay?", 0, 0),
        ("yield?", 1, 1),
        ("How can a generator stop before the next yield?", 0.6, 0.8),
        ("", 0, 0),
        ("\ud800 \0", 0, 0),
    ],
)
def test_a_text_fits_by_the_words_it_shares(question, least, most):
    assert least <= fit(question, GENERATORS) <= most
