"""What rules answer to the wish for a quiz, and to the wish for a review."""

from __future__ import annotations

import pytest

from jupyter_codemm.tutoring.answering import (
    NO_GRADE,
    NOT_READ,
    NOTHING_TRIED,
    Material,
    answer,
)
from jupyter_codemm.tutoring.triage import route
from tests.tutoring.test_hinting import attempt, outcome

REVIEW = "Review my code for style"
GOES_ON = "def count_above(values, limit):\n    q = 0\n    return q\n"


def answered(text, **material):
    known = {"language": "python"} | material
    return answer(text, route(text), Material(**known)).text


@pytest.mark.parametrize(
    ("text", "language", "topics", "named"),
    [
        ("quiz me on for loops", "python", (), "loops"),
        ("quiz me", "python", ("dictionaries",), "maps"),
        ("test me on joins", "sql", ("grouping",), "joins"),
        ("quiz me", "java", ("mystery",), "variables"),
    ],
)
def test_who_wants_a_quiz_is_told_where_it_is(text, language, topics, named):
    said = answered(text, language=language, topics=topics)
    assert f"Choose {named} in the Progress tab" in said


def test_before_an_attempt_there_is_nothing_to_review():
    assert answered(REVIEW) == NOTHING_TRIED


def test_a_review_tells_the_score_the_lines_and_that_it_is_no_grade():
    said = answered(REVIEW, attempt=attempt(GOES_ON, outcome("accepted")))
    assert "of 100 for how it reads" in said
    assert "`q` in line 2 is one letter" in said
    assert said.endswith(NO_GRADE)


def test_doubts_about_what_a_program_does_are_told_after_a_failure_only():
    code = (
        "def count_above(values, limit):\n    for value in values:\n"
        "        if value > limit:\n            return 1\n        else:\n            return 0\n"
    )
    doubt = "leaves the function in its very first round"
    assert doubt in answered(REVIEW, attempt=attempt(code))
    assert doubt not in answered(REVIEW, attempt=attempt(code, outcome("accepted")))


def test_what_cannot_be_read_gets_no_score():
    said = answered(REVIEW, attempt=attempt("def f(:\n"))
    assert said == NOT_READ
