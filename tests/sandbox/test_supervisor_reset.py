"""A reset says what is left. Each scenario leaves one thing, in namespaces of its own.

The box's memory is told by a tree of files as a kernel shows it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAGE = """
import os, sys, time
sys.path.insert(0, {root!r})
from jupyter_codemm.sandbox.supervisor.reaper import Reaper
from jupyter_codemm.sandbox.supervisor.reset import Reset
from jupyter_codemm.sandbox.supervisor.warmth import Warmth
here, tree = "/tmp/box", "/tmp/cgroup"
for place in ("/dev/shm", "/tmp", "/var/tmp", here):
    os.makedirs(place, exist_ok=True)
    assert os.system(f"mount -t tmpfs tmpfs {{place}}") == 0
for name in ("build", "work"): os.mkdir(os.path.join(here, name))
os.mkdir(tree)
warmth = Warmth()
build_root, work_root = os.path.join(here, "build"), os.path.join(here, "work")
spared = set()
reaper = Reaper(lambda: spared)
stat = os.path.join(tree, "memory.stat")
def use(mib):
    with open(stat, "w") as file: file.write(f"anon {{mib << 20}}\\nshmem 0\\n")
use(50)
open(os.path.join(tree, "memory.events"), "w").close()
box = {{"build_root": build_root, "work_root": work_root, "container": False}}
reset = Reset(box, reaper, warmth, tree)
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


def left(scenario: str) -> str:
    if os.geteuid() != 0 or not shutil.which("unshare"):
        pytest.skip("unshare: needs root and util-linux")
    stage = STAGE.format(root=str(ROOT), scenario=scenario)
    namespaces = ["unshare", "--pid", "--fork", "--mount-proc", "--ipc"]
    command = [*namespaces, sys.executable, "-c", stage]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if "unshare:" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_clean_box_has_nothing_left():
    assert left("") == ""


def test_what_the_plans_users_left_is_removed():
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
    assert left(scenario) == ""


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        ("reset.after(build_root + '/build', [30_001])", "a user of an earlier plan"),
        ("spared = {as_user(30_003, lambda: None)}", "1 processes are left"),
        ("open(work_root + '/file', 'w').close()", "files are left in"),
        ("os.mkdir(build_root + '/.hidden')", "files are left in"),
        (
            "kept = open(work_root + '/file', 'w'); os.unlink(kept.name)",
            "space is still taken in",
        ),
        ("use(80)", "KiB of memory are still in use"),
        ("os.unlink(stat)", "the memory of the box cannot be read: No such file"),
        ("os.unlink(stat); os.mkdir(stat)", "the memory of the box cannot be read: Is a"),
        ("open(stat, 'w').close()", "the memory of the box cannot be read: it is not told"),
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
    ids=(
        "user|process|file|hidden folder|space|memory|no tally|no file|empty tally|descriptor"
        "|shared memory|queue".split("|")
    ),
)
def test_what_cannot_be_removed_is_named(scenario, words):
    assert words in left(scenario)


def test_what_the_allocators_keep_is_not_left():
    assert left("use(54)") == ""
