"""Following event streams, from any point, live."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping

from jupyter_codemm.contracts.events import TERMINAL_EVENTS, NumberedEvent
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.wakeups import heard

POLL_SECONDS = 2.0


def session_topic(session_id: str) -> str:
    """Return the topic of a session's generation events."""
    return f"session:{session_id}"


async def is_over(ctx: Context, event: NumberedEvent) -> bool:
    """Return whether an event ends a run of generation that no other has followed."""
    if event.event.type not in TERMINAL_EVENTS:
        return False
    return event.id == await ctx.store.transact(lambda tx: tx.events.last_id(event.topic))


async def follow(
    ctx: Context, topics: Mapping[str, int], *, poll_seconds: float = POLL_SECONDS
) -> AsyncGenerator[NumberedEvent, None]:
    """Yield the events of topics after the given numbers, each once and in order, without end.

    Events of this process arrive at once, those of another within `poll_seconds`. The caller checks
    beforehand that the topics are the user's.
    """
    positions = dict(topics)

    def unread(tx: Transaction) -> list[NumberedEvent]:
        return [
            event for topic, last in positions.items() for event in tx.events.after(topic, last)
        ]

    with ctx.wakeups.listening() as rung:
        while True:
            events = await ctx.store.transact(unread)
            for event in events:
                positions[event.topic] = event.id
                yield event
            if not events:
                await heard(rung, poll_seconds)
