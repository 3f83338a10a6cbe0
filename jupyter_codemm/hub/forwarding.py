"""The routes of a server that hands everything on to the class service.

Only what the product serves is handed on, by the same rules of who may ask: the owner by Jupyter's
own ways, and kernels by their token where they might without a service.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

import httpx2
from tornado import web
from tornado.iostream import StreamClosedError

from jupyter_codemm.contracts.api import EmitNotebook, NotebookFile, NotebookWritten
from jupyter_codemm.handlers.activities import NotebookHandler
from jupyter_codemm.handlers.base import GuardedHandler, TakesKernelToken, authorized
from jupyter_codemm.handlers.bodies import MAX_BODY
from jupyter_codemm.handlers.challenges import ChallengeNotebookHandler
from jupyter_codemm.handlers.contents import ContentsFiles
from jupyter_codemm.handlers.parts import Guard
from jupyter_codemm.handlers.routes import CLASSROOM, PREFIX, TABLE
from jupyter_codemm.hub.client import ServiceClient
from jupyter_codemm.services import notebooks

ASKED = ("Content-Type", "Accept", "Last-Event-ID")
ANSWERED = ("Content-Type", "Content-Disposition", "Cache-Control", "X-Accel-Buffering")
"""Headers that are handed on; never a cookie, never a credential."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAccess(Guard):
    """What the handlers of such a server are given. `naming` is held until a file has its name."""

    service: ServiceClient
    naming: asyncio.Lock = field(default_factory=asyncio.Lock)


class ForwardHandler(GuardedHandler):
    """Hands a request on, and its answer back as it comes."""

    access: ServiceAccess

    def initialize(self, access: Guard, most_body: int = MAX_BODY) -> None:
        """Receive what the wiring gives, and how much the service's own route takes."""
        super().initialize(access)
        self.most_body = most_body

    @web.authenticated
    @authorized
    async def forward(self, *_: str) -> None:
        """Send what came to the service, and what comes of it to the client until either goes."""
        given = self.request.headers
        headers = {name: given[name] for name in ASKED if name in given}
        method = str(self.request.method)
        async with self.access.service.sent(
            method, self._path(), headers, self.body() or None
        ) as answer:
            self.head(answer)
            try:
                async for piece in answer.aiter_bytes():
                    self.write(piece)
                    await self.flush()
            except StreamClosedError:
                return
            except httpx2.HTTPError:
                # What was sent cannot be taken back: the client notices that the rest is missing.
                self.request.connection.stream.close()  # type: ignore[union-attr] # it is tornado's
                return
        self.finish()

    get = post = put = patch = delete = forward

    def head(self, answer: httpx2.Response) -> None:
        """Take over status and headers of an answer."""
        self.set_status(answer.status_code)
        for name in ANSWERED:
            if name in answer.headers:
                self.set_header(name, answer.headers[name])

    def _path(self) -> str:
        """Return the path as it was asked for, below our own; a credential in it stays here."""
        path = self.request.path.partition(f"/{PREFIX}/")[2]
        asked = parse_qsl(self.request.query, keep_blank_values=True)
        query = urlencode([(name, value) for name, value in asked if name != "token"])
        return f"{path}?{query}" if query else path


class ForwardKernelHandler(TakesKernelToken, ForwardHandler):
    """As above, for what kernels may ask."""


class ForwardNotebookHandler(ForwardHandler):
    """A notebook: the service makes it and remembers where it is, and it is written here."""

    @web.authenticated
    @authorized
    async def post(self, *_: str) -> None:
        """Write it under this server's root; an existing file is never overwritten."""
        directory = self.parse(EmitNotebook).directory
        path = self._path()
        async with self.access.service.sent("GET", path, {}, None) as answer:
            content = await answer.aread()
            if answer.status_code != HTTPStatus.OK:
                self.head(answer)
                self.finish(content)
                return
        file = NotebookFile.parse(content)
        files = ContentsFiles(self.contents_manager)
        async with self.access.naming:
            written = NotebookWritten(path=await notebooks.write(file, files, directory))
        sent: Mapping[str, str] = {"Content-Type": "application/json"}
        body = written.model_dump_json().encode()
        async with self.access.service.sent("PUT", path, sent, body) as answer:
            await answer.aread()  # the file is there, whether or not that is remembered
        self.reply(written, HTTPStatus.CREATED)


def forwarding(
    access: ServiceAccess,
) -> list[tuple[str, type[ForwardHandler], dict[str, ServiceAccess | int]]]:
    """Return the routes of the product, each handing on to the service."""
    return [
        (
            rf"/{PREFIX}/{pattern}",
            _forwarder(handler),
            {"access": access, "most_body": handler.most_body},
        )
        for pattern, handler in (*TABLE, *CLASSROOM)
    ]


def _forwarder(handler: type[GuardedHandler]) -> type[ForwardHandler]:
    if issubclass(handler, NotebookHandler | ChallengeNotebookHandler):
        return ForwardNotebookHandler
    return ForwardKernelHandler if issubclass(handler, TakesKernelToken) else ForwardHandler
