"""Following event streams, from any point, live."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping

from jupyter_codemm.contracts.events import TERMINAL_EVENTS, NumberedEvent
from jupyter_codemm.errors import StoreError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context


def session_topic(session_id: str) -> str:
    """Return the topic of a session's generation events."""
    return f"session:{session_id}"


async def is_over(ctx: Context, event: NumberedEvent) -> bool:
    """Return whether an event ends a run of generation that no other has followed."""
    if event.event.type not in TERMINAL_EVENTS:
        return False
    return event.id == await ctx.store.transact(lambda tx: tx.events.last_id(event.topic))


async def follow(
    ctx: Context, topics: Mapping[str, int], *, patient: bool = False
) -> AsyncGenerator[NumberedEvent, None]:
    """Yield the events of topics after the given numbers, each once and in order, without end.

    Events of this process arrive at once, those of another when `ctx.tidings` looks. The caller
    checks beforehand that the topics are the user's. When the database cannot be used a patient
    follower reads on as soon as it can be again; for another one StoreError is raised.
    """
    positions = dict(topics)

    def unread(tx: Transaction) -> list[NumberedEvent]:
        return [
            event for topic, last in positions.items() for event in tx.events.after(topic, last)
        ]

    with ctx.tidings.hearing(ctx.store, positions) as news:
        while True:
            news.clear()
            try:
                events = await ctx.store.transact(unread)
            except StoreError:
                if not patient:
                    raise
                events = []
            for event in events:
                positions[event.topic] = event.id
                yield event
            if not events:
                await news.wait()
