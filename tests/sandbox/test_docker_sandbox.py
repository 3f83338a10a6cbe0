"""What only Docker has: flags, images, owners of containers, a daemon that may be away."""

import asyncio
import json
import time
import uuid
from base64 import b64encode

import pytest

from jupyter_codemm.errors import MissingToolError, UnavailableError
from jupyter_codemm.ports import CompileStep, ExecutionPlan, StepLimits
from jupyter_codemm.sandbox import images
from jupyter_codemm.sandbox.docker import DockerSandbox
from jupyter_codemm.sandbox.docker.container import remove, sweep
from jupyter_codemm.sandbox.docker.daemon import answers, connect
from jupyter_codemm.sandbox.docker.flags import host_settings, kind_for
from jupyter_codemm.sandbox.docker.inventory import build_image, image_of
from jupyter_codemm.sandbox.docker.labels import Ownership, expired
from jupyter_codemm.sandbox.docker.recipes import CPP, PYTHON, RECIPES, Recipe
from jupyter_codemm.sandbox.probe import choose
from tests.sandbox.boxes import execute, limits, opened, plan, python, running

MIB = 1 << 20
HOUR = 3600


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


def test_a_container_gets_no_network_no_rights_and_hard_limits():
    compile_step = CompileStep(("g++",), StepLimits(wall_ms=1, cpu_ms=1, memory_mb=1024))
    wanted = ExecutionPlan(language="cpp", files={}, runs=(python("1"),), compile=(compile_step,))
    settings = host_settings(kind_for("image", wanted, 0, compiles=False))
    assert settings["network_mode"] == settings["ipc_mode"] == "none"
    assert settings["cgroupns"] == "private"
    assert settings["read_only"] is True
    assert settings["cap_drop"] == ["ALL"]
    assert settings["cap_add"] == ["SETUID", "SETGID", "KILL"]
    assert settings["security_opt"] == ["no-new-privileges"]
    assert settings["mem_limit"] == settings["memswap_limit"] == (1024 + 16 + 48) * MIB
    assert settings["pids_limit"] == 64
    assert settings["cpu_shares"] < 1024
    assert "noexec" in settings["tmpfs"]["/box"]


def test_a_changed_recipe_is_another_image():
    changed = Recipe(PYTHON.toolchain, PYTHON.tools, (*PYTHON.packages, "more"))
    assert changed.digest != PYTHON.digest
    assert PYTHON.tag("a:1") != PYTHON.tag("b:1")
    assert RECIPES["sql"] is RECIPES["python"]
    assert CPP.tag("a:1").startswith("jupyter-codemm/cpp:")


@pytest.mark.parametrize(
    ("labels", "is_expired"),
    [
        ({"jupyter-codemm.lease": "99"}, True),
        ({"jupyter-codemm.lease": "101"}, False),
        ({"jupyter-codemm.lease": "soon"}, False),
        ({}, False),
    ],
)
def test_a_lease_expires_by_its_time_only(labels, is_expired):
    assert expired(labels, 100.0) is is_expired


def idle_container(client, owner: Ownership, lease_until: float) -> str:
    image = image_of(client, "python")
    if image is None:
        pytest.skip("docker: no judge image for python")
    labels = owner.labels(lease_until)
    return client.api.create_container(image, ["python3", "-c", ""], labels=labels)["Id"]


@pytest.mark.docker
def test_sweeping_removes_only_expired_containers_of_this_installation(client, owner):
    now = time.time()
    stranger = Ownership(f"{owner.installation}-other", "holder")
    stale = idle_container(client, owner, now - 1)
    other_server = idle_container(client, Ownership(owner.installation, "other"), now + HOUR)
    other_user = idle_container(client, stranger, now - 1)
    try:
        assert sweep(client, owner, now) == 1
        left = {item["Id"] for item in client.api.containers(all=True)}
        assert left & {stale, other_server, other_user} == {other_server, other_user}
    finally:
        remove(client, other_user)


@pytest.mark.docker
def test_a_second_server_starts_while_the_first_one_works(client, owner):
    marker = f"marker-{uuid.uuid4().hex}"

    async def scenario() -> None:
        probe = await opened("docker")
        await probe.close()
        first = DockerSandbox(owner.installation, "first")
        second = DockerSandbox(owner.installation, "second")
        hold = python(f"import time # {marker}\ntime.sleep(3)")
        task = asyncio.create_task(first.execute(plan(hold)))
        await running(marker)
        assert (await second.execute(plan(python("print(2)")))).runs[0].stdout == b"2\n"
        assert (await task).runs[0].end == "exited"
        await first.close()
        await second.close()

    asyncio.run(scenario())


@pytest.mark.docker
def test_no_container_stays_after_a_plan_or_a_cancelled_one(client, owner):
    marker = f"marker-{uuid.uuid4().hex}"

    async def scenario() -> None:
        probe = await opened("docker")
        await probe.close()
        sandbox = DockerSandbox(owner.installation, "me")
        await sandbox.execute(plan(python("print(1)")))
        endless = python(f"import time # {marker}\ntime.sleep(300)", limits=limits(wall_ms=300_000))
        task = asyncio.create_task(sandbox.execute(plan(endless, total_ms=300_000)))
        await running(marker)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await sandbox.close()

    asyncio.run(scenario())
    for item in client.api.containers(all=True, filters=owner.filters()):
        client.api.wait(item["Id"], condition="removed", timeout=20)
    assert client.api.containers(all=True, filters=owner.filters()) == []


@pytest.mark.docker
def test_nothing_of_a_plan_is_in_what_the_daemon_tells_of_its_container(client, owner):
    marker = f"marker-{uuid.uuid4().hex}"
    known = python("print(len(open('frame').read()))", frame=marker.encode(), stdin=marker.encode())
    wanted = plan(known, files={"a.txt": marker.encode()})

    async def scenario() -> None:
        probe = await opened("docker")
        await probe.close()
        sandbox = DockerSandbox(owner.installation, "me")
        report = await sandbox.execute(wanted)
        assert int(report.runs[0].stdout) == len(marker)
        (item,) = client.api.containers(filters=owner.filters())
        told = json.dumps(client.api.inspect_container(item["Id"]))
        assert owner.installation in told
        assert marker not in told
        assert b64encode(marker.encode()).decode() not in told
        await sandbox.close()

    asyncio.run(scenario())


@pytest.mark.docker
def test_a_container_that_vanishes_is_the_sandboxs_failure(client, owner):
    marker = f"marker-{uuid.uuid4().hex}"

    async def scenario() -> None:
        probe = await opened("docker")
        await probe.close()
        sandbox = DockerSandbox(owner.installation, "me")
        endless = python(f"import time # {marker}\ntime.sleep(300)", limits=limits(wall_ms=300_000))
        task = asyncio.create_task(sandbox.execute(plan(endless, total_ms=300_000)))
        await running(marker)
        (item,) = client.api.containers(filters=owner.filters())
        client.api.kill(item["Id"])
        with pytest.raises(UnavailableError, match="container"):
            await task
        await sandbox.close()

    asyncio.run(scenario())


@pytest.mark.docker
def test_memory_of_all_processes_of_a_step_counts():
    code = (
        "import os, time\n"
        "for _ in range(6):\n"
        "    if os.fork() == 0:\n"
        "        x = bytearray(60 << 20); time.sleep(5); os._exit(0)\n"
        "for _ in range(6): os.wait()"
    )
    hungry = python(code, limits=limits(memory_mb=200))
    first, second = execute("docker", plan(hungry, python("print(1)"))).runs
    assert first.end == "memory_limit"
    assert second.stdout == b"1\n"


@pytest.mark.docker
def test_a_burst_that_outruns_the_gauge_is_told_by_the_kernels_counter():
    sudden = python("x = bytearray(3 << 30)", limits=limits(memory_mb=64))
    first, second = execute("docker", plan(sudden, python("print(1)"))).runs
    assert first.end == "memory_limit"
    assert second.stdout == b"1\n"


def test_without_a_daemon_docker_is_unavailable_and_said_so(monkeypatch, tmp_path):
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/no.sock")

    async def scenario() -> None:
        sandbox = DockerSandbox("test", "me")
        with pytest.raises(UnavailableError, match="Docker"):
            await sandbox.execute(plan(python("1")))
        health = await sandbox.languages()
        assert [item.ok for item in health] == [False] * 4
        assert all(item.reason and item.fix for item in health)
        await sandbox.close()
        with pytest.raises(MissingToolError, match="Docker"):
            await choose("docker")
        with pytest.raises(MissingToolError, match="Docker"):
            await images.missing(["python"])

    asyncio.run(scenario())


def test_without_a_daemon_auto_chooses_a_local_tier(monkeypatch, tmp_path):
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/no.sock")

    async def scenario() -> str:
        sandbox = await choose("auto")
        await sandbox.close()
        return sandbox.tier

    assert asyncio.run(scenario()) in {"bwrap", "landlock", "rlimit"}


@pytest.mark.docker
def test_with_a_judge_image_auto_chooses_docker(client):
    if image_of(client, "python") is None:
        pytest.skip("docker: no judge image for python")

    async def scenario() -> str:
        sandbox = await choose("auto")
        await sandbox.close()
        return sandbox.tier

    assert asyncio.run(scenario()) == "docker"


@pytest.mark.docker
def test_a_base_that_is_not_there_is_explained(client):
    lines: list[str] = []
    with pytest.raises(UnavailableError, match="--base"):
        asyncio.run(images.build(["python"], "codemm-no-such-base:1", lines.append))


@pytest.mark.docker
def test_building_on_a_base_that_has_the_tools_needs_no_network(client):
    base = image_of(client, "python")
    if base is None:
        pytest.skip("docker: no judge image for python")
    # a recipe of its own: nobody else on this daemon takes its image for the newest one
    recipe = Recipe(f"test-{uuid.uuid4().hex}", PYTHON.tools, (uuid.uuid4().hex,))
    lines: list[str] = []
    tag = build_image(client, recipe, base, lines.append)
    try:
        assert any("Successfully built" in line for line in lines)
        rows = {row.tag: row for row in asyncio.run(images.listing())}
        assert (rows[tag].toolchain, rows[tag].current) == (recipe.toolchain, False)
        assert client.api.inspect_image(tag)["Config"]["Labels"].items() >= recipe.labels().items()
    finally:
        client.api.remove_image(tag)
    assert True in {row.current for row in rows.values() if row.toolchain == PYTHON.toolchain}
    assert asyncio.run(images.missing(["python", "sql"])) == ()
