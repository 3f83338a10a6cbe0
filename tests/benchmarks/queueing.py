"""What a queue over machines adds to a submission: judged here, and by a worker, in turn.

Both have the local sandbox of this machine and one place. What is added is the way there and back,
not what a second machine takes off: for that, several are handed in at once.
"""

from __future__ import annotations

import asyncio
import itertools
import tempfile
import time
from pathlib import Path

from jupyter_codemm.contracts.job import JudgeJob
from jupyter_codemm.contracts.outcome import Verdict
from jupyter_codemm.jobs.elsewhere import JudgingElsewhere
from jupyter_codemm.jobs.settings import QueueSettings
from jupyter_codemm.ports import JobQueue
from jupyter_codemm.sandbox.probe import choose
from jupyter_codemm.services.judging_here import JudgingHere
from tests.benchmarks.figures import Figures
from tests.benchmarks.workloads import WORKLOADS, Workload
from tests.fakes.obedient_sandbox import ObedientSandbox
from tests.jobs.servers import CommandWorker, RedisServer, missing, redis_server, workers

WARM_UPS = 4
BATCH = 16
ROUND_TRIPS = 200
VARIANTS = itertools.count(time.time_ns())


async def report(figures: Figures, rounds: int) -> None:
    """Measure and print; says so where there is no Redis."""
    if why := missing():
        print(f"  (not measured: {why})")
        return
    workload = next(one for one in WORKLOADS if one.language == "python")
    with tempfile.TemporaryDirectory() as name, redis_server(Path(name)) as redis:
        await _way(figures, workload, redis, Path(name))
        worker = CommandWorker(
            redis.port, Path(name) / "log", ("--sandbox", "local", "--concurrency", "1")
        )
        worker.start()
        sandbox = await choose("local", parallel=1)
        here = JudgingHere(sandbox, 1)
        there = JudgingElsewhere(QueueSettings(redis.url))
        try:
            await _measured(figures, workload, here, there, rounds)
        finally:
            await there.close()
            await sandbox.close()
            worker.kill()


async def _way(figures: Figures, workload: Workload, redis: RedisServer, folder: Path) -> None:
    """Measure the way there and back alone: of jobs that a sandbox ends at once."""
    with workers(redis.url, folder):
        here = JudgingHere(ObedientSandbox(folder), 1)
        there = JudgingElsewhere(redis.settings)
        try:
            for queue in (here, there) * WARM_UPS:
                await _timed(queue, workload, verdict="runtime_error")
            pairs = [
                [await _timed(queue, workload, verdict="runtime_error") for queue in (here, there)]
                for _ in range(ROUND_TRIPS)
            ]
        finally:
            await there.close()
    figures.times("nothing to run: in this process", [pair[0] for pair in pairs])
    figures.times("nothing to run: by a worker", [pair[1] for pair in pairs])


async def _measured(
    figures: Figures, workload: Workload, here: JobQueue, there: JobQueue, rounds: int
) -> None:
    for queue in (here, there) * WARM_UPS:
        await _timed(queue, workload)
    pairs = [(await _timed(here, workload), await _timed(there, workload)) for _ in range(rounds)]
    ours, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    figures.times("python: judged in this process", ours)
    figures.times("python: judged by a worker", theirs)
    figures.ratio("python: by a worker / in this process", theirs, ours)
    figures.pairs("python: added by the queue", theirs, ours)
    batches = [
        (await _timed(here, workload, BATCH), await _timed(there, workload, BATCH))
        for _ in range(5)
    ]
    ours, theirs = [pair[0] for pair in batches], [pair[1] for pair in batches]
    figures.ratio(f"python: {BATCH} at once, by a worker / in this process", theirs, ours)


async def _timed(
    queue: JobQueue, workload: Workload, count: int = 1, *, verdict: Verdict = "accepted"
) -> float:
    jobs = [
        JudgeJob(id=f"job-{variant}", problem=workload.problem(), source=workload.source(variant))
        for variant in itertools.islice(VARIANTS, count)
    ]
    started = time.perf_counter()
    await asyncio.gather(*(_judged(queue, job, verdict) for job in jobs))
    return time.perf_counter() - started


async def _judged(queue: JobQueue, job: JudgeJob, verdict: Verdict) -> None:
    await queue.submit(job)
    outcome = await queue.result(job.id)
    if outcome.verdict != verdict:
        raise RuntimeError(f"{job.id}: {outcome}")
