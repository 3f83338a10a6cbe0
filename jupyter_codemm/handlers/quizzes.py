"""Quizzes."""

from __future__ import annotations

from tornado import web

from jupyter_codemm.contracts.quiz import QuizAnswers, QuizRequest
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.services import quizzing


class QuizzesHandler(CodemmHandler):
    """What there are quizzes on, and beginning one."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return the topics of each language."""
        self.reply(await quizzing.offered())

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Begin one on a topic, or return the one on it that is open."""
        self.reply(await self.parts.quizzes.begin(self.owner, self.parse(QuizRequest)))


class QuizHandler(CodemmHandler):
    """One quiz."""

    @web.authenticated
    @authorized
    async def get(self, quiz_id: str) -> None:
        """Return it, with what was right once it was answered."""
        self.reply(await self.parts.quizzes.get(self.owner, quiz_id))


class QuizAnswersHandler(CodemmHandler):
    """Answering a quiz."""

    @web.authenticated
    @authorized
    async def post(self, quiz_id: str) -> None:
        """Take the answers, once, and return the quiz with what was right and why."""
        answers = self.parse(QuizAnswers)
        self.reply(await self.parts.quizzes.answer(self.owner, quiz_id, answers))
