"""A daemon that is away, silent, full or forbidden is told apart, and found again."""

import asyncio
import os
import socket
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import SubmitRequest
from jupyter_codemm.errors import MissingToolError, UnavailableError, UnreachableError
from jupyter_codemm.sandbox import images
from jupyter_codemm.sandbox.docker import DockerSandbox
from jupyter_codemm.sandbox.docker.access import Access
from jupyter_codemm.sandbox.docker.daemon import answers, connect
from jupyter_codemm.sandbox.docker.labels import Ownership
from jupyter_codemm.sandbox.docker.stream import Attachment
from jupyter_codemm.sandbox.probe import choose
from jupyter_codemm.services.judging import SubmissionQueue
from tests.fakes.contexts import OWNER, make_context
from tests.fakes.drafts import REFERENCE, good_draft
from tests.fakes.memory_store import MemoryStore
from tests.fakes.pauses import Pauses
from tests.sandbox.boxes import gone, limits, opened, plan, python, running
from tests.sandbox.daemons import REAL, Leftovers, Proxy, refusing_daemon, silent_daemon

NOBODY = 65_534


@pytest.fixture
def door(monkeypatch, tmp_path):
    """The path of a socket that the environment names as the daemon's."""
    path = tmp_path / "docker.sock"
    monkeypatch.setenv("DOCKER_HOST", f"unix://{path}")
    return path


def refusal_of_a_plan() -> UnavailableError | MissingToolError:
    async def scenario() -> UnavailableError | MissingToolError:
        sandbox = DockerSandbox("test", "me")
        try:
            with pytest.raises((UnavailableError, MissingToolError)) as caught:
                await sandbox.execute(plan(python("1")))
            return caught.value
        finally:
            await sandbox.close()

    return asyncio.run(scenario())


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("nonsense", "not an address"),
        ("tcp://[:1", "not an address"),
        ("tcp://nobody.invalid:2375", "unknown machine"),
    ],
)
def test_an_address_that_leads_nowhere_is_named_so(monkeypatch, host, told):
    monkeypatch.setenv("DOCKER_HOST", host)
    refusal = refusal_of_a_plan()
    assert told in refusal.message
    assert not isinstance(refusal, UnreachableError)


def test_a_daemon_that_does_not_run_is_named_so(door):
    refusal = refusal_of_a_plan()
    assert "Docker is not running" in refusal.message
    assert isinstance(refusal, UnreachableError)


def test_a_socket_that_nobody_listens_on_is_a_daemon_that_does_not_run(door):
    with silent_daemon(door):
        pass
    assert "Docker is not running" in refusal_of_a_plan().message


def test_a_silent_daemon_is_told_from_one_that_does_not_run(door):
    with silent_daemon(door), pytest.raises(UnavailableError, match="does not answer"):
        connect(1)


def test_a_socket_that_is_not_ours_to_use_is_named_so(door):
    with silent_daemon(door):
        door.chmod(0)
        as_root = os.geteuid() == 0
        if as_root:
            os.seteuid(NOBODY)
        try:
            with pytest.raises(UnavailableError, match=r"socket.*group docker"):
                connect(1)
            with pytest.raises(MissingToolError, match=r"socket.*group docker"):
                asyncio.run(choose("docker"))
            with pytest.raises(MissingToolError, match=r"socket.*group docker"):
                asyncio.run(images.listing())
        finally:
            if as_root:
                os.seteuid(0)


def test_a_full_disk_is_named_so(door):
    with refusing_daemon(door, 500, "mkdir /x/y-init: no space left on device"):
        error = refusal_of_a_plan()
    assert type(error) is UnavailableError
    assert "disk" in error.message
    assert "full" in error.message


def test_an_image_removed_meanwhile_is_missing_and_how_to_get_it_is_said(door):
    with refusing_daemon(door, 404, "No such image: sha256:judge"):
        error = refusal_of_a_plan()
    assert isinstance(error, MissingToolError)
    assert "images build" in error.message


def test_a_daemon_that_refuses_otherwise_is_quoted(door):
    with refusing_daemon(door, 500, "OCI runtime create failed"):
        assert "OCI runtime create failed" in refusal_of_a_plan().message


@pytest.mark.parametrize("status", [500, 503])
def test_a_daemon_that_refuses_because_it_ends_is_away(door, status):
    with refusing_daemon(door, status, "context canceled", ends=True):
        refusal = refusal_of_a_plan()
    assert isinstance(refusal, UnreachableError)
    assert "Docker is not running" in refusal.message


def test_a_daemon_that_has_only_errors_to_say_is_away(door):
    with refusing_daemon(door, 503, "", greets=False):
        refusal = refusal_of_a_plan()
    assert isinstance(refusal, UnreachableError)


def test_a_container_is_not_lost_to_a_fault_of_its_own_when_the_daemon_is_away(door):
    near, far = socket.socketpair()
    attachment = Attachment(near)
    attachment.expect_within(30)
    far.close()
    with refusing_daemon(door, 500, ""), pytest.raises(UnavailableError) as caught:
        attachment.receive()
    assert type(caught.value) is UnavailableError
    with pytest.raises(UnreachableError, match="ended before it answered: Docker is not running"):
        attachment.receive()
    near.close()


def test_who_asks_while_another_loses_the_daemon_still_gets_a_client(door):
    class Losing(ThreadPoolExecutor):
        """Has the client forgotten while work is on its way."""

        def submit(self, work, *args, **kwargs):
            future = super().submit(work, *args, **kwargs)
            access.forget()
            return future

    async def scenario() -> None:
        for _ in range(2):
            client = await access.client()
            assert client.version()["ApiVersion"]
            client.close()

    with Losing() as threads, refusing_daemon(door, 500, ""):
        access = Access(threads, Ownership("test", "me"), 1)
        asyncio.run(scenario())


def test_which_languages_work_is_known_for_a_moment_without_asking(door):
    async def scenario() -> None:
        sandbox = DockerSandbox("test", "me")
        for _ in range(5):
            assert all(item.ok for item in await sandbox.languages())
        await sandbox.close()

    with refusing_daemon(door, 500, "") as looks:
        asyncio.run(scenario())
    assert len(looks) == 4


def test_nobody_waits_for_leftovers_and_one_that_stays_hinders_nothing(door, caplog):
    leftovers = Leftovers(("one", "two"))

    async def scenario() -> None:
        for _ in range(3):
            await access.client()
        assert leftovers.asked == []
        leftovers.go.set()
        await access.close()
        assert leftovers.asked == ["one", "two"]

    with ThreadPoolExecutor() as threads, refusing_daemon(door, 500, "", leftovers):
        access = Access(threads, Ownership("test", "me"), 1)
        asyncio.run(scenario())
    assert caplog.text.count("device or resource busy") == 2


@pytest.fixture
def proxy(door):
    if not Path(REAL).exists():
        pytest.skip("docker: no socket to stand in front of")
    made = Proxy(door)
    try:
        if not answers():
            pytest.skip("docker: no daemon answers")
        yield made
    finally:
        if door.exists():
            made.cut()


@pytest.mark.docker
def test_the_next_plan_works_after_the_daemon_was_away(proxy):
    async def scenario() -> None:
        sandbox = await opened("docker")
        assert (await sandbox.execute(plan(python("print(1)")))).runs[0].stdout == b"1\n"
        proxy.cut()
        with pytest.raises(UnavailableError, match="Docker is not running"):
            await sandbox.execute(plan(python("print(2)")))
        assert not any(item.ok for item in await sandbox.languages())
        proxy.mend()
        assert (await sandbox.execute(plan(python("print(3)")))).runs[0].stdout == b"3\n"
        assert all(item.ok for item in await sandbox.languages())
        await sandbox.close()

    asyncio.run(scenario())


@pytest.mark.docker
def test_a_submission_outlives_a_daemon_that_is_restarted(proxy):
    async def scenario() -> None:
        pauses, sandbox = Pauses(), await opened("docker")
        ctx = make_context(MemoryStore(), sandbox=sandbox)
        queue = SubmissionQueue(ctx, pause=pauses)
        problem = good_draft().problem
        made = Activity(
            id="activity-1",
            owner=OWNER,
            title="One",
            language="python",
            problems=(problem,),
            created_at=ctx.clock.now(),
        )
        await ctx.store.transact(lambda tx: tx.activities.add(made))
        request = SubmitRequest(problem_id=problem.id, source=Source.single(REFERENCE))
        first = await queue.submit(OWNER, request)
        assert (await queue.wait(OWNER, first.id, 60)).outcome.verdict == "accepted"
        proxy.cut()
        second = await queue.submit(OWNER, request)
        await pauses.reached(2)  # the heartbeat, and the rest
        assert "Docker is not running" in (await queue.wait(OWNER, second.id, 0)).note
        proxy.mend()
        await pauses.pass_on()
        assert (await queue.wait(OWNER, second.id, 60)).outcome.verdict == "accepted"
        await queue.close()
        await sandbox.close()

    asyncio.run(scenario())


@pytest.mark.docker
def test_a_plan_whose_daemon_dies_fails_and_its_programs_are_gone(proxy):
    marker = f"marker-{uuid.uuid4().hex}"

    async def scenario() -> None:
        sandbox = await opened("docker")
        endless = python(f"import time # {marker}\ntime.sleep(300)", limits=limits(wall_ms=300_000))
        task = asyncio.create_task(sandbox.execute(plan(endless, total_ms=300_000)))
        await running(marker)
        proxy.cut()
        with pytest.raises(UnreachableError, match="container"):
            await task
        await gone(marker)
        proxy.mend()
        assert (await sandbox.execute(plan(python("print(3)")))).runs[0].stdout == b"3\n"
        await sandbox.close()

    asyncio.run(scenario())


@pytest.mark.docker
def test_a_cancelled_plan_is_gone_also_when_only_the_way_to_the_daemon_is_lost(proxy):
    marker = f"marker-{uuid.uuid4().hex}"

    async def scenario() -> None:
        sandbox = await opened("docker")
        endless = python(f"import time # {marker}\ntime.sleep(300)", limits=limits(wall_ms=300_000))
        task = asyncio.create_task(sandbox.execute(plan(endless, total_ms=300_000)))
        await running(marker)
        away = proxy.path.rename(proxy.path.with_suffix(".away"))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, 30)
        away.rename(proxy.path)
        await gone(marker)
        await sandbox.close()

    asyncio.run(scenario())
