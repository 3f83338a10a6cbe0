"""Timeline, interactions, solutions and spending."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.journey_talk import HintRequested, QueryFailed, RecordingPaused
from jupyter_codemm.contracts.journey_work import CodeReset, WorkSessionClosed
from jupyter_codemm.journey import (
    interactions,
    model_spending,
    solution_history,
    timeline,
)
from tests.fakes.diary import STARTER, Diary
from tests.fakes.random_journeys import random_journey
from tests.fakes.thirteen import HALFWAY, RIGHT, TOKENS_IN, TOKENS_OUT, thirteen


def test_thirteen_things_are_thirteen_rows():
    rows = timeline(thirteen().records)
    assert [row.kind for row in rows] == [
        "opened",
        "question",
        "run",
        "question",
        "hint",
        "run",
        "saved",
        "submitted",
        "hint",
        "submitted",
        "hint",
        "rated",
        "closed",
    ]
    assert rows[0].sentence == "Opened “Total of a list”."
    assert rows[1].query_type == "concept"
    assert rows[4].sentence == "Hint 1: Compare the name with the parameter."
    assert rows[7].sentence == "Submitted: 6 of 8 tests, a wrong answer."
    assert (rows[7].passed, rows[7].total, rows[7].verdict) == (6, 8, "wrong_answer")
    assert rows[10].sentence == "Tutor: What made the difference?"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_record_is_in_one_row_and_steps_grow(seed):
    records = random_journey(600, seed=seed).records
    rows = timeline(records)
    assert sorted(n for row in rows for n in row.record_ids) == [r.id for r in records]
    steps = [row.step for row in rows]
    assert steps == sorted(set(steps))
    assert all(row.record_ids[0] <= row.step <= row.record_ids[-1] for row in rows)


def test_an_answer_that_comes_late_belongs_to_its_question():
    diary = Diary()
    asked = diary.ask("why?")
    diary.run()
    diary.add(QueryFailed(query_id=asked.event.query_id, reason="The model is away."))
    rows = timeline(diary.records)
    assert [(row.kind, row.record_ids, row.step) for row in rows] == [
        ("question", (1, 3), 1),
        ("run", (2,), 2),
    ]


def test_a_models_words_belong_to_the_hint_that_they_are_for():
    diary = Diary()
    diary.add(HintRequested(level=1))
    hint = diary.hint(1)
    diary.run()
    diary.hint(1, counted=False, text="Read the loop again.", rewords=hint.id)
    other = diary.hint(2)
    diary.hint(2, counted=False, text="Two words.", rewords=other.id)
    rows = timeline(diary.records)
    assert [(row.kind, row.record_ids, row.step) for row in rows] == [
        ("hint", (1, 2, 4), 2),
        ("run", (3,), 3),
        ("hint", (5, 6), 6),
    ]
    assert rows[0].sentence == "Hint 1: Look at the loop."


def test_gaps_are_told():
    diary = Diary()
    diary.open(after=0)
    diary.run(after=300)
    diary.run(after=301)
    diary.add(RecordingPaused(), after=-50)
    gaps = [(row.gap_ms, row.active) for row in timeline(diary.records)]
    assert gaps == [(0, True), (300_000, True), (301_000, False), (0, True)]


def test_the_interactions_of_the_thirteen():
    rows = interactions(thirteen().records)
    assert [row.kind for row in rows] == [
        "question",
        "run",
        "question",
        "run",
        "submission",
        "submission",
    ]
    first, second = rows[0], rows[2]
    assert (first.status, first.query_type, first.tokens_in) == ("completed", "concept", 250)
    assert (second.rating, second.prompt) == (4, "Why does valeus fail?")
    assert rows[1].stdin == "3\n"
    assert all(row.query_id is None for row in rows if row.kind == "submission")
    assert rows[5].indicators == ("passed",)
    assert sum(row.engagement_ms for row in rows) == 304_000


@pytest.mark.parametrize("seed", [1, 2])
def test_there_is_an_interaction_for_each_question_run_and_submission(seed):
    records = random_journey(500, seed=seed).records
    rows = interactions(records)
    source = [r for r in records if r.event.type in ("query_asked", "run", "submitted")]
    assert [row.record_id for row in rows] == [r.id for r in source]
    assert all(row.engagement_ms >= 0 and len(row.summary) <= 200 for row in rows)


def test_a_pause_is_no_engagement():
    diary = Diary()
    diary.open()
    diary.run(after=301)
    diary.run(after=60)
    assert [row.engagement_ms for row in interactions(diary.records)] == [0, 60_000]


def test_a_question_without_an_answer_says_so():
    diary = Diary()
    asked = diary.ask("why?")
    assert interactions(diary.records)[0].status == "pending"
    diary.add(QueryFailed(query_id=asked.event.query_id, reason="The model is away."))
    row = interactions(diary.records)[0]
    assert (row.status, row.response, row.indicators) == (
        "failed",
        "The model is away.",
        ("failed",),
    )


def test_the_history_of_the_thirteen():
    diary = thirteen()
    rows = solution_history(diary.records)
    assert [(row.origin, diary.codes[row.code_state_id].text) for row in rows] == [
        ("manual", HALFWAY),
        ("submit", HALFWAY),
        ("submit", RIGHT),
    ]


def test_only_an_autosave_of_the_same_code_adds_no_row():
    diary = Diary()
    diary.open()
    for code in ("a", "a", "b", "b", "b", "a"):
        diary.save(code, origin="autosave")
    diary.save("a")
    diary.save("a")
    assert [row.origin for row in solution_history(diary.records)] == ["autosave"] * 3 + [
        "manual"
    ] * 2


def test_autosaves_of_two_problems_are_apart():
    diary = Diary()
    for problem in ("p1", "p2", "p1", "p2"):
        diary.problem = problem
        diary.save("a", origin="autosave")
    assert len(solution_history(diary.records)) == 2
    assert len(solution_history(diary.records, "p2")) == 1


def test_a_reset_keeps_the_history():
    diary = Diary()
    diary.open()
    diary.save("mine")
    diary.add(CodeReset(), code=STARTER)
    diary.add(WorkSessionClosed(reason="reset"))
    assert len(solution_history(diary.records)) == 1


def test_what_models_took_for_the_thirteen():
    (row,) = model_spending(thirteen().records)
    assert (row.provider, row.model, row.calls) == ("local", "small-1", 2)
    assert (row.tokens_in, row.tokens_out, row.cost_micros) == (TOKENS_IN, TOKENS_OUT, 75)


def test_nothing_is_something_everywhere():
    assert timeline(()) == interactions(()) == solution_history(()) == model_spending(()) == ()
