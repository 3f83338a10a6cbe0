"""One process of a worker, and what is around it, on a real Redis."""

from __future__ import annotations

import json
import subprocess
import urllib.error
import urllib.request
from contextlib import asynccontextmanager

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from jupyter_codemm.contracts.job import JobReply, JudgeJob
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.jobs.figures import Figures
from jupyter_codemm.jobs.names import began_key, cancel_key, reply_key, tries_key
from jupyter_codemm.jobs.settings import QueueSettings
from jupyter_codemm.jobs.wire import encoded
from jupyter_codemm.judging import SandboxJudge
from tests.fakes.drafts import good_draft
from tests.fakes.obedient_sandbox import ObedientSandbox, judged
from tests.jobs.servers import PASSWORD, QUICK, free_port, redis_server

pytest.importorskip("celery")
from jupyter_codemm.jobs.broker import celery_app, connected_in_thread
from jupyter_codemm.jobs.child import Child
from jupyter_codemm.jobs.monitor import monitored

PROBLEM = good_draft("p").problem


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with redis_server(tmp_path_factory.mktemp("redis")) as running:
        yield running


@pytest.fixture
def client(server):
    with connected_in_thread(server.settings) as one:
        one.flushall()
        yield one


@pytest.fixture
def figures():
    return Figures(2)


@pytest.fixture
def child(server, tmp_path, figures):
    @asynccontextmanager
    async def open_judge():
        yield SandboxJudge(ObedientSandbox(tmp_path))

    made = Child(server.settings, "w", open_judge, figures)
    made.start(0)
    yield made
    made.stop()


def text(orders=""):
    source = Source.single(f"# mark a\n{orders}\n")
    return encoded(JudgeJob(id="a", problem=PROBLEM, source=source))


def test_a_reply_is_written_once_whatever_comes_later(client, child, tmp_path):
    child.work("a", text())
    first = client.get(reply_key("a"))
    assert JobReply.parse(first).outcome.verdict == "runtime_error"
    child.work("a", text("# bug"))
    assert client.get(reply_key("a")) == first
    assert judged(tmp_path) == ["a"]
    assert 0 < client.ttl(reply_key("a")) <= QUICK.kept_s
    assert client.get(began_key("a")).startswith("w ")


def test_one_that_ended_its_process_too_often_is_given_up_in_words(client, child, tmp_path):
    client.set(tries_key("a"), 5)
    child.work("a", text())
    outcome = JobReply.parse(client.get(reply_key("a"))).outcome
    assert (outcome.verdict, judged(tmp_path)) == ("judge_error", [])
    assert "not to blame" in outcome.message


def test_one_that_nobody_wants_is_not_begun(client, child, tmp_path):
    client.set(cancel_key("a"), 1)
    child.work("a", text())
    assert (client.exists(reply_key("a")), judged(tmp_path)) == (0, [])


def test_a_message_of_another_version_is_answered(client, child):
    child.work("a", json.dumps({"id": "a", "what": "is new"}))
    assert "version" in JobReply.parse(client.get(reply_key("a"))).unreachable


def test_an_error_of_our_own_is_no_fault_of_the_learner(client, child):
    child.work("a", text("# bug"))
    reply = client.get(reply_key("a"))
    assert JobReply.parse(reply).outcome.verdict == "judge_error"
    assert "hidden" not in reply


def test_what_takes_too_long_is_stopped_in_words(client, server, tmp_path):
    @asynccontextmanager
    async def open_judge():
        yield SandboxJudge(ObedientSandbox(tmp_path))

    from dataclasses import replace  # noqa: PLC0415

    times = replace(QUICK, limit_s=0.2)
    child = Child(QueueSettings(server.url, times=times), "w", open_judge, Figures(1))
    child.start(0)
    child.work("a", text("# sleep 60"))
    child.stop()
    assert JobReply.parse(client.get(reply_key("a"))).outcome.verdict == "judge_error"


def test_a_monitor_reads_what_came_of_jobs_in_all_processes(client, child, figures):
    child.work("a", text())
    child.work("a", text())
    figures.count(1, "accepted", 3.0)
    registry = CollectorRegistry()
    registry.register(figures)
    told = generate_latest(registry).decode()
    assert 'codemm_jobs_total{verdict="runtime_error"} 1.0' in told
    assert 'codemm_jobs_total{verdict="repeated"} 1.0' in told
    assert 'codemm_job_seconds_bucket{le="2.5"} 1.0' in told
    assert 'codemm_job_seconds_bucket{le="+Inf"} 2.0' in told
    assert "codemm_worker_processes 2.0" in told


def asked(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_health_says_whether_the_queue_hears_the_worker():
    well = True
    with monitored(("127.0.0.1", free_port()), CollectorRegistry(), lambda: well) as port:
        assert asked(port, "/health") == (200, "ok\n")
        well = False
        assert asked(port, "/health")[0] == 503
        assert asked(port, "/metrics")[0] == 200
        assert asked(port, "/secrets")[0] == 404


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost".split()
    command += ["-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
    command += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not on this machine")
    return folder


def test_tls_needs_the_certificate_that_is_named(certificate, tmp_path):
    from redis.exceptions import ConnectionError as NoConnection  # noqa: PLC0415

    port, ca = free_port(), str(certificate / "cert.pem")
    options = (f"tls-port {port}", "tls-auth-clients no", f"tls-cert-file {ca}")
    options += (f"tls-key-file {certificate / 'key.pem'}",)
    url = f"rediss://:{PASSWORD}@localhost:{port}/0"
    with redis_server(tmp_path, options):
        with connected_in_thread(QueueSettings(url, ca)) as client:
            assert client.ping()
        with celery_app(QueueSettings(url, ca)).connection() as broker:
            broker.ensure_connection(max_retries=1)
        with connected_in_thread(QueueSettings(url)) as client, pytest.raises(NoConnection):
            client.ping()
