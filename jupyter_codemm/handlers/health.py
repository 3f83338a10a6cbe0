"""The health of the installation, and who is asking."""

from __future__ import annotations

from tornado import web

from jupyter_codemm import __version__
from jupyter_codemm.contracts.connection import Me
from jupyter_codemm.handlers.base import CodemmHandler, KernelHandler, authorized
from jupyter_codemm.services.health import health


class HealthHandler(CodemmHandler):
    """What works here."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return what `doctor` prints; of a class service, without where things are."""
        self.reply(await health(self.ctx, tells_places=self.access.tells_places))


class MeHandler(KernelHandler):
    """The account; a kernel asks this to find out whether a server is alive."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return the account and the version."""
        self.reply(Me(user=self.owner, version=__version__))
