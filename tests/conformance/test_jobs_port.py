"""What every JobQueue promises: judged in this process, and by a worker behind a real Redis."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.contracts.job import JudgeJob
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import NotFoundError, UnreachableError
from jupyter_codemm.jobs.settings import QueueSettings
from jupyter_codemm.ports import JobQueue
from jupyter_codemm.services.judging_here import JudgingHere
from tests.fakes.drafts import good_draft
from tests.fakes.obedient_sandbox import ObedientSandbox, judged
from tests.jobs.servers import QUICK, redis_server, workers

PROBLEM = good_draft("p").problem
BOUND_S = 30.0
NUMBERS = count(1)


@dataclass(frozen=True)
class Judging:
    """A kind of queue, and where what it judges is noted."""

    kind: str
    folder: Path
    url: str = ""

    @asynccontextmanager
    async def open(self):
        queue: JobQueue
        if self.kind == "here":
            queue = JudgingHere(ObedientSandbox(self.folder), 4, pause=no_pause)
        else:
            from jupyter_codemm.jobs.elsewhere import JudgingElsewhere  # noqa: PLC0415 - an extra

            queue = JudgingElsewhere(QueueSettings(self.url, times=QUICK))
        try:
            yield queue
        finally:
            await asyncio.wait_for(queue.close(), BOUND_S)


async def no_pause(seconds):
    del seconds


@pytest.fixture(scope="module")
def redis_and_worker(tmp_path_factory):
    pytest.importorskip("celery")
    folder = tmp_path_factory.mktemp("queue")
    with (
        redis_server(folder / "redis") as server,
        workers(server.url, folder, 1, "--concurrency", "2"),
    ):
        yield server.url, folder


@pytest.fixture(params=["here", "redis"])
def judging(request, tmp_path):
    """A queue of each kind."""
    if request.param == "here":
        return Judging("here", tmp_path)
    url, folder = request.getfixturevalue("redis_and_worker")
    return Judging("redis", folder, url)


def job(orders=""):
    name = f"job-{next(NUMBERS)}"
    return JudgeJob(id=name, problem=PROBLEM, source=Source.single(f"# mark {name}\n{orders}\n"))


async def result(queue, one):
    await queue.submit(one)
    return await asyncio.wait_for(queue.result(one.id), BOUND_S)


def bodies(outcomes):
    """Return outcomes as they are stored, without times."""
    return [re.sub(r'"time_ms":\d+', "", one.model_dump_json()) for one in outcomes]


def test_every_job_gets_its_own_outcome(judging):
    async def scenario():
        async with judging.open() as queue:
            jobs = [job("# sleep 0.1"), *(job() for _ in range(20))]
            got = await asyncio.gather(*(result(queue, one) for one in jobs))
            assert {one.verdict for one in got} == {"runtime_error"}
            assert judged(judging.folder).count(jobs[0].id) == 1
            assert {one.id for one in jobs} <= set(judged(judging.folder))
            assert (queue.depth, queue.place(jobs[0].id)) == (0, None)

    asyncio.run(scenario())


def test_the_same_id_at_once_is_one_job(judging):
    async def scenario():
        async with judging.open() as queue:
            one = job("# sleep 0.2")
            await queue.submit(one)
            assert (await result(queue, one)).verdict == "runtime_error"
            assert judged(judging.folder).count(one.id) == 1

    asyncio.run(scenario())


def test_bodies_are_equal_byte_for_byte(judging, tmp_path):
    async def outcomes(where, jobs):
        async with where.open() as queue:
            return [await result(queue, one) for one in jobs]

    sources = ["", "def solve(:", "é \U0001f600 \x00"]
    jobs = [job(text) for text in sources]
    expected = asyncio.run(outcomes(Judging("here", tmp_path), jobs))
    assert bodies(asyncio.run(outcomes(judging, jobs))) == bodies(expected)


def test_one_that_is_cancelled_gives_nothing_and_stops(judging):
    async def scenario():
        async with judging.open() as queue:
            long = job("# sleep 60")
            await queue.submit(long)
            waiting = asyncio.ensure_future(queue.result(long.id))
            other = await result(queue, job())
            assert other.verdict == "runtime_error"
            await queue.cancel(long.id)
            with pytest.raises(asyncio.CancelledError):
                await waiting
            assert queue.depth == 0
            after = await asyncio.gather(*(result(queue, job()) for _ in range(4)))
            assert len(after) == 4
            await queue.cancel(long.id)
            await queue.cancel("never-heard-of")

    asyncio.run(scenario())


def test_where_no_sandbox_can_be_reached_that_is_said_and_later_it_works(judging):
    async def scenario():
        async with judging.open() as queue:
            one = job("# away")
            with pytest.raises(UnreachableError, match="Docker is away"):
                await result(queue, one)
            assert (await result(queue, one)).verdict == "runtime_error"

    asyncio.run(scenario())


def test_who_stops_waiting_may_submit_it_again(judging):
    async def scenario():
        async with judging.open() as queue:
            one = job("# sleep 0.5")
            await queue.submit(one)
            waiting = asyncio.ensure_future(queue.result(one.id))
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
            with pytest.raises(NotFoundError):
                await queue.result(one.id)
            assert (await result(queue, one)).verdict == "runtime_error"

    asyncio.run(scenario())


def test_a_job_that_nobody_submitted_is_not_found(judging):
    async def scenario():
        async with judging.open() as queue:
            with pytest.raises(NotFoundError, match="never-heard-of"):
                await queue.result("never-heard-of")
            assert queue.place("never-heard-of") is None

    asyncio.run(scenario())


def test_it_tells_what_it_can(judging):
    async def scenario():
        async with judging.open() as queue:
            await result(queue, job())
            assert {one.language for one in await queue.languages()} == set(LANGUAGES)
            health = await queue.health()
            assert (health.ok, health.waiting) == (True, 0)
            assert queue.at_once == 4

    asyncio.run(scenario())
