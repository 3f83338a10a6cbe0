"""A quiz as a page sees it: five questions, and what was right only once they are answered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from jupyter_codemm.contracts.base import Contract, Identifier, Language
from jupyter_codemm.contracts.spec import Topic

QUIZ_LENGTH = 5
"""Questions of one quiz."""

QuestionKind = Literal["output", "fault", "concept"]
"""Predict what is shown, find what is wrong, or know the idea."""

Choice = Annotated[int, Field(ge=0, le=3)]
"""The place of a choice under its question, from 0."""


class QuizRequest(Contract):
    """Begin a quiz on a topic, or go on with the one that is open."""

    language: Language
    topic: Topic


class QuizQuestion(Contract):
    """A question with its choices; one of them is right. `program` may be empty."""

    id: Identifier
    kind: QuestionKind
    prompt: str
    program: str = ""
    choices: tuple[str, ...] = Field(min_length=3, max_length=4)


class QuizAnswers(Contract):
    """The choice for each question, in their order. They can be given once."""

    choices: tuple[Choice, ...] = Field(min_length=1, max_length=20)


class QuizMark(Contract):
    """What came of one question: what was chosen, what is right, and why."""

    question_id: Identifier
    chosen: Choice
    right: Choice
    explanation: str


class QuizReport(Contract):
    """What came of a quiz. `score` is the percentage of right answers, to two decimals.

    `recorded` is false when the learner had the record paused: then it counts for nothing.
    """

    correct: int = Field(ge=0)
    total: int = Field(ge=1)
    score: float = Field(ge=0, le=100)
    recorded: bool
    marks: tuple[QuizMark, ...]


class Quiz(Contract):
    """A quiz. `report` is there once it was answered; until then nothing tells what is right."""

    id: Identifier
    language: Language
    topic: Topic
    attempt: int = Field(ge=1)
    questions: tuple[QuizQuestion, ...]
    report: QuizReport | None = None


class QuizTopics(Contract):
    """The topics of a language on which there are quizzes."""

    language: Language
    topics: tuple[Topic, ...]


class QuizCatalogue(Contract):
    """Everything on which there are quizzes."""

    languages: tuple[QuizTopics, ...]
