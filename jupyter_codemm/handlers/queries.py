"""Questions of learners."""

from __future__ import annotations

from tornado import web

from jupyter_codemm.contracts.query import QueryList, QueryRequest, RatingRequest, RerouteRequest
from jupyter_codemm.handlers.base import CodemmHandler, KernelHandler, authorized


class QueriesHandler(KernelHandler):
    """The caller's questions. Takes the kernel's token."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """List them, oldest first, of one problem when `problem_id` is given."""
        problem_id = self.get_query_argument("problem_id", None)
        self.reply(QueryList(queries=await self.parts.questions.list(self.owner, problem_id)))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Ask one, and return it with its answer."""
        self.reply(await self.parts.questions.ask(self.owner, self.parse(QueryRequest)))


class QueryHandler(CodemmHandler):
    """One question."""

    @web.authenticated
    @authorized
    async def get(self, query_id: str) -> None:
        """Return it."""
        self.reply(await self.parts.questions.get(self.owner, query_id))


class RerouteHandler(CodemmHandler):
    """Sending a question to another specialist."""

    @web.authenticated
    @authorized
    async def post(self, query_id: str) -> None:
        """Ask it again of the one that is named, and return the new question."""
        asked = self.parse(RerouteRequest)
        self.reply(await self.parts.questions.reroute(self.owner, query_id, asked.query_type))


class RatingHandler(CodemmHandler):
    """Rating an answer."""

    @web.authenticated
    @authorized
    async def put(self, query_id: str) -> None:
        """Keep the rating in place of an earlier one."""
        request = self.parse(RatingRequest)
        self.reply(await self.parts.questions.rate(self.owner, query_id, request))
