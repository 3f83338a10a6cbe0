"""A model's words for hints and answers, while they come. All take the kernel's token."""

from __future__ import annotations

from contextlib import aclosing

from tornado import web
from tornado.iostream import StreamClosedError

from jupyter_codemm.handlers.base import KernelHandler, authorized
from jupyter_codemm.handlers.streams import PING, STREAM_HEADERS, with_pings


class WordingStreamHandler(KernelHandler):
    """One wording, as server-sent events."""

    @web.authenticated
    @authorized
    async def get(self, key: str) -> None:
        """Send what was said so far, what comes, and the end; who comes again hears all of it."""
        events = self.ctx.wordings.follow(self.owner, key)
        try:
            async with aclosing(with_pings(events)) as told:
                async for event in told:
                    for name, value in STREAM_HEADERS.items():
                        self.set_header(name, value)
                    frame = PING
                    if event is not None:
                        frame = f"event: {event.type}\ndata: {event.model_dump_json()}\n\n"
                    self.write(frame)
                    await self.flush()
        except StreamClosedError:
            return


class WordingCancelHandler(KernelHandler):
    """Stopping a wording."""

    @web.authenticated
    @authorized
    async def post(self, key: str) -> None:
        """Stop it; what was shown stays, and the text that was made by rules follows."""
        self.ctx.wordings.cancel(self.owner, key)
        self.set_status(204)
        self.finish()
