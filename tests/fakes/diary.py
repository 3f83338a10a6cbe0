"""A journey written by hand: each line is one record, numbered, with a clock that only it moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyEvent, JourneyRecord
from jupyter_codemm.contracts.journey_talk import HintShown, QueryAsked, QuizResult
from jupyter_codemm.contracts.journey_work import (
    CaseResult,
    CodeSaved,
    ProblemFacts,
    ProblemOpened,
    ProgramRun,
    Submitted,
)
from jupyter_codemm.contracts.source import Source

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
STARTER = "def total(values):\n    raise NotImplementedError\n"


def facts(topics=("loops",), difficulty="easy", language="python", **more):
    known = {"title": "Total", "style": "return", "test_count": 8}
    return ProblemFacts(
        language=language, topics=tuple(topics), difficulty=difficulty, **known | more
    )


class Diary:
    """Records of one learner; `at` moves by what each line says, 30 seconds if nothing."""

    def __init__(self, at=MORNING):
        self.at = at
        self.records: list[JourneyRecord] = []
        self.codes: dict[str, CodeState] = {}
        self.problem = "p1"
        self.session = "s1"
        self.submissions = 0

    def keep(self, text: str) -> str:
        state = CodeState.of(Source.single(text), "python")
        self.codes[state.id] = state
        return state.id

    def add(self, event: JourneyEvent, *, after=30, code=None, problem="") -> JourneyRecord:
        self.at += timedelta(seconds=after)
        record = JourneyRecord(
            id=len(self.records) + 1,
            at=self.at,
            session_id=self.session,
            activity_id="a1",
            problem_id=self.problem if problem == "" else problem,
            code_state_id=None if code is None else self.keep(code),
            event=event,
        )
        self.records.append(record)
        return record

    def open(self, problem="p1", *, after=30, code=STARTER, **told):
        self.problem = problem
        return self.add(ProblemOpened(facts=facts(**told)), after=after, code=code)

    def run(self, error=None, *, ok=None, after=30, code=None, **told):
        ok = error is None if ok is None else ok
        verdict = "accepted" if ok else "runtime_error" if error else "wrong_answer"
        event = ProgramRun(verdict=verdict, error_type=error, **told)
        return self.add(event, after=after, code=code)

    def submit(self, passed=8, total=8, *, error=None, after=30, code=None, **told):
        self.submissions += 1
        ok = passed == total
        verdict = "accepted" if ok else "runtime_error" if error else "wrong_answer"
        cases = tuple(
            CaseResult(
                name=f"test_case_{place + 1}",
                visibility="sample" if place < 3 else "hidden",
                category="typical",
                verdict="accepted" if place < passed else "wrong_answer",
            )
            for place in range(total)
        )
        known = {"submission_id": f"sub{self.submissions}", "score": 100 * passed / total}
        event = Submitted(
            verdict=verdict,
            passed=passed,
            total=total,
            cases=cases,
            error_type=error,
            **known | told,
        )
        return self.add(event, after=after, code=code)

    def hint(self, level=1, *, counted=True, after=1, text="Look at the loop.", **told):
        event = HintShown(level=level, source="rule", text=text, counted=counted, **told)
        return self.add(event, after=after)

    def ask(self, text, *, after=30, code=None):
        return self.add(QueryAsked(query_id=f"q{len(self.records)}", text=text), after=after)

    def save(self, code, *, origin="manual", after=30):
        return self.add(CodeSaved(origin=origin), after=after, code=code)

    def quiz(self, correct, total=5, *, topic="loops", after=30):
        known = {"quiz_id": f"z{len(self.records)}", "language": "python", "topic": topic}
        return self.add(QuizResult(correct=correct, total=total, **known), after=after)
