"""How soon Jupyter answers `GET /api/status` idle, and while it generates and judges.

A real server with this extension. Idle and busy take turns. Busy is: one activity of seven Python
problems is generated, and as many submissions at a time as there are processors are judged until
that is done.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figures
from tests.load.burst import probe
from tests.load.machine import RIGHT, Client, Server, fill

WISHES = ("7 easy python problems on loops", "return")
WARM_UPS = 4
HELD_S = 20
AUTHOR = 0


async def report(figures: Figures, rounds: int, probes: int) -> None:
    """Print the figures of some rounds, each with so many idle probes before a generation."""
    print("\nGET /api/status of a server that is idle, or generates and judges")
    with tempfile.TemporaryDirectory(prefix="codemm-status-") as name:
        await asyncio.to_thread(fill, Path(name), 1)
        server = Server(Path(name), "auto")
        await asyncio.to_thread(server.start)
        try:
            idle, busy = await _turns(server, rounds, probes)
        finally:
            await asyncio.to_thread(server.stop)
    for what, seconds in (("idle", idle), ("generating and judging", busy)):
        figures.times(f"status, {what}", seconds)
        figures.time(f"status, {what}: p95", _p95(seconds))
    figures.difference("status, busy - idle: p50", statistics.median(busy), statistics.median(idle))
    figures.difference("status, busy - idle: p95", _p95(busy), _p95(idle))


async def _turns(server: Server, rounds: int, probes: int) -> tuple[list[float], list[float]]:
    watcher, client = Client(server, connections=1), Client(server)
    for n in range(WARM_UPS):
        await client.submit(AUTHOR, f"# warm {n}\n{RIGHT}", wait=HELD_S)
    idle: list[float] = []
    busy: list[float] = []
    judged = 0
    for turn in range(rounds):
        quiet: list[float] = []
        await probe(watcher, quiet, probes)
        idle += quiet
        async with _going_on(probe(watcher, busy)), _judging(client, turn) as verdicts:
            await _generate(client, turn)
        judged += len(verdicts)
    print(f"  ({rounds} activities of 7 problems, {judged} submissions judged meanwhile)")
    return [ms / 1000 for ms in idle], [ms / 1000 for ms in busy]


async def _generate(client: Client, seed: int) -> None:
    """Make an activity; raises RuntimeError when it did not come to be."""
    api = "jupyter-codemm/api/sessions"
    session = await client.ask(AUTHOR, "POST", api, {"learning_mode": "practice"})
    path = f"{api}/{session['id']}"
    for text in WISHES:
        await client.ask(AUTHOR, "POST", f"{path}/messages", {"text": text})
    await client.ask(AUTHOR, "POST", f"{path}/generate", {"seed": seed})
    # The stream ends when generation does.
    story = await client.text(AUTHOR, f"{path}/generate/stream")
    if (await client.ask(AUTHOR, "GET", path))["activity_id"] is None:
        raise RuntimeError(story)


@asynccontextmanager
async def _judging(client: Client, turn: int) -> AsyncIterator[list[str]]:
    """Have submissions judged all the while, each of a new text; gives the verdicts."""
    verdicts: list[str] = []
    over = asyncio.Event()

    async def submit_on(learner: int) -> None:
        while not over.is_set():
            source = f"# {turn} {learner} {len(verdicts)}\n{RIGHT}"
            submitted = await client.submit(AUTHOR, source, wait=HELD_S)
            done = await client.verdict(AUTHOR, submitted["id"])
            verdicts.append(done["outcome"]["verdict"])

    async with asyncio.TaskGroup() as group:
        for learner in range(os.cpu_count() or 1):
            group.create_task(submit_on(learner))
        yield verdicts
        over.set()


@asynccontextmanager
async def _going_on(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]
