"""Real messages of real tools become plain sentences."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest

from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.tutoring.explaining import explain
from jupyter_codemm.tutoring.explaining.explain import MOST_WORDS
from jupyter_codemm.tutoring.explaining.phrases import BEHAVIOURS
from jupyter_codemm.tutoring.explaining.spelling import edits, meant
from jupyter_codemm.tutoring.explaining.tables import patterns

MESSAGES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "messages.jsonl").read_text().splitlines()
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_real_message_is_explained_by_its_own_pattern(language):
    own = [one for one in MESSAGES if one["language"] == language]
    assert len(own) > 30
    for one in own:
        told = explain(language, one["output"], one["source"])
        assert (told.pattern, told.line) == (one["pattern"], one["line"]), one["output"]


def test_explanations_are_short_and_frighten_nobody():
    for one in MESSAGES:
        text = explain(one["language"], one["output"], one["source"]).text
        assert len(text.split()) <= MOST_WORDS, text
        assert "illegal" not in text.casefold()
        assert "fatal" not in text.casefold()
        assert "{" not in text.replace("curly", "") or "{" in one["output"]


def test_there_are_more_than_sixty_patterns_and_real_messages_meet_most():
    known = {(language, one.id) for language in LANGUAGES for one in patterns(language)}
    met = {(one["language"], one["pattern"]) for one in MESSAGES}
    assert len(known) > 150
    assert len(met & known) > 120
    assert max(Counter(known).values()) == 1


def test_a_misspelt_name_is_told_with_the_nearest_of_the_program():
    told = explain("python", "NameError: name 'totl' is not defined (x.py:2)", "total = 0\n")
    assert told.causes == ("You may mean `total`.",)
    told = explain(
        "sql", "OperationalError: no such column: nmae", "SELECT nmae FROM t", names="name"
    )
    assert told.causes == ("You may mean `name`.",)


def test_only_the_first_error_of_a_compiler_counts():
    output = (
        "Solution.java:3: error: ';' expected\n        int x = 5\n                 ^\n"
        "Solution.java:7: error: cannot find symbol\n"
    )
    told = explain("java", output, "\n" * 9)
    assert (told.pattern, told.line) == ("semicolon", 3)


def test_the_judges_own_way_of_telling_exceptions_is_read():
    told = explain("python", "ZeroDivisionError: division by zero (solution.py:4)", "a\nb\nc\nd\n")
    assert (told.pattern, told.line) == ("zero_division", 4)
    told = explain("java", "java.lang.ArithmeticException: / by zero (Solution.java:2)", "a\nb\n")
    assert (told.pattern, told.line) == ("zero_division", 2)


def test_an_unknown_message_is_told_as_it_is_with_its_line():
    told = explain("python", "StrangeError: the moon is out (solution.py:2)", "a\nb\n")
    assert told.pattern == ""
    assert "the moon is out" in told.text
    assert told.line == 2


@pytest.mark.parametrize(
    "text", ["", " \n", "\ud800" * 50, "\x00\x1b[31m", "x" * 10_001, "(" * 999]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_text_is_survived(language, text):
    told = explain(language, text, text)
    assert told is None or len(told.text) < 800


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_output_of_empty_lines_is_looked_through_at_once(language):
    started = time.process_time()
    told = explain(language, "x" + "\n" * 65_000 + "x")
    assert told is not None
    assert time.process_time() - started < 1


def test_letters_that_changed_places_are_one_edit():
    assert edits("lenght", "length") == 1
    assert edits("abc", "abc") == 0
    assert meant("upper", "super = 1", "python") is None


def test_behaviours_end_in_a_question_or_an_advice():
    for text in BEHAVIOURS.values():
        assert 10 <= len(text.split()) <= 45
