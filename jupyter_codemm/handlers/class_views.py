"""Views of a whole class."""

from __future__ import annotations

from tornado import web

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
