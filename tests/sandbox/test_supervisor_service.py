"""One container, many plans: what it serves, what it cleans, what it says when it cannot."""

import uuid
from dataclasses import replace

import pytest

from jupyter_codemm.ports import CompileStep, Preload, RunStep
from jupyter_codemm.sandbox.answers import Warmed
from tests.sandbox.boxes import LIMITS, limits, plan, processes_with, python
from tests.sandbox.serving import serving

pytestmark = pytest.mark.docker

ONE = plan(python("print(1)"))
FORK_BOMB = """
import os
while True:
    try: os.fork()
    except OSError: pass
"""
KILLER_BOMB = """
import os
for _ in range(12):
    if os.fork() == 0: break
os.setsid()
while True:
    try: os.kill(-1, 9)
    except OSError: pass
"""
DAEMON = """
import os, time # {marker}
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0: time.sleep(300)
    os._exit(0)
print("done")
"""
ZOMBIES = """
import os
for _ in range(500):
    try:
        if os.fork() == 0: os._exit(0)
    except OSError: break
"""
LITTER = """
import os
for folder in ("/dev/shm", "/tmp", "/var/tmp", "/run/lock", "/dev/mqueue", "/box", "/build"):
    try: open(folder + "/left", "w")
    except OSError: pass
os.makedirs("a/b/c", 0o300)
os.chmod("a", 0)
for i in range(1000): open(str(i), "w")
"""
FULL = "while True: open('big', 'ab').write(bytes(1 << 20))"


ALARM = "import os, signal; os.kill(1, signal.SIGALRM)"


def test_plans_follow_each_other_in_one_box():
    with serving(ONE) as box:
        for i in range(5):
            reply, left = box.run(plan(python(f"print({i})")))
            assert (reply.report.runs[0].stdout, left) == (f"{i}\n".encode(), "")


@pytest.mark.parametrize(
    "program",
    [
        FORK_BOMB,
        KILLER_BOMB,
        ZOMBIES,
        LITTER,
        FULL,
        ALARM,
    ],
    ids=["fork bomb", "killer bomb", "zombies", "litter", "full disk", "signal"],
)
def test_after_a_hostile_plan_the_box_is_clean_and_the_next_is_undisturbed(program):
    with serving(ONE) as box:
        _, left = box.run(plan(python(program, limits=limits(wall_ms=1000))))
        assert left == ""
        reply, left = box.run(ONE)
        assert (reply.report.runs[0].stdout, left) == (b"1\n", "")


def test_a_daemon_is_gone_when_the_box_says_so():
    marker = f"marker-{uuid.uuid4().hex}"
    with serving(ONE) as box:
        reply, left = box.run(plan(python(DAEMON.format(marker=marker))))
        assert (reply.report.runs[0].stdout, left) == (b"done\n", "")
        assert processes_with(marker) == []


def test_what_a_step_prints_is_told_while_it_runs_and_reported_too():
    slow = python("import time\nfor i in range(4): print(i, flush=True); time.sleep(0.1)")
    with serving(ONE) as box:
        reply, _ = box.run(plan(slow), stream=True)
        told = [(out.step, out.channel, out.data) for out in box.outputs]
    assert len(told) > 1
    assert {(step, channel) for step, channel, _ in told} == {("step", "stdout")}
    assert b"".join(data for _, _, data in told) == reply.report.runs[0].stdout == b"0\n1\n2\n3\n"


LOUD = """
import os
for fd in (1, 2, 3): os.set_blocking(fd, False)
while True:
    for fd in (1, 2, 3):
        try: os.write(fd, b"x" * 60_000)
        except BlockingIOError: pass
"""


def test_a_loud_program_in_many_runs_takes_no_more_memory_than_in_one():
    quiet_limits = limits(memory_mb=64)
    loud = [python(LOUD, f"loud {i}", limits=quiet_limits) for i in range(50)]
    wanted = plan(*loud, total_ms=200_000)
    with serving(wanted) as box:
        reply, left = box.run(wanted)
    assert ({run.end for run in reply.report.runs}, left) == ({"output_limit"}, "")
    assert sum(len(run.stdout) for run in reply.report.runs) > 10 << 20


def test_products_go_from_one_plan_to_another():
    script = (
        "import os; os.makedirs('out/deep'); open('out/deep/a','w').write('A')\n"
        "open('program','w').write('#!/bin/sh\\necho $0'); os.chmod('program', 0o755)\n"
        "os.symlink('/etc/passwd', 'out/link'); os.mkfifo('out/pipe')\n"
        "os.link('program','out/hard')"
    )
    step = CompileStep(
        ("python3", "-I", "-S", "-c", script), LIMITS, makes=("out", "program", "absent")
    )
    with serving(replace(ONE, language="cpp")) as box:  # only there files may be executed
        first, left = box.run(plan(files={"x": b""}, compile=(step,)), collect=True)
        assert left == ""
        (made,) = first.made.values()
        found = {path: (product.content[:5], product.executable) for path, product in made.items()}
        assert found == {
            "out/deep/a": (b"A", False),
            "out/hard": (b"#!/bi", True),
            "program": (b"#!/bi", True),
        }
        look = "import os, sys; os.chdir(sys.argv[1]); print(sorted(os.listdir()))"
        inside = RunStep("look", ("python3", "-I", "-S", "-c", look, "{build}"), LIMITS)
        wanted = plan(inside, files={"x": b"", "y": b""}, needs=("out/deep", "y"))
        second, left = box.run(wanted, products=made)
        assert (second.report.runs[0].stdout, left) == (b"['out', 'y']\n", "")
        mode = "import os, sys; print(oct(os.stat(sys.argv[1]).st_mode))"
        argv = ("python3", "-I", "-S", "-c", mode)
        runs = [RunStep(f, (*argv, f"{{build}}/{f}"), LIMITS) for f in ("program", "out/deep/a")]
        third, left = box.run(plan(*runs), products=made)
        modes = [run.stdout for run in third.report.runs]
        assert (modes, left) == ([b"0o100555\n", b"0o100444\n"], "")


def test_a_step_that_makes_too_much_is_cut_off():
    step = CompileStep(
        ("python3", "-I", "-S", "-c", "open('big','wb').truncate(33 << 20)"),
        limits(file_bytes=64 << 20),
        makes=("big",),
    )
    with serving(ONE) as box:
        reply, left = box.run(plan(python("print(1)"), compile=(step,)), collect=True)
    assert (reply.report.compile[0].end, reply.report.runs[0].end) == ("output_limit", "not_run")
    assert (dict(reply.made), left) == ({}, "")


def test_a_box_says_what_it_cannot_make_ready():
    with serving(ONE) as box:
        broken = Preload(("python3", "-I", "-S"), {"broken": "raise SystemExit(1)"})
        said = box.warm(replace(ONE, preload=broken), javac=False)
        assert said == Warmed("it ended before it was ready")
        reply, left = box.run(ONE)
        assert (reply.report.runs[0].stdout, left) == (b"1\n", "")
