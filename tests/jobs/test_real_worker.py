"""`jupyter codemm worker` as an administrator runs it, and what `doctor` says of it."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import urllib.request
from pathlib import Path

import pytest

from jupyter_codemm.app import AppWiring, CommandWiring, Settings
from jupyter_codemm.cli.wiring import WorkerOptions
from jupyter_codemm.contracts.job import JudgeJob
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.jobs.settings import QueueSettings
from jupyter_codemm.services.judging_here import JudgingHere
from tests.fakes.drafts import REFERENCE, good_draft
from tests.jobs.servers import PASSWORD, CommandWorker, free_port, redis_server

elsewhere = pytest.importorskip("jupyter_codemm.jobs.elsewhere")
BOUND_S = 60.0
SOURCES = {
    "right": REFERENCE,
    "wrong": REFERENCE.replace("value > limit", "value >= limit"),
    "raises": "def " + REFERENCE.partition("def ")[2].partition(":")[0] + ":\n    raise ValueError",
    "not-python": "def (:",
    "empty": "",
    "prints": "print('\\ud800 é \\x00')\n" + REFERENCE,
}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A Redis, and a worker whose password is not in its address."""
    folder = tmp_path_factory.mktemp("real")
    with redis_server(folder) as server:
        port = free_port()
        options = ("--sandbox", "local", "--concurrency", "2", "--monitor-port", str(port))
        worker = CommandWorker(server.port, folder / "log", options)
        worker.start()
        try:
            yield server, worker, port
        finally:
            worker.kill()


def job(name):
    return JudgeJob(
        id=f"job-{name}", problem=good_draft("p").problem, source=Source.single(SOURCES[name])
    )


async def outcomes(queue):
    async def one(name):
        await queue.submit(job(name))
        return await asyncio.wait_for(queue.result(f"job-{name}"), BOUND_S)

    found = await asyncio.gather(*map(one, SOURCES))
    await queue.close()
    return [re.sub(r'"(time_ms|memory_kb)":\d+', "", one.model_dump_json()) for one in found]


def test_verdicts_are_those_of_the_queue_in_one_process(running):
    async def here():
        sandbox = await AppWiring(Settings(database=Path("none"))).sandbox("local")
        try:
            return await outcomes(JudgingHere(sandbox, len(SOURCES)))
        finally:
            await sandbox.close()

    async def there():
        return await outcomes(elsewhere.JudgingElsewhere(QueueSettings(running[0].url)))

    expected = asyncio.run(here())
    assert asyncio.run(there()) == expected
    for verdict in ("accepted", "wrong_answer", "runtime_error", "compile_error"):
        assert any(f'"verdict":"{verdict}"' in one for one in expected), verdict


def test_a_monitor_and_doctor_see_it(running, tmp_path):
    _, worker, port = running
    wiring = AppWiring(
        Settings(tmp_path / "codemm.sqlite", sandbox="local", environ=worker.environ)
    )

    async def scenario():
        elsewhere_now = elsewhere.JudgingElsewhere(QueueSettings(running[0].url))
        await elsewhere_now.submit(job("right"))  # it is there when this is judged
        await asyncio.wait_for(elsewhere_now.result("job-right"), BOUND_S)
        await elsewhere_now.close()
        return await wiring.health()

    health = asyncio.run(scenario())
    (check,) = [check for check in health.checks if check.id == "queue"]
    assert (check.level, check.fix) == ("ok", "")
    assert check.detail.startswith("1 worker(s), 2 at once")
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health") as answer:
        assert answer.status == 200
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        assert 'codemm_jobs_total{verdict="accepted"} 1.0' in answer.read().decode()


@pytest.mark.parametrize("password", ["", "another-one"])
def test_a_password_that_is_refused_is_named_and_not_told(running, tmp_path, password):
    environ = {**running[1].environ, "CODEMM_QUEUE_PASSWORD": password}
    settings = Settings(tmp_path / "codemm.sqlite", sandbox="local", environ=environ)
    with pytest.raises(InvalidInputError, match="CODEMM_QUEUE_PASSWORD: Redis refuses") as refused:
        CommandWiring(settings).judge_jobs(WorkerOptions("local", 1))
    (check,) = [
        one for one in asyncio.run(AppWiring(settings).health()).checks if one.id == "queue"
    ]
    assert (check.level, "refuses the password" in check.detail) == ("missing", True)
    assert "another-one" not in f"{refused.value.message} {check}"


def test_a_queue_that_is_away_is_said_without_its_address(tmp_path):
    environ = {"CODEMM_QUEUE_URL": f"redis://:{PASSWORD}@127.0.0.1:{free_port()}/0"}
    wiring = AppWiring(Settings(tmp_path / "codemm.sqlite", sandbox="local", environ=environ))
    health = asyncio.run(wiring.health())
    (check,) = [check for check in health.checks if check.id == "queue"]
    assert (check.level, "CODEMM_QUEUE_URL" in check.fix) == ("missing", True)
    assert PASSWORD not in json.dumps(health.to_json())
    assert "127.0.0.1" not in json.dumps(health.to_json())


def test_it_ends_at_sigterm_and_has_told_no_secret(running):
    _, worker, _ = running
    worker.process.send_signal(signal.SIGTERM)
    assert worker.process.wait(BOUND_S) == 0
    told = worker.log.read_text()
    assert PASSWORD not in told
    assert "limit" not in told
