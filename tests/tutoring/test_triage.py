"""Questions find their specialist by words, and no text changes the rules."""

from __future__ import annotations

import time

import pytest

from jupyter_codemm.learning import says_stuck
from jupyter_codemm.tutoring.triage import Situation, route
from tests.soak.triage import measured
from tests.tutoring.queries import labelled

QUESTIONS = labelled()


def test_the_labelled_set_is_routed_right():
    figures = measured(QUESTIONS)
    assert figures["n"] > 220
    assert figures["accuracy"] >= 0.95
    assert figures["macro_f1"] >= 0.90
    assert figures["without_a_model"] >= 0.75


@pytest.mark.parametrize("one", [q for q in QUESTIONS if q.part == "fixture"], ids=lambda q: q.text)
def test_the_fixture_of_the_requirements_is_routed_right(one):
    told = route(one.text, one.situation)
    assert told.type == one.type
    assert one.sub_intent in (None, told.sub_intent)
    assert told.reason
    assert told.confidence is None or 0 <= told.confidence <= 1


def test_who_asks_for_the_solution_is_refused_and_nobody_else():
    for one in QUESTIONS:
        assert route(one.text, one.situation).refuses == one.refuses, one.text


def test_words_are_matched_whole_and_not_in_quotes():
    assert route("what does a debugger do").type == "concept"
    assert route('print("I\'m stuck") shows nothing').sub_intent is None
    assert route("I'm not stuck any more").sub_intent is None


def test_a_decision_tells_its_words_and_its_share():
    told = route("IndexError on line 4")
    assert told.method == "rule"
    assert "indexerror" in told.matched
    assert told.confidence == 1.0


def test_two_types_alike_are_left_to_a_model():
    told = route("does a set keep its order?")
    assert told.undecided
    assert told.clarify
    assert told.type == "concept"
    assert route("hmm", Situation(failing=True)).type == "debug"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x07",
        "\ud800" * 9,
        "why " * 2500 + "x",
        "(" * 9999,
        "é" * 10_000,
        "A" * 10_001,
    ],
)
def test_any_text_is_routed(text):
    assert route(text).reason


def test_a_question_of_empty_lines_is_looked_through_at_once():
    started = time.process_time()
    assert route("why" + "\n" * 9996 + "x").reason
    assert not says_stuck("why" + "\n" * 9996 + "x")
    assert time.process_time() - started < 0.5
