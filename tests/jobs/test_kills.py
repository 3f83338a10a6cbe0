"""Workers, Redis and the service are killed: each submission gets exactly one verdict."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import asynccontextmanager, contextmanager

import pytest
from prometheus_client import REGISTRY

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import SubmitRequest
from jupyter_codemm.services.judging import SubmissionQueue
from jupyter_codemm.services.submissions import Records
from jupyter_codemm.store import open_store
from tests.fakes.contexts import OWNER, make_context
from tests.fakes.drafts import good_draft
from tests.fakes.generating_server import MachineClock
from tests.fakes.obedient_sandbox import judged
from tests.jobs.servers import ROOT, redis_server, workers

broker = pytest.importorskip("jupyter_codemm.jobs.broker")
elsewhere = pytest.importorskip("jupyter_codemm.jobs.elsewhere")
BOUND_S = 40.0
GAUGES = ("workers", "places", "waiting", "handed_over")


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    """A Redis and a worker, for all tests."""
    folder = tmp_path_factory.mktemp("machines")
    with redis_server(folder / "redis") as server, workers(server.url, folder) as (worker,):
        yield server, worker, folder


@pytest.fixture
def server(machines):
    if machines[0].process is None:
        machines[0].start()
    return machines[0]


@pytest.fixture
def worker(server, machines):
    """The worker at work, whatever a test before did to it."""
    if machines[1].process is None:
        machines[1].start()
    return machines[1]


@pytest.fixture
def folder(machines):
    """Where the worker notes what it judges."""
    (machines[2] / "judged").write_text("")
    return machines[2]


@asynccontextmanager
async def service(tmp_path, server):
    """Open a service in this process, with one problem of its user's."""
    store = open_store(tmp_path / "codemm.sqlite")
    ctx = make_context(store, clock=MachineClock(), holder=tmp_path.name)
    await store.transact(lambda tx: tx.activities.add(activity(ctx)))
    jobs = elsewhere.JudgingElsewhere(server.settings)
    queue = SubmissionQueue(ctx, jobs=jobs)
    try:
        yield queue, jobs
    finally:
        await queue.close()
        await store.close()


def activity(ctx):
    return Activity(
        id="activity",
        owner=OWNER,
        title="One",
        language="python",
        problems=(good_draft("p").problem,),
        created_at=ctx.clock.now(),
    )


def request(mark, orders=""):
    return SubmitRequest(problem_id="p", source=Source.single(f"# mark {mark}\n{orders}\n"))


async def all_done(queue, submissions):
    waits = (queue.wait(OWNER, one.id, BOUND_S) for one in submissions)
    done = await asyncio.gather(*waits)
    assert {one.status for one in done} == {"done"}
    return [one.outcome for one in done]


async def until(is_so):
    """Return when something is so that another process does, which can ring no bell here."""
    async with asyncio.timeout(BOUND_S):
        while not is_so():  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.02)


async def until_judged(folder, mark):
    """Return when a worker has begun to judge a program."""
    await until(lambda: mark in judged(folder))


async def noted(queue, submission):
    """Return a submission when it says what it waits for."""
    async with asyncio.timeout(BOUND_S):
        told = submission
        while not told.note:
            await asyncio.sleep(0.02)
            told = await queue.wait(OWNER, submission.id, 0)
    return told


def verdicts(tmp_path):
    """Return how many verdicts each submission got, by the record of its learner."""

    async def counted():
        store = open_store(tmp_path / "codemm.sqlite")
        records = await store.transact(lambda tx: tx.journeys.records(OWNER))
        await store.close()
        events = (record.event for record in records)
        return Counter(event.submission_id for event in events if event.type == "submitted")

    return asyncio.run(counted())


def test_a_process_of_the_pool_is_killed(tmp_path, server, worker, folder):
    async def scenario():
        async with service(tmp_path, server) as (queue, _):
            one = await queue.submit(OWNER, request("a", "# die"))
            (outcome,) = await all_done(queue, [one])
            assert outcome.verdict == "runtime_error"
            return one.id

    submission = asyncio.run(scenario())
    assert judged(folder) == ["a", "a"]
    assert verdicts(tmp_path) == {submission: 1}


def test_a_whole_worker_is_killed(tmp_path, server, worker, folder):
    async def scenario():
        async with service(tmp_path, server) as (queue, _):
            made = [await queue.submit(OWNER, request(f"m{n}", "# sleep 0.3")) for n in range(4)]
            await until_judged(folder, "m1")
            worker.kill()
            worker.start()
            await all_done(queue, made)
            return {one.id: 1 for one in made}

    assert asyncio.run(scenario()) == verdicts(tmp_path)


def test_redis_is_killed_and_comes_back(tmp_path, server, worker, folder):
    async def scenario():
        async with service(tmp_path, server) as (queue, _):
            made = [await queue.submit(OWNER, request(f"m{n}", "# sleep 0.3")) for n in range(6)]
            await until_judged(folder, "m1")
            server.kill()
            made += [await queue.submit(OWNER, request("while-away"))]
            server.start()
            await all_done(queue, made)
            return {one.id: 1 for one in made}

    assert asyncio.run(scenario()) == verdicts(tmp_path)


def test_redis_forgets_everything(tmp_path, server, worker, folder):
    async def scenario():
        async with service(tmp_path, server) as (queue, _):
            made = [await queue.submit(OWNER, request(f"m{n}", "# sleep 0.3")) for n in range(4)]
            await until_judged(folder, "m0")
            server.forget()
            await all_done(queue, made)
            return {one.id: 1 for one in made}

    assert asyncio.run(scenario()) == verdicts(tmp_path)


def test_redis_is_not_there_when_somebody_submits(tmp_path, server, worker, folder):
    async def scenario():
        server.kill()
        async with service(tmp_path, server) as (queue, jobs):
            one = await queue.submit(OWNER, request("a"))
            told = await noted(queue, one)
            assert (told.status, told.position) == ("queued", 1)
            assert "does not answer" in told.note
            assert not (await jobs.health()).ok
            server.start()
            await all_done(queue, [one])

    asyncio.run(scenario())


def test_a_worker_that_comes_is_seen_before_anybody_submits(server, worker):
    worker.stop()

    async def scenario():
        jobs = elsewhere.JudgingElsewhere(server.settings)
        assert await jobs.languages() == ()
        worker.start()
        async with asyncio.timeout(BOUND_S):
            while not await jobs.languages():  # noqa: ASYNC110 - see `until`
                await asyncio.sleep(0.02)
        await jobs.close()

    asyncio.run(scenario())
    told = {name: REGISTRY.get_sample_value(f"codemm_queue_{name}") for name in GAUGES}
    assert told == {"workers": 1, "places": 1, "waiting": 0, "handed_over": 0}


def test_no_worker_is_there_when_somebody_submits(tmp_path, server, worker):
    worker.stop()

    async def scenario():
        async with service(tmp_path, server) as (queue, jobs):
            made = [await queue.submit(OWNER, request(f"m{n}")) for n in range(6)]
            told = await noted(queue, made[0])
            async with asyncio.timeout(BOUND_S):
                while (await jobs.health()).waiting < jobs.at_once:  # noqa: ASYNC110 - see `until`
                    await asyncio.sleep(0.02)
            assert "No judge is at work" in told.note
            listed = [await queue.wait(OWNER, one.id, 0) for one in made]
            assert [one.position for one in listed] == [1, 2, 3, 4, 5, 6]
            assert {one.status for one in listed} == {"queued"}
            worker.start()
            await all_done(queue, made)

    asyncio.run(scenario())


@contextmanager
def serving(tmp_path, server, name):
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.serving", str(tmp_path / "codemm.sqlite"), name],
        cwd=ROOT,
        env={**os.environ, "CODEMM_QUEUE_URL": server.url},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_the_service_is_killed(tmp_path, server, worker, folder):
    async def stored():
        store = open_store(tmp_path / "codemm.sqlite")
        ctx = make_context(store, clock=MachineClock(), holder=tmp_path.name)
        await store.transact(lambda tx: tx.activities.add(activity(ctx)))
        records = Records(ctx, lease_seconds=0)
        made = [await records.add(OWNER, request(f"m{n}", "# sleep 0.3"), {}) for n in range(6)]
        await store.close()
        return {one.id for one in made}

    made = asyncio.run(stored())
    with serving(tmp_path, server, "service-1") as first:
        done = {first.stdout.readline().strip()}
    with serving(tmp_path, server, "service-2") as second:
        done |= set(second.communicate(timeout=60)[0].split())
        assert second.returncode == 0
    assert done == made
    assert verdicts(tmp_path) == dict.fromkeys(made, 1)
    # What was on its way when the first died is not judged again.
    assert Counter(judged(folder)) == {f"m{n}": 1 for n in range(6)}


def test_a_worker_that_is_told_to_stop_ends_what_it_has_begun(tmp_path, server, worker, folder):
    async def scenario():
        async with service(tmp_path, server) as (queue, _):
            made = [await queue.submit(OWNER, request(f"m{n}", "# sleep 1")) for n in range(2)]
            await until_judged(folder, "m0")
            assert await asyncio.to_thread(worker.stop) == 0
            assert judged(folder) == ["m0"]
            await all_done(queue, made[:1])
            worker.start()
            await all_done(queue, made[1:])
            assert judged(folder) == ["m0", "m1"]

    asyncio.run(scenario())


def test_a_queue_that_goes_away_before_a_job_is_acknowledged_is_asked_again(
    tmp_path, server, worker, folder
):
    async def scenario():
        async with service(tmp_path, server) as (queue, _):
            first = await queue.submit(OWNER, request("m0", "# sleep 0.5"))
            await until_judged(folder, "m0")
            worker.process.send_signal(signal.SIGSTOP)  # its child goes on, and replies
            await all_done(queue, [first])
            server.kill()
            worker.process.send_signal(signal.SIGCONT)
            await until(lambda: "Couldn't ack" in worker.log.read_text())
            server.start()
            await all_done(queue, [await queue.submit(OWNER, request("m1"))])
            assert judged(folder) == ["m0", "m1"]

    asyncio.run(scenario())


def test_logs_tell_neither_the_password_nor_what_was_judged(tmp_path, server, worker, folder):
    async def scenario():
        async with service(tmp_path, server) as (queue, _):
            made = [
                await queue.submit(OWNER, request("hidden-thing", "# bug")),
                await queue.submit(OWNER, request("hidden-thing", "# die")),
            ]
            broker.celery_app(server.settings).send_task("another.task", ["hidden-thing"])
            await all_done(queue, made)
            server.kill()
            server.start()
            await all_done(queue, [await queue.submit(OWNER, request("last"))])

    asyncio.run(scenario())
    log = worker.log.read_text()
    assert "ValueError at" in log
    assert "a message that is no job was dropped" in log
    for secret in ("hidden", "a-password", good_draft("p").problem.title):
        assert secret not in log


def looked(client):
    """Return how often the service has looked for what is lost."""
    return client.info("commandstats")["cmdstat_smembers"]["calls"]


def test_one_whose_worker_is_gone_is_sent_again_once_however_long_it_waits(
    tmp_path, server, worker, folder
):
    async def scenario():
        async with service(tmp_path, server) as (queue, _):
            one = await queue.submit(OWNER, request("a", "# sleep 0.5"))
            await until_judged(folder, "a")
            worker.kill()
            with broker.connected_in_thread(server.settings) as client:
                await until(lambda: client.llen("codemm.judge"))
                looks = looked(client)
                await until(lambda: looked(client) > looks + 5)
                assert client.llen("codemm.judge") == 1
            worker.start()
            await all_done(queue, [one])

    asyncio.run(scenario())
    assert judged(folder) == ["a", "a"]
