"""Every problem gets three rungs of hints, whatever its author left out."""

from __future__ import annotations

import pytest

from jupyter_codemm.authoring.hint_ladder import with_ladder
from jupyter_codemm.gates.leak import check_leak, quotes_reference
from jupyter_codemm.gates.statement import check_statement
from tests.fakes.drafts import REFERENCE, changed, good_draft

GOALS = ("start a count at nought", "look at each number", "give back the count")


def hinted(*levels: int, topics=("loops",), goals=GOALS):
    hints = [{"level": n, "text": f"Written for level {n}."} for n in levels]
    draft = changed(good_draft(), hints=hints, topics=list(topics))
    return draft.model_copy(update={"goals": tuple(goals)})


@pytest.mark.parametrize("levels", [(), (1,), (2,), (3,), (1, 2), (1, 3), (2, 3), (4,)])
def test_missing_rungs_are_added_and_written_ones_stay(levels):
    problem = with_ladder(hinted(*levels)).problem
    assert [hint.level for hint in problem.hints] == sorted({1, 2, 3, *levels})
    for hint in problem.hints:
        assert (hint.text == f"Written for level {hint.level}.") == (hint.level in levels)


def test_a_whole_ladder_is_left_alone():
    draft = hinted(1, 2, 3)
    assert with_ladder(draft) is draft


def test_the_same_draft_gets_the_same_hints():
    assert with_ladder(hinted()) == with_ladder(hinted())


def test_what_is_added_passes_the_gates_on_texts():
    for topics in (["loops"], ["knitting patterns"]):
        draft = with_ladder(hinted(topics=topics))
        assert check_leak(draft).ok
        assert check_statement(draft.problem).ok


def test_an_unknown_topic_is_named():
    (_, idea, _) = with_ladder(hinted(topics=["knitting patterns"])).problem.hints
    assert "knitting patterns" in idea.text


def test_the_steps_are_the_goals():
    steps = with_ladder(hinted()).problem.hints[2].text
    assert all(goal in steps for goal in GOALS)


def test_a_goal_that_quotes_the_reference_becomes_no_step():
    quote = " ".join(REFERENCE.split("\n")[1:5])
    draft = hinted(goals=("count", quote))
    assert quotes_reference(draft, quote)
    steps = with_ladder(draft).problem.hints[2].text
    assert "1) count" in steps
    assert "not in ()" not in steps


@pytest.mark.parametrize("goals", [(), ("x" * 400,) * 12, ("long " * 60,)])
def test_without_usable_goals_there_is_a_third_rung_all_the_same(goals):
    hint = with_ladder(hinted(goals=goals)).problem.hints[2]
    assert "three sentences" in hint.text
