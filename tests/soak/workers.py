"""`python -m tests.soak.workers`: submissions over two workers, while everything is killed.

A real server, a real Redis and `jupyter codemm worker` twice, with random kills (-9) of a worker, a
process of its pool, Redis and the server. Every submission has to get one verdict, the right one.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from tornado.httpclient import HTTPError

from jupyter_codemm.jobs.broker import connected_in_thread
from jupyter_codemm.jobs.settings import QueueSettings
from jupyter_codemm.store import open_store
from tests.jobs.servers import PASSWORD, CommandWorker, RedisServer, redis_server
from tests.load.machine import RIGHT, WRONG, Client, Server, fill, name

USERS = 20
OPEN_AT_ONCE = 30
CONCURRENCY = 1


def kill_child(worker: CommandWorker, chance: random.Random) -> None:
    """Kill a process of a worker's pool."""
    assert worker.process is not None
    children = psutil.Process(worker.process.pid).children()
    if children:
        chance.choice(children).send_signal(signal.SIGKILL)


@dataclass
class Scene:
    """Everything that runs, and what was done to it."""

    server: Server
    redis: RedisServer
    workers: list[CommandWorker]
    chance: random.Random
    kills: Counter[str] = field(default_factory=Counter)

    def strike(self) -> None:
        """Kill something, and start it again."""
        what = self.chance.choice(("worker", "pool process", "Redis", "service"))
        self.kills[what] += 1
        worker = self.chance.choice(self.workers)
        if what == "worker":
            worker.kill()
            worker.start()
        elif what == "pool process":
            kill_child(worker, self.chance)
        elif what == "Redis":
            self.redis.kill()
            time.sleep(self.chance.uniform(0, 3))
            self.redis.start()
        else:
            self.server.kill()
            self.server.start()


async def one(client: Client, user: int, number: int, room: asyncio.Semaphore) -> tuple[str, float]:
    """Submit, however long that takes; return the id, and the seconds until the verdict."""
    text = f"# {number}\n{RIGHT if number % 2 else WRONG}"
    async with room:
        submission: Any = None
        while submission is None:
            try:
                submission = await client.submit(user, text)
            except (OSError, HTTPError):
                await asyncio.sleep(0.3)
        begun = time.monotonic()
        done = await client.verdict(user, submission["id"])
        right = "accepted" if number % 2 else "wrong_answer"
        verdict = done["outcome"]["verdict"]
        assert verdict == right, (verdict, done["outcome"]["message"])
        return submission["id"], time.monotonic() - begun


async def play(scene: Scene, submissions: int, pause_s: float) -> list[tuple[str, float]]:
    client, room = Client(scene.server), asyncio.Semaphore(OPEN_AT_ONCE)
    work = asyncio.gather(
        *(one(client, number % USERS, number, room) for number in range(submissions))
    )
    while not work.done():
        await asyncio.wait({work}, timeout=scene.chance.uniform(0.2, 2) * pause_s)
        if not work.done():
            await asyncio.to_thread(scene.strike)
    return await work


def stored(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Return how many verdicts each submission got, and how many submissions have each status."""

    async def counted() -> tuple[Counter[str], Counter[str]]:
        store = open_store(folder / "codemm.sqlite")
        verdicts: Counter[str] = Counter()
        statuses: Counter[str] = Counter()
        for user in map(name, range(USERS)):
            records = await store.transact(lambda tx, user=user: tx.journeys.records(user))
            events = (record.event for record in records)
            verdicts.update(one.submission_id for one in events if one.type == "submitted")
            found = await store.transact(
                lambda tx, user=user: tx.submissions.list(user, limit=10_000)
            )
            statuses.update(item.status for item in found)
        await store.close()
        return verdicts, statuses

    return asyncio.run(counted())


def begun(redis: RedisServer) -> Counter[int]:
    """Return how many jobs were begun how often, as far as Redis remembers."""
    with connected_in_thread(QueueSettings(redis.url)) as client:
        return Counter(int(client.get(key)) for key in client.scan_iter("codemm:tries:*"))


def run(folder: Path, submissions: int, seed: int, pause_s: float) -> list[str]:
    """Run it; print what happened and return what was not right."""
    fill(folder, USERS)
    with ExitStack() as running:
        redis = running.enter_context(redis_server(folder / "redis"))
        options = ("--sandbox", "local", "--concurrency", str(CONCURRENCY))
        workers = [
            CommandWorker(redis.port, folder / f"worker-{number}.log", options)
            for number in range(2)
        ]
        server = Server(folder, "local", environ=workers[0].environ)
        for part in (*workers, server):
            part.start()
            running.callback(part.kill)
        scene = Scene(server, redis, workers, random.Random(seed))
        started = time.monotonic()
        times = asyncio.run(play(scene, submissions, pause_s))
        seconds = time.monotonic() - started
        tries = begun(redis)
    verdicts, statuses = stored(folder)
    waits = sorted(wait for _, wait in times)
    print(
        json.dumps(
            {
                "submissions": len(times),
                "stored": dict(statuses),
                "verdicts of each": dict(Counter(verdicts[one] for one, _ in times)),
                "begun so often": dict(sorted(tries.items())),
                "kills": dict(scene.kills),
                "seconds": round(seconds),
                "until the verdict, s": {
                    "median": round(statistics.median(waits), 2),
                    "p95": round(waits[int(len(waits) * 0.95)], 2),
                    "longest": round(waits[-1], 2),
                },
                "load": round(os.getloadavg()[0], 1),
            },
            indent=1,
        )
    )
    wrong = [f"{one}: {verdicts[one]} verdicts" for one, _ in times if verdicts[one] != 1]
    wrong += [f"{one}: {count} verdicts" for one, count in verdicts.items() if count != 1]
    wrong += [] if set(statuses) == {"done"} else [f"stored: {dict(statuses)}"]
    secrets = [path.name for path in folder.glob("*.log") if PASSWORD in path.read_text()]
    return wrong + [f"{log} tells the password" for log in secrets]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pause", type=float, default=8.0, help="about so long between two kills")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="codemm-soak-") as folder:
        wrong = run(Path(folder), args.submissions, args.seed, args.pause)
    for line in wrong:
        print(f"NOT RIGHT: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
