"""Quizzes through the service: begun, kept while open, answered once, counted in the journey."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest

from jupyter_codemm.contracts.journey_talk import QuizResult, StruggleDetected
from jupyter_codemm.contracts.quiz import QuizAnswers, QuizRequest
from jupyter_codemm.contracts.recording import SettingsChange
from jupyter_codemm.errors import InvalidInputError, NotFoundError, StoreError, WrongStateError
from jupyter_codemm.learning import rebuild
from jupyter_codemm.services import exporting
from jupyter_codemm.services.journeys import Journeys
from jupyter_codemm.services.quizzing import Quizzes, offered
from tests.fakes.contexts import make_context
from tests.store.engines import new_store

LOOPS = QuizRequest(language="python", topic="loops")


class Bench:
    def __init__(self) -> None:
        self.ctx = make_context(new_store())
        self.quizzes = Quizzes(self.ctx)

    def begin(self, user="ada", request=LOOPS):
        return asyncio.run(self.quizzes.begin(user, request))

    def answer(self, quiz, *choices, user="ada"):
        answers = QuizAnswers(choices=choices)
        return asyncio.run(self.quizzes.answer(user, quiz.id, answers))

    def kept(self, quiz, user="ada"):
        return self.read(lambda tx: tx.quizzes.get(quiz.id, user))

    def answer_right(self, quiz, count, user="ada"):
        """Answer with `count` right choices, the rest wrong."""
        right = [question.right for question in self.kept(quiz, user).questions]
        choices = [r if n < count else (r + 1) % 3 for n, r in enumerate(right)]
        return self.answer(quiz, *choices, user=user)

    def read(self, work):
        return asyncio.run(self.ctx.store.transact(work))

    def events(self, kind, user="ada"):
        records = self.read(lambda tx: tx.journeys.records(user))
        return [r.event for r in records if isinstance(r.event, kind)]

    def profile(self, user="ada"):
        return asyncio.run(Journeys(self.ctx).profile(user))


@pytest.fixture
def bench():
    return Bench()


def test_an_open_quiz_is_the_same_after_a_reload(bench):
    first = bench.begin()
    assert bench.begin() == first
    assert asyncio.run(bench.quizzes.get("ada", first.id)) == first
    assert len(first.questions) == 5
    assert bench.begin(user="bob").id != first.id


def test_nothing_tells_what_is_right_before_the_answers_are_in(bench):
    quiz = bench.begin()
    kept = bench.kept(quiz)
    exported = asyncio.run(exporting.export(bench.ctx, "ada", "json")).content.decode()
    for text in (quiz.model_dump_json(), exported):
        assert '"right"' not in text
        for question in kept.questions:
            assert json.dumps(question.explanation, ensure_ascii=False) not in text
    bench.answer_right(quiz, 5)
    exported = asyncio.run(exporting.export(bench.ctx, "ada", "json")).content.decode()
    assert json.dumps(kept.questions[0].explanation, ensure_ascii=False) in exported


@pytest.mark.parametrize(("count", "score", "offer"), [(5, 100, 0), (3, 60, 0), (2, 40, 1)])
def test_a_result_is_recorded_and_counts(bench, count, score, offer):
    done = bench.answer_right(bench.begin(), count)
    report = done.report
    assert (report.correct, report.total, report.score, report.recorded) == (count, 5, score, True)
    assert [mark.chosen == mark.right for mark in report.marks] == [n < count for n in range(5)]
    assert all(mark.explanation for mark in report.marks)
    (event,) = bench.events(QuizResult)
    assert (event.quiz_id, event.topic, event.score) == (done.id, "loops", score)
    (module,) = bench.profile().modules
    assert (module.quizzes, module.percent is None) == (score, False)
    assert len(bench.events(StruggleDetected)) == offer
    state = bench.read(lambda tx: tx.journeys.learner("ada").state)
    records = bench.read(lambda tx: tx.journeys.records("ada"))
    assert rebuild(records).model_dump_json() == state.model_dump_json()


def test_a_quiz_is_answered_once_and_the_next_one_is_another(bench):
    quiz = bench.begin()
    done = bench.answer_right(quiz, 4)
    with pytest.raises(WrongStateError):
        bench.answer_right(quiz, 5)
    assert asyncio.run(bench.quizzes.get("ada", quiz.id)) == done
    assert len(bench.events(QuizResult)) == 1
    following = bench.begin()
    assert (following.attempt, following.report) == (2, None)
    assert following.questions != quiz.questions


@pytest.mark.parametrize("choices", [(0,), (0, 0, 0, 0), (0, 0, 0, 0, 0, 0)])
def test_every_question_needs_an_answer(bench, choices):
    quiz = bench.begin()
    with pytest.raises(InvalidInputError):
        bench.answer(quiz, *choices)
    assert asyncio.run(bench.quizzes.get("ada", quiz.id)) == quiz


def test_a_choice_must_be_one_of_the_question(bench):
    request = QuizRequest(language="java", topic="arithmetic")
    quiz = bench.begin(request=request)
    short = [n for n, q in enumerate(quiz.questions) if len(q.choices) == 3]
    assert short
    choices = [3 if n in short else 0 for n in range(5)]
    with pytest.raises(InvalidInputError):
        bench.answer(quiz, *choices)
    assert bench.events(QuizResult) == []


def test_nobody_answers_for_another(bench):
    quiz = bench.begin()
    with pytest.raises(NotFoundError):
        bench.answer(quiz, 0, 0, 0, 0, 0, user="bob")


def test_while_the_record_is_paused_a_quiz_counts_for_nothing(bench):
    asyncio.run(Journeys(bench.ctx).change_settings("ada", SettingsChange(recording=False)))
    report = bench.answer_right(bench.begin(), 2).report
    assert (report.score, report.recorded) == (40, False)
    assert bench.events(QuizResult) == []


class FailingAtTheEnd:
    """Does the work of a transaction and then loses the database."""

    def __init__(self, inner):
        self._inner = inner

    async def transact(self, work):
        def lost(tx):
            work(tx)
            raise StoreError("the disk is full")

        return await self._inner.transact(lost)


def test_the_answers_and_their_result_are_kept_together_or_not_at_all(bench):
    quiz = bench.begin()
    lost = Quizzes(replace(bench.ctx, store=FailingAtTheEnd(bench.ctx.store)))
    with pytest.raises(StoreError):
        asyncio.run(lost.answer("ada", quiz.id, QuizAnswers(choices=(0, 0, 0, 0, 0))))
    assert asyncio.run(bench.quizzes.get("ada", quiz.id)) == quiz
    assert bench.events(QuizResult) == []


@pytest.mark.parametrize(
    "request_", [("python", "joins"), ("sql", "loops"), ("java", "marmalade\u0007")]
)
def test_there_is_no_quiz_on_what_nobody_knows(bench, request_):
    language, topic = request_
    with pytest.raises(NotFoundError, match="no quiz"):
        bench.begin(request=QuizRequest(language=language, topic=topic))


def test_another_name_leads_to_the_same_topic(bench):
    request = QuizRequest(language="python", topic=" For Loops ")
    assert bench.begin(request=request).topic == "loops"


def test_every_language_has_topics():
    offer = asyncio.run(offered())
    assert {one.language: len(one.topics) for one in offer.languages} == {
        "python": 16,
        "java": 16,
        "cpp": 16,
        "sql": 12,
    }
