"""Challenges of classes, their notebooks and their grades."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web

from jupyter_codemm.contracts.api import NotebookWritten
from jupyter_codemm.contracts.classroom import ChallengeChange, NewChallenge
from jupyter_codemm.contracts.gradebook import OverrideRequest
from jupyter_codemm.contracts.grading import ReviewRequest
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.handlers.classes import FollowsGroups
from jupyter_codemm.services import challenges, deleted, grading, reviewing


class GivenToMeHandler(FollowsGroups):
    """What the caller's classes were given."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return it with the classes; groups of the Hub are followed first."""
        await self.follow_groups()
        self.reply(await challenges.given_to_me(self.ctx, self.caller))


class ChallengesHandler(CodemmHandler):
    """The challenges of a class."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str) -> None:
        """Return those that the caller sees, with their own grades."""
        self.reply(await challenges.of_class(self.ctx, self.caller, class_id))

    @web.authenticated
    @authorized
    async def post(self, class_id: str) -> None:
        """Give an activity of the caller's to the class, as a draft."""
        asked = self.parse(NewChallenge)
        made = await challenges.create(self.ctx, self.caller, class_id, asked)
        self.reply(made, HTTPStatus.CREATED)


class ChallengeHandler(CodemmHandler):
    """One challenge."""

    @web.authenticated
    @authorized
    async def get(self, challenge_id: str) -> None:
        """Return it as the caller sees it."""
        self.reply(await challenges.get(self.ctx, self.caller, challenge_id))

    @web.authenticated
    @authorized
    async def patch(self, challenge_id: str) -> None:
        """Change its title and terms, publish it, give the newest version."""
        asked = self.parse(ChallengeChange)
        self.reply(await challenges.change(self.ctx, self.caller, challenge_id, asked))

    @web.authenticated
    @authorized
    async def delete(self, challenge_id: str) -> None:
        """Hide it; submissions and grades stay."""
        await challenges.delete(self.ctx, self.caller, challenge_id)
        self.set_status(HTTPStatus.NO_CONTENT)


class DeletedChallengesHandler(CodemmHandler):
    """The deleted challenges of a class."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str) -> None:
        """Return them, for who may bring them back."""
        self.reply(await deleted.deleted_challenges(self.ctx, self.caller, class_id))


class ChallengeRestoreHandler(CodemmHandler):
    """Bringing a deleted challenge back."""

    @web.authenticated
    @authorized
    async def post(self, class_id: str, challenge_id: str) -> None:
        """Bring it back."""
        self.reply(await challenges.restore(self.ctx, self.caller, class_id, challenge_id))


class ChallengeNotebookHandler(CodemmHandler):
    """The notebook of a challenge."""

    @web.authenticated
    @authorized
    async def get(self, challenge_id: str) -> None:
        """Return it; who asks writes it where they work."""
        self.reply(await challenges.notebook(self.ctx, self.caller, challenge_id))

    @web.authenticated
    @authorized
    async def put(self, challenge_id: str) -> None:
        """Remember where the caller wrote it."""
        written = self.parse(NotebookWritten)
        await challenges.remember(self.ctx, self.caller, challenge_id, written.path)
        self.reply(written)


class GradesHandler(CodemmHandler):
    """The grades of a challenge."""

    @web.authenticated
    @authorized
    async def get(self, challenge_id: str) -> None:
        """Return one for each learner of the class."""
        self.reply(await grading.gradebook(self.ctx, self.caller, challenge_id))

    @web.authenticated
    @authorized
    async def put(self, challenge_id: str) -> None:
        """Decide one, or take the decision back."""
        asked = self.parse(OverrideRequest)
        self.reply(await grading.override(self.ctx, self.caller, challenge_id, asked))


class ReviewsHandler(CodemmHandler):
    """Grades that a person gives."""

    @web.authenticated
    @authorized
    async def get(self, challenge_id: str) -> None:
        """Return what waits, and what was decided."""
        self.reply(await reviewing.reviews(self.ctx, self.caller, challenge_id))

    @web.authenticated
    @authorized
    async def put(self, challenge_id: str) -> None:
        """Grade one by its rubric, or let it wait again."""
        asked = self.parse(ReviewRequest)
        self.reply(await reviewing.review(self.ctx, self.caller, challenge_id, asked))


class GradeHistoryHandler(CodemmHandler):
    """How a grade came to be."""

    @web.authenticated
    @authorized
    async def get(self, challenge_id: str) -> None:
        """Return every change of the grade of `user`, by default of the caller's own."""
        user = self.get_query_argument("user", self.owner)
        self.reply(await grading.history(self.ctx, self.caller, challenge_id, user))
