"""A reset says what is left. Each scenario leaves one thing, in namespaces of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAGE = """
import os, sys, time
sys.path.insert(0, {root!r})
from jupyter_codemm.sandbox.supervisor.reaper import Reaper
from jupyter_codemm.sandbox.supervisor.reset import Reset
from jupyter_codemm.sandbox.supervisor.warmth import Warmth
here = {folder!r}
assert os.system(f"mount -t tmpfs tmpfs {{here}}") == 0
for name in ("build", "work"): os.mkdir(os.path.join(here, name))
warmth = Warmth()
build_root, work_root = os.path.join(here, "build"), os.path.join(here, "work")
spared = set()
reaper = Reaper(lambda: spared)
box = {{"build_root": build_root, "work_root": work_root, "container": False}}
reset = Reset(box, reaper, warmth)
def as_user(user, work):
    told, telling = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.setresuid(user, user, user)
        work()
        os.write(telling, b"x")
        time.sleep(300)
    os.read(told, 1); os.close(told); os.close(telling)
    return pid
{scenario}
print(reset.after(os.path.join(build_root, "build"), [30_001, 30_002]))
"""


def left(folder: Path, scenario: str) -> str:
    if os.geteuid() != 0 or not shutil.which("unshare"):
        pytest.skip("unshare: needs root and util-linux")
    stage = STAGE.format(root=str(ROOT), folder=str(folder), scenario=scenario)
    namespaces = ["unshare", "--pid", "--fork", "--mount-proc", "--ipc"]
    command = [*namespaces, sys.executable, "-c", stage]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if "unshare:" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_clean_box_has_nothing_left(tmp_path):
    assert left(tmp_path, "") == ""


def test_what_the_plans_users_left_is_removed(tmp_path):
    scenario = """
os.mkdir(build_root + "/build"); os.chown(build_root + "/build", 30_001, 30_001)
os.chmod(here, 0o711); os.chmod(build_root, 0o711)
as_user(30_003, lambda: None)
def litter():
    os.mkdir(build_root + "/build/deep")
    open(build_root + "/build/deep/file", "w").close()
    os.chmod(build_root + "/build/deep", 0)
    for _ in range(20):
        if os.fork() == 0: os.setsid(); time.sleep(300)
as_user(30_001, litter)
as_user(30_002, lambda: None)
"""
    with tempfile.TemporaryDirectory() as folder:  # others must reach it
        assert left(Path(folder), scenario) == ""


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        ("reset.after(build_root + '/build', [30_001])", "a user of an earlier plan"),
        ("spared = {as_user(30_003, lambda: None)}", "1 processes are left"),
        ("open(work_root + '/file', 'w').close()", "files are left in"),
        ("os.mkdir(build_root + '/.hidden')", "files are left in"),
        ("kept = open('/dev/null')", "1 descriptors are left open"),
        (
            "import ctypes; assert ctypes.CDLL(None).shmget(7, 4096, 0o1666) >= 0",
            "IPC objects are left: shm",
        ),
        (
            "import ctypes; assert ctypes.CDLL(None).msgget(7, 0o1666) >= 0",
            "IPC objects are left: msg",
        ),
    ],
    ids=["user", "process", "file", "hidden folder", "descriptor", "shared memory", "queue"],
)
def test_what_cannot_be_removed_is_named(tmp_path, scenario, words):
    assert left(tmp_path, scenario).startswith(words)
