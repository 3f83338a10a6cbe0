"""Gates that only look: contract, slot, diversity, statement."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.gates.contract import check_contract, check_diversity, check_slot
from jupyter_codemm.gates.statement import check_statement
from tests.fakes.drafts import changed, good_draft
from tests.judging.problems import class_

SLOT = Slot(index=0, language="python", difficulty="easy", topics=("loops",), style="return")


def with_tests(**first):
    tests = [test.to_json() for test in good_draft().problem.tests]
    tests[0] |= first
    return changed(good_draft(), tests=tests)


def test_a_good_draft_has_the_right_shape():
    assert check_contract(good_draft()).ok
    assert check_diversity(good_draft().problem).ok
    assert check_statement(good_draft().problem).ok


@pytest.mark.parametrize("first", [{"name": "test_1"}, {"visibility": "hidden"}])
def test_names_and_samples_are_counted(first):
    assert check_contract(with_tests(**first)).action == "fixed"


def test_the_order_of_test_names_is_part_of_the_shape():
    tests = good_draft().problem.tests
    assert check_contract(changed(good_draft(), tests=tests[::-1])).action == "fixed"


def test_a_reference_file_that_the_language_does_not_allow_is_refused():
    draft = good_draft()
    source = draft.reference.model_copy(update={"code": None, "files": {"../x.py": "1"}})
    outcome = check_contract(draft.model_copy(update={"reference": source}))
    assert not outcome.ok
    assert outcome.evidence == {"field": "source.files"}


@pytest.mark.parametrize(("field", "value"), [("difficulty", "hard"), ("style", "mixed")])
def test_what_was_not_asked_for_is_refused(field, value):
    slot = SLOT.updated(**{field: value})
    outcome = check_slot(good_draft().problem, slot)
    assert not outcome.ok
    assert outcome.evidence["field"] == field


def test_the_slot_asked_for_is_accepted():
    assert check_slot(good_draft().problem, SLOT).ok


def test_a_repeated_input_is_refused():
    tests = [test.to_json() for test in good_draft().problem.tests]
    tests[1] = tests[0] | {"name": "test_case_2", "category": "minimal"}
    outcome = check_diversity(changed(good_draft(), tests=tests).problem)
    assert not outcome.ok
    assert outcome.evidence["inputs"] == 7


def test_two_results_are_too_few_for_a_number_and_enough_for_a_truth_value():
    draft = good_draft()
    numbers = [test.to_json() for test in draft.problem.tests]
    for index, test in enumerate(numbers):
        test["expected"]["value"] = index % 2
    assert not check_diversity(changed(draft, tests=numbers).problem).ok
    truths = [test | {"expected": {"value": i % 2 == 0}} for i, test in enumerate(numbers)]
    signature = draft.problem.signature.updated(returns="bool")
    problem = changed(draft, tests=truths, signature=signature).problem
    assert check_diversity(problem).ok
    lonely = [test | {"expected": {"value": i == 0}} for i, test in enumerate(numbers)]
    assert not check_diversity(changed(draft, tests=lonely, signature=signature).problem).ok


def test_tests_of_one_kind_are_refused():
    tests = [test.to_json() | {"category": "typical"} for test in good_draft().problem.tests]
    assert not check_diversity(changed(good_draft(), tests=tests).problem).ok


@pytest.mark.parametrize("name", ["count_above", "values", "limit"])
def test_every_name_that_tests_use_must_be_said(name):
    statement = good_draft().problem.statement.replace(name, name + "s")
    outcome = check_statement(changed(good_draft(), statement=statement).problem)
    assert not outcome.ok
    assert outcome.evidence["missing"] == name


@pytest.mark.parametrize("fence", ["```", "~~~"])
@pytest.mark.parametrize(("lines", "ok"), [(2, True), (3, False)])
def test_fenced_code_is_short(fence, lines, ok):
    block = f"\n\n{fence}python\n" + "x = 1\n" * lines + f"{fence}\n"
    statement = good_draft().problem.statement + block
    assert check_statement(changed(good_draft(), statement=statement).problem).ok is ok


def test_an_open_fence_counts_to_the_end():
    hint = {"level": 1, "text": "Look:\n```\na = 1\nb = 2\nc = 3"}
    assert not check_statement(changed(good_draft(), hints=[hint]).problem).ok


SHOWN = (
    "3\n10 20 30\nyes",
    "*\n**\n***",
    "Ada 12\nBob -3\nout of: paper",
    "| a | b |\n| 1 | 2 |\n|",
)
PROGRAMS = (
    "total = 0\nfor value in values:\n    total += value\nprint(total)",
    "int sum = 0;\nfor (int i : values) {\n  sum += i;\n}",
    "SELECT name\nFROM people\nWHERE age > 3\nORDER BY name",
    "def f(n):\n    if n:\n        return 1\n    return 2",
)


@pytest.mark.parametrize("name", ["", "text", "Output"])
@pytest.mark.parametrize("inside", SHOWN + PROGRAMS)
def test_what_programs_read_and_print_may_be_shown_and_no_program(name, inside):
    statement = f"{good_draft().problem.statement}\n\n```{name}\n{inside}\n```\n"
    found = check_statement(changed(good_draft(), statement=statement).problem)
    assert found.ok is (inside in SHOWN)
    named = statement.replace(f"```{name}\n", "```python\n")
    assert not check_statement(changed(good_draft(), statement=named).problem).ok


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        ("Write the class Thing, made with a number. Its method add(n) adds.", None),
        ("Write the class Thing(start). Its method add(n) adds.", None),
        ("Write the class Thing(amount). Its method add(n) adds.", "start"),
        ("Write the class Thing, made with a number. Its method add(m) adds.", "n"),
        ("Write the class Thing, made with a number. It adds.", "add"),
    ],
)
def test_what_a_constructor_is_given_may_go_unnamed_but_not_be_called_otherwise(statement, missing):
    steps = {"steps": [{"new": "t", "args": [5]}, {"call": "t.add", "args": [1]}]}
    result = {"value": [None, 6]}
    methods = {"add": ("n: int", "int")}
    problem = class_("python", methods, (steps, result), params="start: int")
    found = check_statement(problem.updated(statement=statement))
    assert found.evidence.get("missing") == missing
