"""A problem as its answer cell needs it, and hints."""

from __future__ import annotations

from tornado import web

from jupyter_codemm.contracts.solving import HintRequest
from jupyter_codemm.handlers.base import CodemmHandler, KernelHandler, authorized
from jupyter_codemm.services import hint_wording, solving


class ProblemHandler(CodemmHandler):
    """One problem."""

    @web.authenticated
    @authorized
    async def get(self, problem_id: str) -> None:
        """Return what its answer cell needs: nothing of its tests."""
        self.reply(await solving.view_problem(self.ctx, self.owner, problem_id))


class HintsHandler(KernelHandler):
    """Hints. Takes the kernel's token."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Answer with the hint of a verdict, or with the one that is asked for."""
        self.reply(await hint_wording.hint(self.ctx, self.owner, self.parse(HintRequest)))
