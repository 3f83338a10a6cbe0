"""A process of its own on a shared database: `python -m tests.store TASK PLACE …`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from jupyter_codemm.contracts.events import GenerationStarted
from tests.store.engines import opened
from tests.store.records import NOON, session

STARTED = GenerationStarted(total_slots=1, author="builtin", tier="rlimit")


def say(word: object) -> None:
    """Tell the test."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


async def append(path: Path, count: str) -> None:
    """Append events, each in a transaction of its own, and print their numbers."""
    store = await asyncio.to_thread(opened, path)
    for _ in range(int(count)):
        event = await store.transact(lambda tx: tx.events.append("shared", STARTED, NOON))
        say(event.id)
    await store.close()


async def claim(path: Path, holder: str, count: str) -> None:
    """Try to take leases and print those that were won."""
    store = await asyncio.to_thread(opened, path)
    for key in map(str, range(int(count))):
        if await store.transact(lambda tx, k=key: tx.leases.acquire(k, holder, NOON, 60)):
            say(key)
    await store.close()


async def hold(path: Path) -> None:
    """Change something, say so, and never come to an end."""
    store = await asyncio.to_thread(opened, path)

    def work(tx):
        tx.sessions.add(session("held"))
        tx.events.append("shared", STARTED, NOON)
        say("inside")
        sys.stdin.read()

    await store.transact(work)


TASKS = {"append": append, "claim": claim, "hold": hold}

if __name__ == "__main__":
    task, path, *more = sys.argv[1:]
    asyncio.run(TASKS[task](Path(path), *more))
