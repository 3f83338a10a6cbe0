"""The local sandbox on this machine: what it finds, and what it leaves behind (nothing)."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import pytest

from jupyter_codemm.ports import Sandbox
from jupyter_codemm.sandbox.answers import Hearing
from jupyter_codemm.sandbox.bundle import supervisor_program
from jupyter_codemm.sandbox.docker.container import remove
from jupyter_codemm.sandbox.docker.daemon import answers, connect
from jupyter_codemm.sandbox.docker.inventory import image_of
from jupyter_codemm.sandbox.docker.stream import Attachment
from jupyter_codemm.sandbox.local import LocalSandbox
from jupyter_codemm.sandbox.local.bubblewrap import bwrap_command
from jupyter_codemm.sandbox.local.jobs import remove_stale_folders
from jupyter_codemm.sandbox.local.toolchains import (
    HOW_TO_GET,
    SYSTEM_PATHS,
    Toolchains,
    find_toolchains,
    open_to_all,
)
from jupyter_codemm.sandbox.local.users import may_change_user
from jupyter_codemm.sandbox.wire import Box, Confine, encode
from tests.sandbox.boxes import execute, gone, plan, python, running, using

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")

SERVER = """
import asyncio, sys
from tests.sandbox.boxes import limits, opened, plan, python
async def main():
    code = f"import time # {sys.argv[2]}\\ntime.sleep(300)"
    step = python(code, limits=limits(wall_ms=300_000))
    sandbox = await opened(sys.argv[1])
    await sandbox.execute(plan(step, total_ms=300_000))
asyncio.run(main())
"""

# As in a container whose first process is the server: what nobody waits for is left to it.
FIRST_PROCESS = """
import sys
from jupyter_codemm.sandbox.supervisor import kernel
from jupyter_codemm.sandbox.supervisor.reaper import children
from tests.sandbox.boxes import execute, limits, plan, python
kernel.control(kernel.SET_CHILD_SUBREAPER, 1)
for code in ("print(1)", "while True: pass", "import os; os.kill(os.getpid(), 9)"):
    execute(sys.argv[1], plan(python(code, limits=limits(wall_ms=300, cpu_ms=300))))
print(children())
"""

DUMPABLE = """
import sys
from jupyter_codemm.sandbox.local.hardening import make_non_dumpable
print(make_non_dumpable())
print(open("/proc/self/status").readable() and __import__("os").stat("/proc/self/environ").st_uid)
"""


async def nothing(sandbox: Sandbox) -> None:
    """Only open and close, so that a missing tier skips with its reason."""


@linux_only
@pytest.mark.parametrize(
    "kind", ["rlimit", "landlock", "bwrap", pytest.param("docker", marks=pytest.mark.docker)]
)
def test_when_the_server_is_killed_its_programs_and_folders_go_too(kind):
    marker = f"marker-{uuid.uuid4().hex}"
    command = [sys.executable, "-c", SERVER, kind, marker]
    using(kind, nothing)
    folder = tempfile.mkdtemp()
    Path(folder).chmod(0o1777)
    environment = {**os.environ, "TMPDIR": folder}
    server = subprocess.Popen(command, start_new_session=True, env=environment)

    async def scenario() -> None:
        await running(f"# {marker}")
        server.send_signal(signal.SIGKILL)
        server.wait()
        await gone(f"# {marker}")
        async with asyncio.timeout(30):
            while list(Path(folder).glob("codemm-job-*")):  # noqa: ASYNC110, ASYNC240 - as above
                await asyncio.sleep(0.01)

    try:
        asyncio.run(scenario())
    finally:
        server.kill()
        server.wait()
        shutil.rmtree(folder)


@linux_only
@pytest.mark.parametrize("kind", ["rlimit", "landlock", "bwrap"])
def test_no_dead_process_is_left_to_the_server(kind):
    using(kind, nothing)
    command = [sys.executable, "-c", FIRST_PROCESS, kind]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("set()\n", "")


BY_SECCOMP = {"network", "other processes", "new processes", "seccomp", "no new privileges"}


@linux_only
@pytest.mark.parametrize(
    ("kind", "held"),
    [
        ("rlimit", {"address space", "no new privileges"}),
        ("landlock", {"files", "address space", *BY_SECCOMP}),
        ("bwrap", {"files", "address space", "namespaces", *BY_SECCOMP}),
    ],
)
def test_health_names_the_layers_that_held_a_trial_program_back(kind, held):
    async def work(sandbox: Sandbox) -> None:
        assert {frozenset(item.layers) for item in await sandbox.languages()} == {frozenset(held)}

    using(kind, work)


@linux_only
def test_job_folders_are_removed(monkeypatch):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setattr(tempfile, "tempdir", folder)
        report = execute(
            "rlimit", plan(python("import os; os.makedirs('a/b'); print(os.getcwd())"))
        )
        assert folder in report.runs[0].stdout.decode()
        assert list(Path(folder).iterdir()) == []


@linux_only
def test_folders_of_servers_that_are_gone_are_removed_and_no_others(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    hours_ago = time.time() - 7200
    names = {
        "gone": f"codemm-job-{child.pid}-abc",
        "old": f"codemm-job-{os.getpid()}-old",
        "earlier version": "codemm-job-abcdefgh",
        "ours": f"codemm-job-{os.getpid()}-new",
        "new and of nobody": "codemm-job-ijklmnop",
        "another's": "something-else",
    }
    folders = {what: tmp_path / name for what, name in names.items()}
    for folder in folders.values():
        (folder / "build").mkdir(parents=True)
    for what in ("old", "earlier version", "another's"):
        os.utime(folders[what], (hours_ago, hours_ago))
    secret = tmp_path / "secret"
    secret.write_text("kept")
    (folders["gone"] / "link").symlink_to(secret)
    (tmp_path / "codemm-job-1-link").symlink_to(folders["another's"])
    remove_stale_folders()
    left = {what for what, folder in folders.items() if folder.exists()}
    assert left == {"ours", "new and of nobody", "another's"}
    assert secret.read_text() == "kept"


@linux_only
def test_a_folder_of_another_user_is_never_removed(monkeypatch, tmp_path):
    if not may_change_user():
        pytest.skip("not root: nobody else's folder can be made")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = tmp_path / "codemm-job-4194303-abc"
    folder.mkdir()
    os.chown(folder, 1000, 1000)
    remove_stale_folders()
    assert folder.exists()


@linux_only
def test_a_private_temporary_folder_is_passed_over_for_other_users(monkeypatch, tmp_path):
    if not may_change_user():
        pytest.skip("not root: every plan runs as the same user")
    tmp_path.chmod(0o700)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    report = execute("rlimit", plan(python("print(1)")))
    assert report.runs[0].stdout == b"1\n"


@linux_only
def test_as_root_every_plan_runs_as_another_user():
    if not may_change_user():
        pytest.skip("not root: every plan runs as the same user")

    async def work() -> list[bytes]:
        sandbox = LocalSandbox("rlimit")
        step = python("import os; print(os.getuid(), os.getgroups())")
        return [(await sandbox.execute(plan(step))).runs[0].stdout for _ in range(2)]

    first, second = (out.split(maxsplit=1) for out in asyncio.run(work()))
    assert first[0] != second[0]
    assert int(first[0]) >= 20_000
    assert first[1] == second[1] == b"[]\n"


def test_missing_tools_are_named_with_the_way_to_get_them():
    found = Toolchains({"python3": "/usr/bin/python3", "java": "/usr/bin/java"})
    assert found.missing("python") == []
    assert found.missing("java") == ["javac"]
    assert found.missing("cpp") == ["g++"]
    assert all(word in HOW_TO_GET["java"] for word in ("apt", "brew", "conda"))


@linux_only
def test_with_no_compiler_on_the_path_the_language_is_refused_with_a_reason(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.delenv("JAVA_HOME", raising=False)

    async def work() -> dict:
        return {item.language: item for item in await LocalSandbox("landlock").languages()}

    found = asyncio.run(work())
    assert not found["java"].ok
    assert not found["cpp"].ok
    assert found["cpp"].reason
    assert found["cpp"].fix


@linux_only
def test_only_programs_that_all_users_can_reach_count_for_other_users(tmp_path):
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    program = private / "python3"
    program.touch(mode=0o755)
    assert not open_to_all(program)
    assert not open_to_all(tmp_path / "missing")
    python3 = find_toolchains(for_any_user=True).tools["python3"]
    assert open_to_all(Path(python3))


def test_bubblewrap_shows_nothing_but_what_is_named():
    command = bwrap_command("/usr/bin/bwrap", ("/opt/jdk", "/usr/lib/jvm", "/proc/cpuinfo"))
    assert command[-1] == "--"
    assert "--unshare-all" in command
    shown = [command[i + 1] for i, word in enumerate(command) if word.startswith("--ro-bind")]
    assert set(shown) <= {"/usr", "/opt/jdk", "/bin", "/lib", "/lib32", "/lib64", "/sbin"}


def test_bubblewrap_shows_folders_whose_names_only_begin_like_others():
    wanted = {"/library/conda", "/devel", "/usr2", "/lib64x/tool"}
    others = ("/lib", "/usr", "/dev/null", "/lib/x86_64-linux-gnu", "/sys/devices")
    command, usual = (bwrap_command("bwrap", read) for read in ((*wanted, *others), ()))
    assert set(command) - set(usual) == wanted


@linux_only
def test_a_hardened_server_hides_its_environment():
    user = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    if user and not open_to_all(Path(sys.executable).resolve()):
        user = {}  # the interpreter of this environment is root's alone
    output = subprocess.run(
        [sys.executable, "-c", DUMPABLE], capture_output=True, text=True, check=True, **user
    ).stdout.split()
    assert output == ["True", "0"]


CONTAINED = """
import os, socket
def refused(attempt, *arguments):
    try: attempt(*arguments)
    except OSError: return b"1"
    return b"0"
answers = [refused(open, "/etc/passwd"), refused(open, "/tmp/x", "w"), refused(os.fork)]
answers += [refused(socket.socket), refused(os.kill, os.getppid(), 0), refused(os.listdir, "/proc")]
os.write(3, b"".join(answers))
"""


@pytest.mark.docker
def test_landlock_and_seccomp_hold_in_an_ordinary_container_for_an_ordinary_user():
    if not answers():
        pytest.skip("docker: no daemon answers")
    client = connect()
    image = image_of(client, "python")
    if image is None:
        client.close()
        pytest.skip("docker: no judge image for python")
    box = Box(
        build_root="/job",
        work_root="/job",
        tools={"python3": "/usr/bin/python3"},
        address_space=True,
        confine=Confine(landlock=True, seccomp=True, read=(*SYSTEM_PATHS, "/usr/bin/python3")),
    )
    wanted_plan = plan(python(CONTAINED))
    created = client.api.create_container(
        image,
        ["python3", "-I", "-S", "-c", supervisor_program()],
        user="1000:1000",
        stdin_open=True,
        host_config=client.api.create_host_config(tmpfs={"/job": "exec,mode=1777"}),
    )
    try:
        wanted = {"stdin": 1, "stdout": 1, "stream": 1}
        attachment = Attachment(client.api.attach_socket(created["Id"], params=wanted))
        attachment.expect_within(30)
        client.api.start(created["Id"])
        attachment.send(encode(wanted_plan, box))
        hearing = Hearing("landlock", wanted_plan)
        while (reply := hearing.take(attachment.receive())) is None:
            pass
        (step,) = reply.report.runs
        attachment.close()
    finally:
        remove(client, created["Id"])
        client.close()
    assert step.frame == b"111111", step.stderr or step.detail
