"""Containers of a pool, for real: shared, apart, counted, and gone with their owner."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Awaitable, Callable

import pytest
from docker.errors import NotFound

from jupyter_codemm.ports import CompileStep, Preload, RunStep
from jupyter_codemm.sandbox.docker import DockerSandbox
from jupyter_codemm.sandbox.docker.container import remove
from jupyter_codemm.sandbox.docker.daemon import answers, connect
from jupyter_codemm.sandbox.docker.labels import LEASE, Ownership
from jupyter_codemm.sandbox.docker.pool import PoolSettings
from tests.sandbox.boxes import LIMITS, gone, limits, opened, plan, python, running

pytestmark = pytest.mark.docker
# The first line of its mount table names a container's own layer.
WHICH_BOX = python("print(open('/proc/self/mountinfo').readline())", name="which")
COMPILE_LIMITS = limits(memory_mb=1024, cpu_ms=60_000, wall_ms=60_000)
OWNER_PROGRAM = """\
import asyncio, sys
from jupyter_codemm.sandbox.docker import DockerSandbox
from tests.sandbox.boxes import plan, python, limits

async def hold(installation, marker):
    sandbox = DockerSandbox(installation, "owner")
    await sandbox.execute(plan(python("print(1)")))
    await sandbox.execute(plan(python("print(1)")))
    endless = python(f"import time # {marker}\\ntime.sleep(300)", limits=limits(wall_ms=300_000))
    await sandbox.execute(plan(endless, total_ms=300_000))

asyncio.run(hold(*sys.argv[1:]))
"""


@pytest.fixture
def client():
    if not answers():
        pytest.skip("docker: no daemon answers")
    connected = connect()
    yield connected
    connected.close()


@pytest.fixture
def owner(client):
    made = Ownership(f"test-{uuid.uuid4().hex}", "holder")
    yield made
    for item in client.api.containers(all=True, filters=made.filters()):
        remove(client, item["Id"])


def using_docker(
    owner: Ownership, work: Callable[[DockerSandbox], Awaitable[None]], **settings: object
) -> None:
    async def session() -> None:
        probe = await opened("docker")  # or the test is skipped
        await probe.close()
        boxes = PoolSettings(**{"most": 8, **settings})
        sandbox = DockerSandbox(owner.installation, owner.holder, parallel=2, boxes=boxes)
        try:
            await work(sandbox)
        finally:
            await sandbox.close()

    asyncio.run(session())


async def box_of(sandbox: DockerSandbox) -> bytes:
    return (await sandbox.execute(plan(WHICH_BOX))).runs[0].stdout


def containers(client, owner: Ownership) -> dict[str, dict]:
    found = client.api.containers(filters=owner.filters())
    return {item["Id"]: client.api.inspect_container(item["Id"]) for item in found}


def test_plans_one_after_another_share_a_box_and_are_counted_one_by_one(owner):
    async def work(sandbox):
        boxes = {await box_of(sandbox) for _ in range(5)}
        assert len(boxes) <= 2  # the second is a spare
        assert sandbox.launches == 5

    using_docker(owner, work)


def test_a_box_that_does_not_get_warm_says_so_in_the_log(owner, caplog):
    preload = Preload(("python3", "-I", "-S"), {"codemm_none": "raise ValueError"})

    async def work(sandbox):
        await sandbox.execute(plan(WHICH_BOX, preload=preload))
        async with asyncio.timeout(30):
            while "a box for python does not get warm" not in caplog.text:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    using_docker(owner, work)


def test_no_kind_starves_behind_many_plans_of_another(owner):
    other = plan(python("1", limits=limits(memory_mb=500)))

    async def work(sandbox):
        ended = []

        async def one(name, wanted):
            await sandbox.execute(wanted)
            ended.append(name)

        wanted = [("many", plan(WHICH_BOX))] * 8
        wanted.insert(4, ("other", other))
        await asyncio.gather(*(one(*item) for item in wanted))
        assert ended.index("other") == 4

    using_docker(owner, work, most=1)


def test_strict_gives_every_plan_a_box_of_its_own(owner):
    async def work(sandbox):
        assert len({await box_of(sandbox) for _ in range(4)}) == 4

    using_docker(owner, work, strict=True)


def test_a_box_serves_only_so_many_plans(owner):
    async def work(sandbox):
        assert len({await box_of(sandbox) for _ in range(5)}) == 3

    using_docker(owner, work, uses=2, spare=0)


def test_a_lease_is_an_upper_bound_of_a_box_and_its_longest_plan(client, owner):
    async def work(sandbox):
        started = time.time()
        await box_of(sandbox)
        (box,) = containers(client, owner).values()
        assert int(box["Config"]["Labels"][LEASE]) >= started + 600 + 300

    using_docker(owner, work)


def test_a_plan_with_other_limits_gets_a_box_of_other_limits(client, owner):
    async def work(sandbox):
        await box_of(sandbox)
        await sandbox.execute(plan(python("1", limits=limits(memory_mb=500))))
        memory = {box["HostConfig"]["Memory"] >> 20 for box in containers(client, owner).values()}
        assert memory == {256 + 64, 500 + 64}

    using_docker(owner, work)


def test_a_container_that_dies_while_it_stands_ready_is_not_missed(client, owner):
    async def work(sandbox):
        first = await box_of(sandbox)
        for container_id in containers(client, owner):
            remove(client, container_id)
        assert await box_of(sandbox) != first

    using_docker(owner, work)


def test_cancelling_kills_the_box_and_the_next_plan_gets_another(owner):
    marker = f"marker-{uuid.uuid4().hex}"

    async def work(sandbox):
        first = await box_of(sandbox)
        long = python(f"import time # {marker}\ntime.sleep(30)", limits=limits(wall_ms=30_000))
        task = asyncio.create_task(sandbox.execute(plan(long)))
        await running(marker)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await gone(marker)
        assert await box_of(sandbox) != first

    using_docker(owner, work, spare=0)


@pytest.mark.cpp
def test_a_compiler_has_a_box_of_its_own_and_its_product_runs_elsewhere(client, owner):
    step = CompileStep(
        ("g++", "-o", "program", "a.cpp"), COMPILE_LIMITS, reads=("a.cpp",), makes=("program",)
    )
    run = RunStep("run", ("{build}/program",), LIMITS)
    source = b"#include <cstdio>\nint main() { puts(__FILE__); }"
    look = python("import os; print(os.listdir(__import__('sys').argv[1]))", name="look")
    look = RunStep("look", (*look.argv, "{build}"), LIMITS)
    wanted = plan(
        run,
        look,
        language="cpp",
        files={"a.cpp": source},
        compile=(step,),
        needs=("program",),
    )

    async def work(sandbox):
        first = await sandbox.execute(wanted)
        assert [step.stdout for step in first.runs] == [b"a.cpp\n", b"['program']\n"]
        memory = {box["HostConfig"]["Memory"] >> 20 for box in containers(client, owner).values()}
        assert memory == {256 + 64, 1024 + 64}
        again = await sandbox.execute(wanted)
        assert again.compile == first.compile, "measured again: it was compiled again"
        assert again.runs[0].stdout == b"a.cpp\n"
        assert sandbox.launches == 2

    using_docker(owner, work)


@pytest.mark.java
def test_a_compiler_stands_ready_warm_once_it_is_not_wanted(client, owner):
    step = CompileStep(
        ("javac", "-d", "classes", "A.java"), COMPILE_LIMITS, ("A.java",), makes=("classes",)
    )
    wanted = plan(
        language="java", files={"A.java": b"class A {}"}, compile=(step,), needs=("classes",)
    )

    def compilers() -> list[str]:
        return [
            process[-1]
            for container_id in containers(client, owner)
            for process in client.api.top(container_id, "-eo pid,comm")["Processes"]
            if process[-1].startswith("java")
        ]

    async def work(sandbox):
        assert (await sandbox.execute(wanted)).compiled
        async with asyncio.timeout(30):
            while not await asyncio.to_thread(compilers):  # noqa: ASYNC110 - no event of ours
                await asyncio.sleep(0.01)

    using_docker(owner, work)


@pytest.mark.cpp
def test_fifty_identical_submissions_compile_once_and_all_run(owner):
    step = CompileStep(
        ("g++", "-o", "program", "a.cpp"), COMPILE_LIMITS, reads=("a.cpp",), makes=("program",)
    )
    run = RunStep("run", ("{build}/program",), LIMITS)
    files = {"a.cpp": b'#include <cstdio>\nint main() { puts("42"); }'}
    wanted = plan(run, language="cpp", files=files, compile=(step,), needs=("program",))

    async def work(sandbox):
        reports = await asyncio.gather(*(sandbox.execute(wanted) for _ in range(50)))
        assert len({report.compile for report in reports}) == 1
        assert {report.runs[0].stdout for report in reports} == {b"42\n"}

    using_docker(owner, work)


def test_what_the_compiler_refuses_needs_no_box_the_next_time(owner):
    step = CompileStep(
        ("python3", "-c", "import sys; sys.exit('refused')"), LIMITS, ("a",), makes=("b",)
    )
    wanted = plan(python("1"), files={"a": b""}, compile=(step,))

    async def work(sandbox):
        for _ in range(2):
            report = await sandbox.execute(wanted)
            assert (report.compile[0].end, report.compile[0].code) == ("exited", 1)
            assert [run.end for run in report.runs] == ["not_run"]
        assert sandbox.launches == 0

    using_docker(owner, work)


def test_what_a_program_prints_is_heard_before_the_report(owner):
    gate = python("import sys, time\nprint('one', flush=True)\ntime.sleep(0.2)\nprint('two')")

    async def work(sandbox):
        heard = []
        report = await sandbox.execute(plan(gate), lambda *what: heard.append(what))
        assert b"".join(data for _, _, data in heard) == report.runs[0].stdout == b"one\ntwo\n"
        assert len(heard) == 2
        assert heard[0][:2] == ("step", "stdout")

    using_docker(owner, work)


def test_two_owners_never_touch_each_others_boxes(client, owner):
    other = Ownership(owner.installation, "other")

    async def work(sandbox):
        mine = await box_of(sandbox)

        async def others(neighbour):
            assert await box_of(neighbour) != mine

        neighbour = DockerSandbox(other.installation, other.holder)
        await others(neighbour)
        assert len(containers(client, owner)) == 2
        await neighbour.close()
        assert await box_of(sandbox) == mine

    using_docker(owner, work)


def test_closing_leaves_no_container(client, owner):
    async def work(sandbox):
        await asyncio.gather(*(box_of(sandbox) for _ in range(4)))

    using_docker(owner, work)
    assert client.api.containers(all=True, filters=owner.filters()) == []


def test_an_owner_killed_in_the_middle_leaves_no_container(client, owner):
    marker = f"marker-{uuid.uuid4().hex}"
    command = [sys.executable, "-c", OWNER_PROGRAM, owner.installation, marker]
    process = subprocess.Popen(command, env=dict(os.environ))
    try:
        asyncio.run(running(f"import time # {marker}"))
        held = list(containers(client, owner))
        assert held
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    for container_id in held:
        with contextlib.suppress(NotFound):
            client.api.wait(container_id, condition="removed", timeout=20)
    assert client.api.containers(all=True, filters=owner.filters()) == []
