"""A quiz as the server keeps it, with what is right. It never leaves the server like this."""

from __future__ import annotations

from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from jupyter_codemm.contracts.base import Contract, Identifier, Language
from jupyter_codemm.contracts.quiz import Choice, QuizQuestion
from jupyter_codemm.contracts.spec import Topic


class KeptQuestion(Contract):
    """A question as it was asked, with the place of the right choice and why it is right."""

    asked: QuizQuestion
    right: Choice
    explanation: str

    @model_validator(mode="after")
    def _is_a_choice(self) -> Self:
        if self.right >= len(self.asked.choices):
            raise ValueError(f"right: there is no choice {self.right}")
        return self


class KeptQuiz(Contract):
    """A quiz of a learner. `chosen` and `answered_at` are there once it was answered.

    The questions are kept whole, so that a newer bank changes nothing about them.
    """

    id: Identifier
    user: str
    language: Language
    topic: Topic
    attempt: int = Field(ge=1)
    questions: tuple[KeptQuestion, ...] = Field(min_length=1, max_length=20)
    created_at: AwareDatetime
    chosen: tuple[Choice, ...] = ()
    recorded: bool = False
    answered_at: AwareDatetime | None = None

    @model_validator(mode="after")
    def _answered_whole(self) -> Self:
        if self.answered_at is not None and len(self.chosen) != len(self.questions):
            raise ValueError("chosen: one choice for each question")
        return self
