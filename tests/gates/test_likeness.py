"""Whether a problem repeats an earlier one: by its words, its solution or its seed."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.likeness import (
    Known,
    check_near_duplicate,
    code_likeness,
    code_sketch,
    statement_likeness,
)
from tests.fakes.drafts import changed, good_draft

LONG = """\
def {f}({a}, {b}):
    {t} = 0
    {last} = None
    for {v} in {a}:
        if {v} > {b} and {v} != {last}:
            {t} += {v} * 2
        elif {v} < 0:
            {t} -= 1
        {last} = {v}
    return {t}
"""
NAMES = {"f": "count_above", "a": "values", "b": "limit", "t": "total", "last": "old", "v": "value"}
OTHERS = {"f": "water", "a": "days", "b": "mark", "t": "litres", "last": "then", "v": "day"}
OTHER_PROGRAM = """\
def water(text, mark):
    parts = text.split(mark)
    seen = {}
    while parts:
        part = parts.pop()
        seen[part] = seen.get(part, 0) + len(part)
    return sorted(seen, key=lambda name: (-seen[name], name))[0] if seen else ""
"""
STORY = (
    "A gardener writes down the litres of each day. Write `water(days, mark)` that returns how "
    "many litres were used on days above the mark. A day that repeats the day before counts once."
)


def written(statement: str, code: str, **changes: object):
    draft = changed(good_draft(), statement=statement, title="Another")
    return draft.model_copy(update={"reference": Source.single(code), **changes})


def test_the_same_text_is_alike_and_another_is_not():
    assert statement_likeness(STORY, STORY.upper().replace("\n", "  ")) == 1
    assert statement_likeness(STORY, good_draft().problem.statement) < 0.2


def test_numbers_make_no_difference_and_words_do():
    assert statement_likeness("add 3 to the sum of all", "add 17 to the sum of all") == 1
    assert statement_likeness("add one to the sum of all", "take one off the sum of all") < 0.6


@pytest.mark.parametrize("text", ["", "   ", "12 34", "two words"])
def test_short_and_empty_texts_have_a_likeness(text):
    assert statement_likeness(text, STORY) == 0
    assert statement_likeness(text, text) in (0, 1)


def test_a_retold_statement_is_refused_and_the_first_is_named():
    earlier = Known.of(written(STORY, OTHER_PROGRAM))
    again = written(STORY.replace("gardener", "farmer"), LONG.format(**NAMES))
    outcome = check_near_duplicate(again, [earlier])
    assert not outcome.ok
    assert outcome.evidence["where"] == "statement"
    assert outcome.evidence["title"] == "Another"


def test_a_renamed_solution_under_another_story_is_refused():
    earlier = Known.of(written(STORY, LONG.format(**NAMES)))
    again = written(good_draft().problem.statement, LONG.format(**OTHERS).replace("2", "3"))
    outcome = check_near_duplicate(again, [earlier])
    assert not outcome.ok
    assert outcome.evidence["where"] == "reference"


def test_another_story_with_another_solution_is_accepted():
    earlier = Known.of(written(STORY, OTHER_PROGRAM))
    outcome = check_near_duplicate(
        written(good_draft().problem.statement, LONG.format(**NAMES)), [earlier]
    )
    assert outcome.ok
    assert outcome.evidence["compared"] == 1


def test_short_solutions_say_nothing():
    sketch = code_sketch("def f(a, b):\n    return a + b\n", "python")
    assert code_likeness(sketch, sketch) == 0


def test_queries_of_one_shape_are_told_apart_by_what_they_ask():
    query = (
        "SELECT {a}, COUNT(*) AS n, SUM({b}) AS s FROM {t} WHERE {b} > 10 AND {a} IS NOT NULL "
        "GROUP BY {a} HAVING COUNT(*) > 2 ORDER BY n DESC, {a} LIMIT 5"
    )
    first = code_sketch(query.format(a="town", b="price", t="shops"), "sql")
    other = code_sketch(query.format(a="ward", b="weight", t="patients"), "sql")
    assert code_likeness(first, code_sketch(query.format(a="TOWN", b="Price", t="shops"), "sql"))
    assert code_likeness(first, other) < 0.8


@pytest.mark.parametrize(("seed", "ok"), [(7, False), (8, True)])
def test_variants_of_one_family_differ_by_their_seed(seed, ok):
    earlier = Known.of(written(STORY, LONG.format(**NAMES), family="tall", seed=7))
    text = good_draft().problem.statement
    again = written(text, LONG.format(**OTHERS), family="tall", seed=seed)
    outcome = check_near_duplicate(again, [earlier])
    assert outcome.ok is ok
    assert ok or outcome.evidence["where"] == "seed"


def test_a_sketch_holds_no_code():
    sketch = code_sketch(LONG.format(**NAMES), "python")
    assert sketch
    assert all(set(mark) <= set("0123456789abcdef") for mark in sketch)
