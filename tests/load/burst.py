"""Many users submit at once: nothing is lost, and Jupyter stays responsive."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.load.machine import RIGHT, WRONG, Client, Server, fill

IDLE_PROBES = 200
HELD_S = 4.0  # as our clients ask
PROBE_EVERY_S = 0.02
MOST_LAG_MS = 100.0
MOST_SLOWER_MS = 50.0
# Neighbours are judged side by side, and what arrives in one moment is stored by many threads.
MOST_MOVED = 8
MOST_GROWN_MB = 100.0  # a third of a megabyte for each of 300 users: sources, sockets, answers
WARMING = 4


def source(user: int) -> str:
    return f"# {user}\n{RIGHT if user % 2 else WRONG}"


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


async def probe(client: Client, seen: list[float], probes: int | None = None) -> None:
    """Ask Jupyter for its status again and again, as a browser does."""
    while probes is None or len(seen) < probes:
        started = time.perf_counter()
        await client.ask(0, "GET", "api/status")
        seen.append((time.perf_counter() - started) * 1000)
        await asyncio.sleep(PROBE_EVERY_S)


async def burst(client: Client, users: int) -> dict[str, Any]:
    watcher = Client(client.server, connections=2)
    warming = (client.submit(0, f"# warm {n}\n{RIGHT}", wait=60) for n in range(WARMING))
    await asyncio.gather(*warming)
    idle: list[float] = []
    await probe(watcher, idle, IDLE_PROBES)
    before = await watcher.figures()
    busy: list[float] = []
    probing = asyncio.create_task(probe(watcher, busy))
    started = time.perf_counter()
    accepted = await asyncio.gather(*(client.submit(u, source(u), HELD_S) for u in range(users)))
    queued_s = time.perf_counter() - started
    done = await asyncio.gather(*(client.verdict(u, s["id"]) for u, s in enumerate(accepted)))
    took_s = time.perf_counter() - started
    probing.cancel()
    during = await watcher.figures()
    stored = [
        len(
            (await client.ask(u, "GET", f"jupyter-codemm/api/submissions?problem_id=problem-{u}"))[
                "submissions"
            ]
        )
        for u in range(users)
    ]
    wrong = [
        u
        for u, s in enumerate(done)
        if s["outcome"]["verdict"] != ("accepted" if u % 2 else "wrong_answer")
    ]
    order = [s["id"] for s in sorted(done, key=lambda s: s["judged_at"])]
    asked = [s["id"] for s in sorted(done, key=lambda s: s["submitted_at"])]
    moved = max(abs(order.index(i) - n) for n, i in enumerate(asked))
    return {
        "users": users,
        "seconds": round(took_s, 1),
        "all_queued_after_s": round(queued_s, 2),
        "verdicts": dict(Counter(s["outcome"]["verdict"] for s in done)),
        "wrong_verdicts": wrong,
        "not_exactly_one": [u for u, n in enumerate(stored) if n != (1 if u else 1 + WARMING)],
        "places_out_of_order": moved,
        "status_idle_p95_ms": round(p95(idle), 1),
        "status_busy_p95_ms": round(p95(busy), 1),
        "worst_loop_lag_ms": round(during["worst_lag_ms"], 1),
        "memory_before_mb": round(before["peak_mb"], 1),
        "memory_peak_mb": round(during["peak_mb"], 1),
        "fds": [before["fds"], during["fds"]],
    }


def failures(told: dict[str, Any]) -> list[str]:
    slower = told["status_busy_p95_ms"] - told["status_idle_p95_ms"]
    wrong = []
    if told["wrong_verdicts"] or told["not_exactly_one"]:
        wrong.append("a submission was lost, doubled or judged wrongly")
    if slower > MOST_SLOWER_MS:
        wrong.append(f"status was {slower:.0f} ms slower")
    if told["worst_loop_lag_ms"] > MOST_LAG_MS:
        wrong.append(f"the loop was held up for {told['worst_loop_lag_ms']:.0f} ms")
    if told["places_out_of_order"] > MOST_MOVED:
        wrong.append(f"a submission was judged {told['places_out_of_order']} places out of turn")
    grown = told["memory_peak_mb"] - told["memory_before_mb"]
    if grown > MOST_GROWN_MB:
        wrong.append(f"the server grew by {grown:.0f} MB")
    return wrong


def run(folder: Path, sandbox: str, users: int) -> list[str]:
    """Run the burst, print what happened and return what was not right."""
    fill(folder, users)
    server = Server(folder, sandbox)
    server.start()
    try:
        told = asyncio.run(_told(server, users))
    finally:
        server.stop()
    for key, value in told.items():
        print(f"  {key}: {value}")
    return failures(told)


async def _told(server: Server, users: int) -> dict[str, Any]:
    return await burst(Client(server), users)
