"""How a statement reads: a grade of school, a number of words, a word on the result."""

from __future__ import annotations

import pytest

from jupyter_codemm.gates.prose import grade, is_english, prose, words
from jupyter_codemm.gates.readability import MOST_WORDS, check_readability
from tests.fakes.drafts import changed, good_draft

EASY = "The cat sat on the mat. It had a red hat. The dog ran to it."
HARD = (
    "Notwithstanding considerable organisational complexity, the aforementioned administrative "
    "institution systematically evaluates multidimensional environmental characteristics of "
    "every participating municipality in accordance with international recommendations."
)


def test_the_grade_of_known_texts():
    # 16 words of one syllable in 3 sentences: 0.39 * 16 / 3 + 11.8 - 15.59
    assert grade(EASY) == pytest.approx(-1.71)
    assert grade(HARD) > 20
    assert grade("") == 0


def test_code_is_no_prose():
    text = "Count `total_of_all(values)`.\n\n```python\na = code\n```\n\n| a | b |\n\nEnd."
    assert words(prose(text)) == ["Count", "it", "End"]


def test_a_list_is_no_long_sentence():
    items = "Return one of these:\n\n" + "\n".join(f"- the {n} word of a line" for n in "abcdefgh")
    assert grade(prose(items)) < grade(items.replace("\n- ", " and "))


def test_other_languages_are_known_as_such():
    assert is_english(EASY)
    assert not is_english("Gib zurück, wie viele Zahlen in der Liste größer als die Grenze sind.")


def test_a_plain_statement_is_accepted_without_a_warning():
    text = (
        f"{good_draft().problem.statement} The numbers come in no order, and some of them may be "
        "the same: each of them counts. A number that is as large as the limit does not count."
    )
    outcome = check_readability(changed(good_draft(), statement=text))
    assert (outcome.ok, outcome.action) == (True, "none")


@pytest.mark.parametrize(
    ("statement", "warning"),
    [
        (good_draft().problem.statement, "few words"),
        ("Return the sum of the list. " * 60, "many words"),
        (f"{HARD} It returns a number.", "long sentences or words"),
        ("The cat is on the mat and a dog is in it. " * 5, "no word on the result"),
    ],
)
def test_doubts_are_warnings(statement, warning):
    outcome = check_readability(changed(good_draft(), statement=statement))
    assert (outcome.ok, outcome.action) == (True, "warned")
    assert warning in str(outcome.evidence["warning"])


@pytest.mark.parametrize(("more", "ok"), [(0, True), (1, False)])
def test_a_statement_has_an_end(more, ok):
    outcome = check_readability(changed(good_draft(), statement="sum " * (MOST_WORDS + more)))
    assert outcome.ok is ok


def test_a_problem_without_samples_is_refused():
    tests = [test.to_json() | {"visibility": "hidden"} for test in good_draft().problem.tests]
    outcome = check_readability(changed(good_draft(), tests=tests))
    assert not outcome.ok
    assert outcome.evidence["where"] == "samples"


def test_another_language_is_not_measured_as_english():
    text = "Gib zurück, wie viele Zahlen größer als die Grenze sind. " * 6
    outcome = check_readability(changed(good_draft(), statement=text))
    assert (outcome.ok, outcome.action) == (True, "none")
    assert "grade" not in outcome.evidence
