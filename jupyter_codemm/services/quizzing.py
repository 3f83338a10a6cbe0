"""Quizzes of learners: begun, kept while they are open, answered once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.journey_talk import QuizResult
from jupyter_codemm.contracts.quiz import (
    Quiz,
    QuizAnswers,
    QuizCatalogue,
    QuizRequest,
    QuizTopics,
)
from jupyter_codemm.contracts.quiz_record import KeptQuiz
from jupyter_codemm.errors import InvalidInputError, NotFoundError, WrongStateError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.journeys import state_of
from jupyter_codemm.services.recording import Journal
from jupyter_codemm.tutoring.quizzing import (
    Entry,
    bank_topic,
    catalogue,
    draw,
    questions_on,
    right_count,
    seen,
)

_LONGEST_SHOWN = 40
ANSWERED = "This quiz is answered already. Begin another one."


async def offered() -> QuizCatalogue:
    """Return the topics on which there are quizzes."""
    held = await asyncio.to_thread(catalogue)
    return QuizCatalogue(
        languages=tuple(QuizTopics(language=name, topics=topics) for name, topics in held.items())
    )


@dataclass(frozen=True, slots=True)
class Quizzes:
    """Asks and marks quizzes. What is right never leaves the server before the answers are in."""

    ctx: Context

    async def begin(self, user: str, request: QuizRequest) -> Quiz:
        """Return the user's open quiz on a topic, or a new one.

        Raises NotFoundError when there are no questions on the topic.
        """
        topic, entries = await asyncio.to_thread(_found, request)

        def work(tx: Transaction) -> KeptQuiz:
            # Under the name that the learner's own problems have, it counts for their module.
            is_known = f"{request.language}:{request.topic}" in state_of(tx, user).modules
            name = request.topic if is_known else topic
            last = tx.quizzes.last(user, request.language, name)
            if last is not None and last.answered_at is None:
                return last
            attempt = 1 if last is None else last.attempt + 1
            seed = f"{user}\0{request.language}\0{name}\0{attempt}"
            quiz = KeptQuiz(
                id=self.ctx.new_id("quiz"),
                user=user,
                language=request.language,
                topic=name,
                attempt=attempt,
                questions=draw(entries, request.language, seed),
                created_at=self.ctx.clock.now(),
            )
            tx.quizzes.add(quiz)
            return quiz

        return seen(await self.ctx.store.transact(work))

    async def get(self, user: str, quiz_id: str) -> Quiz:
        """Return a quiz; raises NotFoundError when it is not the user's."""
        return seen(await self.ctx.store.transact(lambda tx: tx.quizzes.get(quiz_id, user)))

    async def answer(self, user: str, quiz_id: str, answers: QuizAnswers) -> Quiz:
        """Mark a quiz and return it with what was right; the journey gets its result.

        Raises NotFoundError when it is not the user's, WrongStateError when it was answered, and
        InvalidInputError for choices that do not fit its questions; then nothing is changed.
        """

        def work(tx: Transaction) -> KeptQuiz:
            quiz = tx.quizzes.get(quiz_id, user)
            if quiz.answered_at is not None:
                raise WrongStateError(ANSWERED)
            _check(quiz, answers)
            journal = Journal.of(tx, user, self.ctx.clock.now(), self.ctx.new_id)
            journal.said(
                QuizResult(
                    quiz_id=quiz.id,
                    language=quiz.language,
                    topic=quiz.topic,
                    correct=right_count(quiz, answers.choices),
                    total=len(quiz.questions),
                )
            )
            journal.close()
            done = quiz.model_copy(
                update={
                    "chosen": answers.choices,
                    "recorded": not journal.is_paused,
                    "answered_at": self.ctx.clock.now(),
                }
            )
            tx.quizzes.save(done)
            return done

        return seen(await self.ctx.store.transact(work))


def _found(request: QuizRequest) -> tuple[str, tuple[Entry, ...]]:
    language: Language = request.language
    topic = bank_topic(request.topic, language)
    if topic is None:
        shown = request.topic[:_LONGEST_SHOWN]
        raise NotFoundError(f"There is no quiz on “{shown}” in {language} yet.", where="topic")
    return topic, questions_on(topic, language)


def _check(quiz: KeptQuiz, answers: QuizAnswers) -> None:
    if len(answers.choices) != len(quiz.questions):
        raise InvalidInputError(
            f"choices: {len(answers.choices)} of {len(quiz.questions)} questions are answered",
            where="choices",
        )
    for number, (question, chosen) in enumerate(
        zip(quiz.questions, answers.choices, strict=True), 1
    ):
        if chosen >= len(question.asked.choices):
            raise InvalidInputError(
                f"choices: question {number} has no choice {chosen}", where="choices"
            )
