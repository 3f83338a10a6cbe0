"""Views of a whole class."""

from __future__ import annotations

from tornado import web

from jupyter_codemm.contracts.submission import SubmissionList
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.services import class_views


class LiveHandler(CodemmHandler):
    """Who of a class is where."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str) -> None:
        """Return it as it is now."""
        self.reply(await class_views.live(self.ctx, self.caller, class_id))


class StatisticsHandler(CodemmHandler):
    """What a challenge's submissions tell."""

    @web.authenticated
    @authorized
    async def get(self, challenge_id: str) -> None:
        """Return it, problem by problem."""
        self.reply(await class_views.statistics(self.ctx, self.caller, challenge_id))


class ChallengeSubmissionsHandler(CodemmHandler):
    """The submissions behind a number."""

    @web.authenticated
    @authorized
    async def get(self, challenge_id: str) -> None:
        """Return those of `ids`, which commas part; neither their sources nor their cases."""
        ids = [name for name in self.get_query_argument("ids", "").split(",") if name]
        found = await class_views.submissions(self.ctx, self.caller, challenge_id, ids)
        self.reply(SubmissionList(submissions=found))
