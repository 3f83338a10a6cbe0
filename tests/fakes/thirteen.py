"""The journey of thirteen things that the requirements describe, hand-made, for every view.

open → ask (conceptual answer) → run with stdin, exception → ask → hint L1 → run ok → save →
submit 6/8 → hint L2 → submit 8/8 (edited) → reflection → rate 4 → close
"""

from __future__ import annotations

from jupyter_codemm.contracts.journey_talk import (
    AnswerRated,
    AnswerSource,
    HintRequested,
    QueryAnswered,
    QueryAsked,
    QueryRouted,
)
from jupyter_codemm.contracts.journey_work import WorkSessionClosed, WorkSessionOpened
from jupyter_codemm.contracts.model_call import ModelCall
from tests.fakes.diary import STARTER, Diary

BROKEN = "def total(values):\n    return sum(valeus)\n"
HALFWAY = "def total(values):\n    return sum(v for v in values if v > 0)\n"
RIGHT = "def total(values):\n    return sum(values)\n"
TOKENS_IN, TOKENS_OUT = 600, 140


def call(tokens_in, tokens_out, cost=None):
    return ModelCall(
        purpose="concept_answer",
        model="small-1",
        outcome="answered",
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        cost_micros=cost,
        latency_ms=420,
    )


def thirteen() -> Diary:
    """Return the diary; its records are 19, its things 13."""
    diary = Diary()
    diary.add(WorkSessionOpened(), after=0)
    diary.open(title="Total of a list", after=0)
    _ask(diary, "q1", "What is a loop?", "A loop repeats its body.", call(250, 60, 31))
    diary.run("NameError", stdin="3\n", stderr="NameError: valeus", error_line=2, code=BROKEN)
    _ask(diary, "q2", "Why does valeus fail?", "Python knows no such name.", call(350, 80, 44))
    diary.add(HintRequested(level=1))
    diary.hint(1, text="Compare the name with the parameter.", latency_ms=12, reveal_ratio=0.0)
    diary.run(stdout="6\n", passed=3, total=3, code=HALFWAY)
    diary.save(HALFWAY)
    diary.submit(6, code=HALFWAY, time_ms=31, memory_kb=14_000)
    diary.hint(2, text="Negative numbers count too.", latency_ms=15, submission_id="sub1")
    diary.submit(8, after=90, code=RIGHT, time_ms=30, memory_kb=14_000)
    diary.hint(0, counted=False, text="What made the difference?", submission_id="sub2")
    diary.add(AnswerRated(query_id="q2", rating=4, comment="clear"), after=20)
    diary.add(WorkSessionClosed(reason="submitted"), after=5)
    return diary


def _ask(diary, query_id, question, answer, spent):
    code = STARTER if query_id == "q1" else BROKEN
    kind = "concept" if query_id == "q1" else "debug"
    diary.add(QueryAsked(query_id=query_id, text=question), code=code)
    diary.add(
        QueryRouted(
            query_id=query_id,
            origin="triage",
            target=kind,
            query_type=kind,
            reason="what is" if kind == "concept" else "why … fail",
            terms=("what is",) if kind == "concept" else ("why", "fail"),
            method="rule",
            confidence=0.9,
        ),
        after=0,
        code=code,
    )
    diary.add(
        QueryAnswered(
            query_id=query_id,
            service=kind,
            format="text",
            text=answer,
            sources=(AnswerSource(title="Loops", scope="topics", chunk_ids=("c1",)),),
            provider="local",
            call=spent,
            latency_ms=450,
        ),
        after=1,
        code=code,
    )
