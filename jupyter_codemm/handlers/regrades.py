"""Judging everything that was submitted to a challenge again."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web

from jupyter_codemm.contracts.regrading import RegradeList
from jupyter_codemm.handlers.base import CodemmHandler, authorized


class RegradesHandler(CodemmHandler):
    """The runs of a challenge."""

    @web.authenticated
    @authorized
    async def get(self, challenge_id: str) -> None:
        """Return them, newest first."""
        found = await self.parts.regrades.of_challenge(self.caller, challenge_id)
        self.reply(RegradeList(regrades=found))

    @web.authenticated
    @authorized
    async def post(self, challenge_id: str) -> None:
        """Start one by the tests that the challenge gives now."""
        made = await self.parts.regrades.start(self.caller, challenge_id)
        self.reply(made, HTTPStatus.ACCEPTED)


class RegradeHandler(CodemmHandler):
    """One run."""

    @web.authenticated
    @authorized
    async def get(self, challenge_id: str, regrade_id: str) -> None:
        """Return how far it is, and what it has changed for whom."""
        self.reply(await self.parts.regrades.report(self.caller, challenge_id, regrade_id))


class RegradeCancelHandler(CodemmHandler):
    """Stopping a run."""

    @web.authenticated
    @authorized
    async def post(self, challenge_id: str, regrade_id: str) -> None:
        """Stop it; learners that are settled stay so."""
        self.reply(await self.parts.regrades.cancel(self.caller, challenge_id, regrade_id))
