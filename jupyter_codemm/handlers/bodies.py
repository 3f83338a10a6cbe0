"""Bodies of requests: kept only of who is known, and only as much as a route takes."""

from __future__ import annotations

from collections import Counter

from jupyter_server.base.handlers import APIHandler
from tornado import web
from tornado.http1connection import HTTP1Connection

from jupyter_codemm.contracts.bundle import MAX_BUNDLE
from jupyter_codemm.contracts.knowledge import MAX_FILE
from jupyter_codemm.errors import TooLargeError, UnavailableError

MAX_BODY = 1 << 20
"""Bytes that a route takes, if it does not say otherwise."""
SPARE = 1 << 16
"""What a route for files takes more than a file may have: its service says what is too large."""
MOST_READ = max(MAX_BUNDLE, MAX_FILE) + (2 << 20)
"""Bytes that are read at all: a client who sends more than is kept, but not by far, is answered."""
MOST_HELD = 4 * max(MAX_BUNDLE, MAX_FILE)
"""Bytes that are kept for one account at a time, of all its requests that are under way."""
TOO_MUCH = "You are sending too much at once: wait for an answer before you send more."


class Held:
    """Counts the bytes that are kept for each account, so that nobody fills the memory alone."""

    def __init__(self) -> None:
        self._of: Counter[str] = Counter()

    def take(self, account: str, size: int) -> bool:
        """Count more for an account; returns whether that may be kept, else nothing is counted."""
        if self._of[account] + size > MOST_HELD:
            return False
        self._of[account] += size
        return True

    def give_back(self, account: str, size: int) -> None:
        """Count less for an account."""
        self._of[account] -= size
        if not self._of[account]:
            del self._of[account]


@web.stream_request_body
class BodyHandler(APIHandler):
    """Base of handlers that find out who asks before they read what is sent.

    Of a stranger nothing is kept, and nothing of what is over `most_body`. It is read all the same:
    when a connection is closed on what is still on its way, its client may never see the answer.
    Nor is anything kept of whoever has too much on its way already: a body may come without end.
    """

    most_body = MAX_BODY
    held: Held
    _sent = 0
    _kept: list[bytes] | None = None
    _counted = 0
    _account = ""
    _is_too_much = False

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
            self._kept, self._account = [], str(self.current_user.username)

    async def admit(self) -> None:
        """Find out who asks, as Jupyter does."""
        await super().prepare()

    def data_received(self, chunk: bytes) -> None:
        """Take the next piece of the body."""
        self._sent += len(chunk)
        if self._kept is None:
            return
        if self._sent <= self.most_body and self.held.take(self._account, len(chunk)):
            self._counted += len(chunk)
            self._kept.append(chunk)
        else:
            self._is_too_much = self._sent <= self.most_body
            self._kept = None
            self._uncount()

    def on_finish(self) -> None:
        """Count what was kept no more."""
        super().on_finish()
        self._uncount()

    def on_connection_close(self) -> None:
        """Count what was kept no more: its end will never come."""
        super().on_connection_close()
        self._uncount()

    def body(self) -> bytes:
        """Return the body of a request.

        Raises TooLargeError when it is more than is taken here, UnavailableError when its account
        sends too much at once.
        """
        if self._sent > self.most_body:
            raise TooLargeError(f"body: {self._sent} bytes, at most {self.most_body}", where="body")
        if self._is_too_much:
            raise UnavailableError(TOO_MUCH, where="body")
        return b"".join(self._kept or ())

    def _uncount(self) -> None:
        counted, self._counted = self._counted, 0
        if counted:
            self.held.give_back(self._account, counted)

    def _is_awaited(self) -> bool:
        given = self.request.headers
        return "Transfer-Encoding" in given or given.get("Content-Length", "0") != "0"

    def _refuse(self, error: Exception) -> None:
        """Let the verb that was asked for raise an error; none of it is run."""

        async def verb(*_: str) -> None:
            raise error

        setattr(self, str(self.request.method).lower(), verb)
