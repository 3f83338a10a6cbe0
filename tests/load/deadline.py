"""A deadline: many have a panel open, all submit within half a minute, and all read meanwhile."""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import time
from collections import Counter
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import psutil

from tests.jobs.servers import CommandWorker, redis_server
from tests.load.machine import RIGHT, WRONG, Client, Server, fill, name
from tests.load.users import TOKEN, USER_HEADER

BURST_S = 30.0
READ_EVERY_S = 10.0
MOST_READ_MS = 200.0
READS = (
    "jupyter-codemm/api/sessions",
    "jupyter-codemm/api/activities",
    "jupyter-codemm/api/profile",
    "jupyter-codemm/api/submissions?problem_id=problem-{user}",
)


async def panel(client: Client, user: int, ready: asyncio.Event) -> None:
    """Keep the stream of a page open, over plain sockets: clients hold hundreds of them."""
    session = await client.ask(user, "POST", "jupyter-codemm/api/sessions", {})
    address = client.server.url.split("//")[1].rstrip("/")
    host, _, port = address.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    path = f"/jupyter-codemm/api/events?topics=session:{session['id']}"
    head = f"GET {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: token {TOKEN}\r\n"
    writer.write(f"{head}{USER_HEADER}: {name(user)}\r\n\r\n".encode())
    try:
        assert b"200" in await reader.readline()
        ready.set()
        while await reader.read(4096):
            pass
        raise AssertionError(f"the stream of {name(user)} ended")
    finally:
        writer.close()


async def reading(client: Client, user: int, seen: list[float]) -> None:
    """Read now and then what a panel shows."""
    chance = random.Random(user)
    await asyncio.sleep(chance.uniform(0, READ_EVERY_S))
    while True:
        path = chance.choice(READS).format(user=user)
        started = time.perf_counter()
        await client.text(user, path)
        seen.append((time.perf_counter() - started) * 1000)
        await asyncio.sleep(chance.uniform(0.5, 1.5) * READ_EVERY_S)


async def submitting(client: Client, user: int) -> tuple[float, Any]:
    """Submit at some moment of the burst; return the seconds until the verdict, and that."""
    await asyncio.sleep(random.Random(-user).uniform(0, BURST_S))
    started = time.perf_counter()
    accepted = await client.submit(user, f"# {user}\n{RIGHT if user % 2 else WRONG}", 4)
    done = await client.verdict(user, accepted["id"])
    return time.perf_counter() - started, done


async def deadline(server: Server, users: int) -> dict[str, Any]:
    client, readers = Client(server), Client(server)
    opened = [asyncio.Event() for _ in range(users)]
    panels = [asyncio.create_task(panel(client, u, opened[u])) for u in range(users)]
    await asyncio.gather(*(event.wait() for event in opened))
    seen: list[float] = []
    await client.figures()
    reads = [asyncio.create_task(reading(readers, u, seen)) for u in range(users)]
    await asyncio.sleep(READ_EVERY_S)
    quiet = statistics.quantiles(seen, n=20)[-1]
    seen.clear()
    started = time.perf_counter()
    got = await asyncio.gather(*(submitting(client, u) for u in range(users)))
    took = time.perf_counter() - started
    figures = await client.figures()
    ended = [task for task in panels if task.done()]
    for task in (*panels, *reads):
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    waits = sorted(wait for wait, _ in got)
    right = ("wrong_answer", "accepted")
    return {
        "users with an open panel": users,
        "seconds from the first submission to the last verdict": round(took, 1),
        "verdicts": dict(Counter(done["outcome"]["verdict"] for _, done in got)),
        "lost or wrong": sum(
            d["outcome"]["verdict"] != right[u % 2] for u, (_, d) in enumerate(got)
        ),
        "streams that ended": len(ended),
        "until the verdict, median / p95 / longest s": [
            round(statistics.median(waits), 1),
            round(waits[int(len(waits) * 0.95)], 1),
            round(waits[-1], 1),
        ],
        "reads": len(seen),
        "reads p95 before, ms": round(quiet, 1),
        "reads p95, ms": round(statistics.quantiles(seen, n=20)[-1], 1),
        "worst loop lag, ms": round(figures["worst_lag_ms"], 1),
        "memory of the service at its peak, MB": round(figures["peak_mb"], 1),
        "load of the machine": round(os.getloadavg()[0], 1),
    }


def run(folder: Path, sandbox: str, users: int, workers: int) -> list[str]:
    """Run it, judged by the service or by workers; print, and return what was not right."""
    fill(folder, users)
    with ExitStack() as running:
        environ: dict[str, str] = {}
        started = []
        if workers:
            redis = running.enter_context(redis_server(folder / "redis"))
            options = ("--sandbox", sandbox, "--concurrency", "1")
            for number in range(workers):
                one = CommandWorker(redis.port, folder / f"worker-{number}.log", options)
                one.start()
                running.callback(one.kill)
                started.append(one)
                environ = one.environ
        server = Server(folder, sandbox, environ=environ)
        server.start()
        running.callback(server.stop)
        told = asyncio.run(deadline(server, users))
        for one in started:
            assert one.process is not None
            tree = [psutil.Process(one.process.pid)]
            tree += tree[0].children(recursive=True)
            size = sum(process.memory_full_info().pss for process in tree) / 1e6
            told[f"memory of {one.log.stem}, MB"] = round(size, 1)
    for key, value in told.items():
        print(f"  {key}: {value}")
    wrong = []
    if told["lost or wrong"] or told["streams that ended"]:
        wrong.append("a submission or a stream was lost")
    if told["reads p95, ms"] >= MOST_READ_MS:
        wrong.append(f"reads took {told['reads p95, ms']} ms at p95")
    return wrong
