"""The health of the installation."""

from __future__ import annotations

from tornado import web

from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.services.health import health


class HealthHandler(CodemmHandler):
    """What works here."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return what `doctor` prints."""
        self.reply(await health(self.ctx))
