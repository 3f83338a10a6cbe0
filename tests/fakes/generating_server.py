"""A server process that generates, to be killed. Prints one line per event.

Usage: python -m tests.fakes.generating_server DATABASE HOLDER SESSION {start | recover} [SLOTS]

So many SLOTS are worked on at once, each without waiting for the one before; by default, in turn.
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from jupyter_codemm.generation import Manner
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.following import follow, session_topic
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.services.leases import LeaseTimes
from jupyter_codemm.services.tidings import Tidings
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import OWNER, make_context
from tests.fakes.scripted_author import ScriptedAuthor
from tests.store.engines import store_at

TIMES = LeaseTimes(heartbeat_seconds=0.2, lease_seconds=1.0)


class MachineClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


async def print_events(ctx: Context, session_id: str, after: int) -> None:
    async for event in follow(ctx, {session_topic(session_id): after}):
        say({"id": event.id, "type": event.event.type})
        if event.event.type in ("generation_completed", "generation_failed"):
            return


def manner(slots: int) -> Manner:
    return Manner(slots_at_once=slots, drafts_together=slots > 1, proving=asyncio.Semaphore(slots))


async def serve(database: str, holder: str, session_id: str, action: str, slots: str = "1") -> None:
    store = store_at(Path(database))
    ctx = make_context(
        store,
        author=ScriptedAuthor(),
        sandbox=BareSandbox(),
        clock=MachineClock(),
        holder=holder,
        manner=manner(int(slots)),
        tidings=Tidings(seconds=0.1),
    )
    generations = Generations(ctx, times=TIMES)
    after = 0
    if action == "start":
        after = (await generations.start(OWNER, session_id, 3)).last_event_id
    else:
        await generations.recover()
    say({"running": generations.running})
    await print_events(ctx, session_id, after)
    await generations.close()
    await store.close()


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:]))
