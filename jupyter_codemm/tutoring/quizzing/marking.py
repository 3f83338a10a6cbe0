"""Marking a quiz, and what a page may see of it."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.contracts.quiz import Quiz, QuizMark, QuizReport
from jupyter_codemm.contracts.quiz_record import KeptQuiz


def right_count(quiz: KeptQuiz, chosen: Sequence[int]) -> int:
    """Return how many of the choices are right."""
    pairs = zip(quiz.questions, chosen, strict=True)
    return sum(question.right == choice for question, choice in pairs)


def seen(quiz: KeptQuiz) -> Quiz:
    """Return a quiz as its learner may see it: what is right only after it was answered."""
    return Quiz(
        id=quiz.id,
        language=quiz.language,
        topic=quiz.topic,
        attempt=quiz.attempt,
        questions=tuple(question.asked for question in quiz.questions),
        report=None if quiz.answered_at is None else _report(quiz),
    )


def _report(quiz: KeptQuiz) -> QuizReport:
    correct, total = right_count(quiz, quiz.chosen), len(quiz.questions)
    marks = tuple(
        QuizMark(
            question_id=question.asked.id,
            chosen=choice,
            right=question.right,
            explanation=question.explanation,
        )
        for question, choice in zip(quiz.questions, quiz.chosen, strict=True)
    )
    return QuizReport(
        correct=correct,
        total=total,
        score=round(100 * correct / total, 2),
        recorded=quiz.recorded,
        marks=marks,
    )
