"""Server-sent events: one stream per session for scripts, one for everything a page follows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from http import HTTPStatus
from typing import TypeVar

from tornado import web
from tornado.iostream import StreamClosedError

from jupyter_codemm.contracts.events import NumberedEvent
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.services import authoring
from jupyter_codemm.services.following import follow, is_over, session_topic

MAX_TOPICS = 20
PING_SECONDS = 15.0
STREAM_HEADERS = {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
}
PING = ": ping\n\n"
SESSION = "session:"
MAX_DIGITS = 15  # a number that every JSON reader keeps exact

T = TypeVar("T")


class StreamHandler(CodemmHandler):
    """Base of the streams: headers, frames, pings, and an end when the client goes."""

    async def stream(self, positions: dict[str, int], *, until_over: bool) -> None:
        """Send every event after the given positions, then live ones, until the client goes.

        With `until_over` the stream, then of one topic, ends when its last run has ended.
        """
        self.set_status(HTTPStatus.OK)
        for name, value in STREAM_HEADERS.items():
            self.set_header(name, value)
        positions = dict(positions)
        try:
            self.write(": ready\n\n")
            await self.flush()
            async with aclosing(with_pings(follow(self.ctx, positions, patient=True))) as events:
                async for event in events:
                    if event is None:
                        self.write(PING)
                    else:
                        positions[event.topic] = event.id
                        self.write(frame(event, positions, single=until_over))
                    await self.flush()
                    if until_over and event and await is_over(self.ctx, event):
                        return
        except StreamClosedError:
            return

    async def check_topics(self, topics: list[str]) -> None:
        """Refuse a topic that is malformed; one that is not the caller's is not found."""
        if not topics or len(topics) > MAX_TOPICS:
            raise InvalidInputError(f"topics: name 1 to {MAX_TOPICS}", where="topics")
        for topic in topics:
            if not topic.startswith(SESSION):
                raise InvalidInputError(f"topics: unknown topic {topic[:60]!r}", where="topics")
            await authoring.get_session(self.ctx, self.owner, topic.removeprefix(SESSION))


class GenerationStreamHandler(StreamHandler):
    """The events of one session, until generation ends."""

    @web.authenticated
    @authorized
    async def get(self, session_id: str) -> None:
        """Resume after `Last-Event-ID`, or after `after`, or from the start."""
        topic = session_topic(session_id)
        await self.check_topics([topic])
        last = self.request.headers.get("Last-Event-ID") or self.get_query_argument("after", "0")
        await self.stream({topic: event_number(last)}, until_over=True)


class EventsHandler(StreamHandler):
    """Everything that a page follows, on one connection."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Follow `topics` (comma separated); `Last-Event-ID` holds `topic=number` pairs."""
        topics = [t for t in self.get_query_argument("topics", "").split(",") if t]
        await self.check_topics(topics)
        known = read_positions(self.request.headers.get("Last-Event-ID", ""))
        await self.stream({t: known.get(t, 0) for t in topics}, until_over=False)


def frame(event: NumberedEvent, positions: dict[str, int], *, single: bool) -> str:
    """Return one event in the text/event-stream form."""
    position = (
        str(event.id) if single else ",".join(f"{t}={n}" for t, n in sorted(positions.items()))
    )
    return f"id: {position}\nevent: {event.event.type}\ndata: {event.model_dump_json()}\n\n"


def event_number(text: str) -> int:
    """Parse an event number, which is 0 or more."""
    if not text.isascii() or not text.isdigit() or len(text) > MAX_DIGITS:
        raise InvalidInputError(
            f"Last-Event-ID: not a number (got {text[:40]!r})", where="Last-Event-ID"
        )
    return int(text)


def read_positions(text: str) -> dict[str, int]:
    """Parse the `topic=number` pairs of a Last-Event-ID."""
    pairs = (part.rpartition("=") for part in text.split(",") if part)
    return {topic: event_number(number) for topic, _, number in pairs}


async def with_pings(
    events: AsyncGenerator[T, None], seconds: float = PING_SECONDS
) -> AsyncGenerator[T | None, None]:
    """Yield events, and None when nothing came for a while, so that a dead peer is noticed."""
    pending = asyncio.ensure_future(anext(events))
    try:
        while True:
            done, _ = await asyncio.wait({pending}, timeout=seconds)
            if not done:
                yield None
                continue
            try:
                yield pending.result()
            except StopAsyncIteration:
                return
            pending = asyncio.ensure_future(anext(events))
    finally:
        # A generator that is still running cannot be closed: let the cancelled step end first.
        pending.cancel()
        await asyncio.wait({pending})
        await events.aclose()
