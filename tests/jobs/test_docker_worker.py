"""A worker that judges in Docker: its processes have boxes of their own, and leave none behind."""

from __future__ import annotations

import asyncio
import signal

import psutil
import pytest

from jupyter_codemm.contracts.job import JudgeJob
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.jobs.settings import QueueSettings
from jupyter_codemm.sandbox.docker.daemon import obstacle
from tests.fakes.drafts import REFERENCE, good_draft
from tests.jobs.servers import CommandWorker, redis_server

docker = pytest.importorskip("docker")
elsewhere = pytest.importorskip("jupyter_codemm.jobs.elsewhere")
BOUND_S = 90.0


def boxes(processes):
    """Return the containers that some processes hold."""
    client = docker.from_env()
    found = client.containers.list(
        all=True, filters={"label": "jupyter-codemm.holder"}, ignore_removed=True
    )
    holders = [box.labels["jupyter-codemm.holder"] for box in found]
    client.close()
    return [one for one in holders if any(f"-{process.pid}-" in one for process in processes)]


@pytest.mark.docker
def test_it_judges_in_boxes_and_takes_them_with_it(tmp_path):
    if why := obstacle():
        pytest.skip(why)

    async def outcomes(url):
        queue = elsewhere.JudgingElsewhere(QueueSettings(url))
        found = []
        for text in (REFERENCE, REFERENCE.replace("value > limit", "value >= limit")):
            job = JudgeJob(
                id=f"job-{len(found)}",
                problem=good_draft("p").problem,
                source=Source.single(text),
            )
            await queue.submit(job)
            found.append(await asyncio.wait_for(queue.result(job.id), BOUND_S))
        await queue.close()
        return [(one.verdict, one.tier) for one in found]

    with redis_server(tmp_path) as server:
        options = ("--sandbox", "docker", "--concurrency", "1")
        worker = CommandWorker(server.port, tmp_path / "log", options)
        worker.start()
        try:
            told = asyncio.run(outcomes(server.url))
            assert told == [("accepted", "docker"), ("wrong_answer", "docker")]
            processes = psutil.Process(worker.process.pid).children()
            assert boxes(processes)
            worker.process.send_signal(signal.SIGTERM)
            assert worker.process.wait(BOUND_S) == 0
            assert boxes(processes) == []
        finally:
            worker.kill()
