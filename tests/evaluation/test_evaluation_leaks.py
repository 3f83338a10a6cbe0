"""References and hidden tests are found wherever a run leaves something."""

import json
import logging
from contextlib import ExitStack

import pytest

from jupyter_codemm.evaluation.handwritten import handwritten
from jupyter_codemm.evaluation.leaks import all_logged, leaks, listening
from jupyter_codemm.evaluation.remains import texts_within
from jupyter_codemm.evaluation.triples import draft_of

TRIPLE = handwritten("python")[0]
DRAFT = draft_of(TRIPLE.slot, TRIPLE.reply)
HIDDEN = next(t for t in DRAFT.problem.tests if t.visibility == "hidden")
CODE = DRAFT.reference.text


@pytest.mark.parametrize("where", ["database", "file", "notebook", "event", "log", "error"])
def test_a_reference_is_told_by_where_it_stands(where):
    middle = CODE[len(CODE) // 4 :]
    assert leaks([DRAFT], DRAFT.problem, [(where, middle)]) == [f"{where}: reference"]
    assert leaks([DRAFT], DRAFT.problem, [(where, json.dumps(middle).replace("\\n", "\n"))])


def test_what_learners_are_given_is_no_leak():
    problem = DRAFT.problem
    given = [("notebook", problem.statement), ("notebook", problem.starter)]
    assert leaks([DRAFT], problem, given) == []


def test_hidden_tests_belong_into_the_database_alone():
    text = f"it failed for {json.dumps(HIDDEN.input.to_json())}"
    assert leaks([], DRAFT.problem, [("database", text), ("file", text)]) == []
    assert leaks([], DRAFT.problem, [("event", text)]) == ["event: hidden test"]


def fail():
    raise ValueError(CODE)


def test_everything_of_ours_that_is_logged_is_heard_also_the_error_with_it():
    log = logging.getLogger("jupyter_codemm.somewhere")
    with all_logged(), listening() as heard:
        log.debug("said %s", "quietly")
        try:
            fail()
        except ValueError:
            log.warning("it failed", exc_info=True)
    log.debug("said afterwards")
    assert [text for _, text in heard.texts[:2]] == ["said quietly", "it failed"]
    assert leaks([DRAFT], DRAFT.problem, heard.texts) == ["log: reference"]


def test_a_case_that_ends_first_leaves_the_others_hearing():
    own, level = logging.getLogger("jupyter_codemm"), logging.getLogger("jupyter_codemm").level
    with all_logged(), ExitStack() as later:
        with listening() as first:
            second = later.enter_context(listening())
        own.debug("said quietly")
    assert (first.texts, second.texts) == ([], [("log", "said quietly")])
    assert own.level == level


def test_texts_are_found_within_json():
    assert list(texts_within({"a": ["b", {"c": 1, "d": "e"}], "f": None})) == [
        "a", "b", "c", "d", "e", "f",
    ]  # fmt: skip
