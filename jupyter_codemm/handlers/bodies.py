"""Bodies of requests: kept only of who is known, and only as much as a route takes."""

from __future__ import annotations

from jupyter_server.base.handlers import APIHandler
from tornado import web
from tornado.http1connection import HTTP1Connection

from jupyter_codemm.contracts.bundle import MAX_BUNDLE
from jupyter_codemm.contracts.knowledge import MAX_FILE
from jupyter_codemm.errors import TooLargeError

MAX_BODY = 1 << 20
"""Bytes that a route takes, if it does not say otherwise."""
SPARE = 1 << 16
"""What a route for files takes more than a file may have: its service says what is too large."""
MOST_READ = max(MAX_BUNDLE, MAX_FILE) + (2 << 20)
"""Bytes that are read at all: a client who sends more than is kept, but not by far, is answered."""


@web.stream_request_body
class BodyHandler(APIHandler):
    """Base of handlers that find out who asks before they read what is sent.

    Of a stranger nothing is kept, and nothing of what is over `most_body`. It is read all the same:
    when a connection is closed on what is still on its way, its client may never see the answer.
    """

    most_body = MAX_BODY
    _sent = 0
    _kept: list[bytes] | None = None

    async def prepare(self) -> None:  # type: ignore[override]  # as tornado has it
        """Find out who asks; whom to refuse is refused once their body has come."""
        connection, server = self.request.connection, self.serverapp
        if isinstance(connection, HTTP1Connection) and server is not None:
            connection.set_max_body_size(max(MOST_READ, server.max_body_size))
        try:
            await self.admit()
        except Exception as error:
            if not self._is_awaited():
                raise
            self._refuse(error)
            return
        if self.current_user is not None:
            self._kept = []

    async def admit(self) -> None:
        """Find out who asks, as Jupyter does."""
        await super().prepare()

    def data_received(self, chunk: bytes) -> None:
        """Take the next piece of the body."""
        self._sent += len(chunk)
        if self._sent > self.most_body:
            self._kept = None
        elif self._kept is not None:
            self._kept.append(chunk)

    def body(self) -> bytes:
        """Return the body of a request; raises TooLargeError when it is more than is taken here."""
        if self._sent > self.most_body:
            raise TooLargeError(f"body: {self._sent} bytes, at most {self.most_body}", where="body")
        return b"".join(self._kept or ())

    def _is_awaited(self) -> bool:
        given = self.request.headers
        return "Transfer-Encoding" in given or given.get("Content-Length", "0") != "0"

    def _refuse(self, error: Exception) -> None:
        """Let the verb that was asked for raise an error; none of it is run."""

        async def verb(*_: str) -> None:
            raise error

        setattr(self, str(self.request.method).lower(), verb)
