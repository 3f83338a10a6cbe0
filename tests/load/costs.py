"""What one open panel, one read and one submission cost a server: the units of a larger school.

Processor time, so that the figures hold however busy the machine is. What the programs of learners
take is told apart from what the server itself does; that needs the local sandbox, whose programs
are the server's own children.
"""

from __future__ import annotations

import asyncio
import statistics
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.store import open_store
from tests.benchmarks.problems import drafts
from tests.fakes.fixed_clock import START
from tests.load.deadline import READS, panel
from tests.load.machine import Client, Server, fill, name

IDLE_S = 30.0
READ_TIMES = 200
SUBMISSIONS = {"python": 40, "java": 10, "cpp": 10, "sql": 40}
AUTHOR = 0


@dataclass(frozen=True)
class Spent:
    """Seconds of processor time: of the server itself, and of all that it started."""

    server: float
    programs: float

    def __sub__(self, other: Spent) -> Spent:
        return Spent(self.server - other.server, self.programs - other.programs)


def spent(server: Server) -> Spent:
    """Return what was spent until now."""
    me = server.resources
    own = me.cpu_times()
    programs = own.children_user + own.children_system
    for child in me.children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            times = child.cpu_times()
            programs += sum(times[:4])  # its own, and those of its children that have ended
    return Spent(own.user + own.system, programs)


def memory_mb(server: Server) -> float:
    """Return what the server's own process holds."""
    return float(server.resources.memory_info().rss) / 1e6


def stored(folder: Path) -> int:
    """Return the bytes of the database, with what is still in its log."""
    return sum(file.stat().st_size for file in folder.glob("codemm.sqlite*"))


def give(folder: Path, known: dict[Language, ProblemDraft]) -> None:
    """Give the first user a problem in each language."""

    async def work() -> None:
        store = open_store(folder / "codemm.sqlite")
        for language, draft in known.items():
            activity = Activity(
                id=f"activity-{language}",
                owner=name(AUTHOR),
                title="Load",
                language=language,
                problems=(draft.problem.updated(id=f"costs-{language}"),),
                created_at=START,
            )
            await store.transact(lambda tx, made=activity: tx.activities.add(made))
        await store.close()

    asyncio.run(work())


async def of_panels(server: Server, client: Client, users: int) -> dict[str, float]:
    """Open a panel for each user and let all of them stand open."""
    await asyncio.sleep(1)
    before_mb, before = memory_mb(server), spent(server)
    await asyncio.sleep(IDLE_S)
    alone = spent(server) - before
    opened = [asyncio.Event() for _ in range(users)]
    panels = [asyncio.create_task(panel(client, user, opened[user])) for user in range(users)]
    await asyncio.gather(*(event.wait() for event in opened))
    before = spent(server)
    await asyncio.sleep(IDLE_S)
    busy = spent(server) - before
    grown_mb = memory_mb(server) - before_mb
    for task in panels:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    return {
        "memory of the server with nobody, MB": round(before_mb, 1),
        "memory of an open panel, MB": round(grown_mb / users, 3),
        "an open panel, microseconds of processor a second": round(
            (busy.server - alone.server) / IDLE_S / users * 1e6
        ),
    }


async def of_reads(server: Server, client: Client) -> dict[str, float]:
    """Read what a panel shows, again and again."""
    told = {}
    for path in READS:
        before = spent(server)
        for user in range(READ_TIMES):
            await client.text(user % 10, path.format(user=user % 10))
        each = (spent(server) - before).server / READ_TIMES * 1000
        told[f"a read of {path.rpartition('/')[2].partition('?')[0]}, ms"] = round(each, 2)
    return told


async def of_submissions(
    server: Server, client: Client, known: dict[Language, ProblemDraft]
) -> dict[str, float | list[float]]:
    """Submit right programs one after another, in each language."""
    told: dict[str, float | list[float]] = {}
    bytes_each = []
    for language, draft in known.items():
        assert draft.reference is not None
        assert draft.reference.code is not None
        code, times = draft.reference.code, SUBMISSIONS[language]
        comment = "--" if language == "sql" else "#" if language == "python" else "//"
        for number in range(times + 1):
            if number == 1:  # the first has warmed what keeps warm
                before, size = spent(server), stored(server.folder)
            source = {"code": f"{code}\n{comment} {number}\n"}
            body = {"problem_id": f"costs-{language}", "source": source}
            made = await client.ask(AUTHOR, "POST", "jupyter-codemm/api/submit?wait=60", body)
            done = await client.verdict(AUTHOR, made["id"])
            assert done["outcome"]["verdict"] == "accepted", done["outcome"]
        took = spent(server) - before
        each = [round(one / times * 1000, 1) for one in (took.server, took.programs)]
        told[f"a submission in {language}: server, programs, ms"] = each
        bytes_each.append((stored(server.folder) - size) / times)
    told["bytes kept of a submission"] = round(statistics.mean(bytes_each))
    return told


async def told_by(server: Server, users: int, known: dict[Language, ProblemDraft]) -> dict:
    """Measure everything, one after another."""
    client = Client(server)
    return {
        "users with an open panel": users,
        **await of_panels(server, client, users),
        **await of_reads(server, client),
        **await of_submissions(server, client, known),
    }


def run(folder: Path, sandbox: str, users: int) -> list[str]:
    """Print the units; nothing of them is too much."""
    known = asyncio.run(drafts())
    assert set(known) == set(LANGUAGES)
    fill(folder, users)
    give(folder, known)
    server = Server(folder, sandbox)
    server.start()
    try:
        told = asyncio.run(told_by(server, users, known))
    finally:
        server.stop()
    for key, value in told.items():
        print(f"  {key}: {value}")
    return []
