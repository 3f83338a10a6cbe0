"""Thousands of submissions, a part of them hostile, on one server: nothing grows."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.store import open_store
from tests.corpus.entries import Entry, entries
from tests.load.boxes import containers
from tests.load.machine import Client, Server, name

AT_ONCE = 8
# Many hostile programs wait more than they compute, and four languages take six kinds of boxes.
SETTINGS = ("--LoadCodemm.judge_workers=5", "--LoadCodemm.max_boxes=18")
LOOKS = 20
HOSTILE_SHARE = 0.25
MOST_GROWTH_MB = 60
SPARE = 12
LARGEST = 500_000


@dataclass
class Look:
    """What the server and its boxes held at one moment."""

    submissions: int
    containers: int
    memory_mb: float
    fds: int
    threads: int
    children: int
    temp_files: int

    def line(self) -> str:
        return "  " + ", ".join(f"{key} {value:.0f}" for key, value in vars(self).items())


@dataclass
class Soak:
    """The state of a run."""

    server: Server
    programs: list[Entry]
    total: int
    chance: random.Random
    started: int = 0
    hostile: int = 0
    wrong: list[str] = field(default_factory=list)
    verdicts: Counter[str] = field(default_factory=Counter)
    looks: list[Look] = field(default_factory=list)

    def next(self) -> Entry | None:
        if self.started == self.total:
            return None
        self.started += 1
        honest = [e for e in self.programs if e.number == 0]
        if self.chance.random() > HOSTILE_SHARE:
            return self.chance.choice(honest)
        self.hostile += 1
        return self.chance.choice([e for e in self.programs if e.number])

    async def work(self, client: Client) -> None:
        while entry := self.next():
            await self.one(client, entry, self.started)

    async def one(self, client: Client, entry: Entry, number: int) -> None:
        file = FACTS[entry.language].entry_file
        files = dict(entry.source.files or {file: entry.source.code})
        body = {"problem_id": problem_id(entry), "source": {"files": files}}
        stored: Any = await client.ask(0, "POST", "jupyter-codemm/api/submit?wait=60", body)
        done = stored if stored["status"] == "done" else await client.verdict(0, stored["id"])
        verdict = done["outcome"]["verdict"]
        self.verdicts[verdict] += 1
        if verdict not in entry.verdicts:
            words = done["outcome"]["message"]
            self.wrong.append(f"{number}: line {entry.number} ({entry.title}) {verdict} {words}")
        if number % max(1, self.total // LOOKS) == 0:
            self.looks.append(await asyncio.to_thread(self.look, number))
            print(self.looks[-1].line(), flush=True)

    def look(self, number: int) -> Look:
        process = self.server.resources
        return Look(
            number,
            len(containers(self.server)) if self.server.sandbox == "docker" else 0,
            process.memory_info().rss / 1e6,
            process.num_fds(),
            process.num_threads(),
            len(process.children(recursive=True)),
            sum(1 for _ in self.server.temp.iterdir()),
        )


def problem_id(entry: Entry) -> str:
    return f"{entry.problem}-{entry.language}-{entry.task.limits.time_ms}"


def judged_here(sandbox: str) -> Iterator[Entry]:
    tier = "docker" if sandbox == "docker" else "landlock"
    for entry in entries().values():
        plain = entry.verdicts and not entry.disturb and not entry.then and entry.stage == "run"
        if plain and tier in entry.where and _goes_over_http(entry):
            yield entry


def _goes_over_http(entry: Entry) -> bool:
    text = "".join((entry.source.files or {}).values()) + (entry.source.code or "")
    lone_surrogate = any("\ud800" <= sign <= "\udfff" for sign in text)
    return len(text) < LARGEST and not lone_surrogate


def fill(folder: Path, programs: list[Entry]) -> None:
    """Store an activity for each problem that the programs are about."""
    tasks = {problem_id(entry): entry.task for entry in programs}

    def add(tx) -> None:
        for key, task in tasks.items():
            own = task.model_copy(update={"id": key})
            shape = {"id": f"activity-{key}", "owner": name(0), "title": "Soak"}
            made = {"language": task.language, "created_at": datetime.now(UTC)}
            tx.activities.add(Activity(problems=(own,), **shape, **made))

    async def work() -> None:
        store = open_store(folder / "codemm.sqlite")
        await store.transact(add)
        await store.close()

    asyncio.run(work())


def run(folder: Path, sandbox: str, total: int, seed: int) -> list[str]:
    """Run the soak, print what was seen and return what was not right."""
    programs = list(judged_here(sandbox))
    fill(folder, programs)
    server = Server(folder, sandbox, settings=SETTINGS)
    server.start()
    soak = Soak(server, programs, total, random.Random(seed))
    began = time.monotonic()
    try:
        asyncio.run(_all(soak))
    finally:
        server.stop()
    seconds = time.monotonic() - began
    print(f"  {total} submissions, {soak.hostile} of the corpus, {seconds:.0f} s")
    print(f"  {dict(soak.verdicts)}")
    return soak.wrong + _growth(soak.looks)


async def _all(soak: Soak) -> None:
    client = Client(soak.server, connections=AT_ONCE)
    await asyncio.gather(*(soak.work(client) for _ in range(AT_ONCE)))


def _growth(looks: list[Look]) -> list[str]:
    """Compare the last quarter with the second: by then everything is warm."""
    quarter = len(looks) // 4
    early, late = looks[quarter : 2 * quarter], looks[-quarter:]
    wrong = []
    for key, most in (("memory_mb", MOST_GROWTH_MB), ("fds", SPARE), ("threads", SPARE)):
        grown = max(getattr(x, key) for x in late) - max(getattr(x, key) for x in early)
        if grown > most:
            wrong.append(f"{key} grew by {grown:.0f}")
    return wrong + [
        f"{key} grew"
        for key in ("containers", "children", "temp_files")
        if max(getattr(x, key) for x in late) > max(getattr(x, key) for x in early) + 2
    ]
