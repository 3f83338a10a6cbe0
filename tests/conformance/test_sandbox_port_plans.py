"""What every Sandbox promises about output while it comes, what runs find, and plans in a row."""

import asyncio
import uuid

import pytest

from jupyter_codemm.ports import CompileStep, Preload, RunStep, Sandbox
from tests.sandbox.boxes import (
    LIMITS,
    every,
    every_compiling,
    every_confined,
    every_real,
    execute,
    limits,
    plan,
    processes_with,
    python,
    using,
)

Heard = list[tuple[str, str, bytes]]


def script(code: str, **changes: object) -> CompileStep:
    return CompileStep(("python3", "-I", "-S", "-c", code), LIMITS, **changes)


def listing(name: str = "look") -> RunStep:
    code = (
        "import os, sys\n"
        "os.chdir(sys.argv[1])\n"
        "for top, _, names in os.walk('.'):\n"
        "    for name in names: print(os.path.normpath(os.path.join(top, name)))"
    )
    return RunStep(name, ("python3", "-I", "-S", "-c", code, "{build}"), LIMITS)


@every
def test_what_runs_print_is_heard_while_they_run_and_is_in_the_report(kind):
    waits = (
        "import os,time\n"
        "os.write(1,b'one'); os.write(2,b'two'); time.sleep(0.4); os.write(1,b'three')"
    )

    async def work(sandbox: Sandbox) -> None:
        heard: Heard = []
        first = asyncio.Event()

        def listen(step: str, channel: str, data: bytes) -> None:
            heard.append((step, channel, data))
            first.set()

        task = asyncio.create_task(
            sandbox.execute(plan(python(waits, "a"), python("print(4)", "b")), listen)
        )
        async with asyncio.timeout(30):
            await first.wait()
        assert not task.done()
        report = await task
        said = {
            (step, channel): b"".join(data for s, c, data in heard if (s, c) == (step, channel))
            for step, channel, _ in heard
        }
        expected = {("a", "stdout"): b"onethree", ("a", "stderr"): b"two", ("b", "stdout"): b"4\n"}
        assert said == expected
        assert [step.stdout for step in report.runs] == [b"onethree", b"4\n"]

    using(kind, work)


@every
def test_what_was_printed_before_a_time_out_is_heard_and_kept(kind):
    endless = python("import time\nprint('part',flush=True)\ntime.sleep(60)")
    endless = RunStep(endless.name, endless.argv, limits(wall_ms=500))

    async def work(sandbox: Sandbox) -> None:
        heard: Heard = []
        report = await sandbox.execute(plan(endless), lambda *what: heard.append(what))
        assert (report.runs[0].end, report.runs[0].stdout) == ("time_limit", b"part\n")
        assert heard == [("step", "stdout", b"part\n")]

    using(kind, work)


@every
def test_no_more_is_heard_than_the_limit_of_a_channel(kind):
    loud = python("while True: print('x' * 999)", limits=limits(output_bytes=50_000))

    async def work(sandbox: Sandbox) -> None:
        heard: Heard = []
        report = await sandbox.execute(plan(loud), lambda *what: heard.append(what))
        assert report.runs[0].end == "output_limit"
        assert b"".join(data for _, _, data in heard) == report.runs[0].stdout
        assert len(report.runs[0].stdout) == 50_000

    using(kind, work)


@every
def test_the_compiler_is_not_heard(kind):
    async def work(sandbox: Sandbox) -> None:
        heard: Heard = []
        wanted = plan(python("print(1)"), compile=(script("print('from the compiler')"),))
        report = await sandbox.execute(wanted, lambda *what: heard.append(what))
        assert report.compile[0].stdout == b"from the compiler\n"
        assert [data for _, _, data in heard] == [b"1\n"]

    using(kind, work)


MAKE = (
    "import os\nos.makedirs('classes/inner')\n"
    "for name in ('classes/A', 'classes/inner/B', 'program', 'object'): open(name,'w').write(name)"
)


@every
def test_runs_find_everything_unless_the_plan_says_what_they_need(kind):
    makes = ("classes", "program", "object")
    compile_ = (script(MAKE, reads=("source",), makes=makes),)
    report = execute(kind, plan(listing(), files={"source": b""}, compile=compile_))
    found = ["object", "program", "source", "classes/A", "classes/inner/B"]
    assert sorted(report.runs[0].stdout.decode().split()) == sorted(found)


@every
@pytest.mark.parametrize(
    ("needs", "found"),
    [
        (("classes", "data"), ["data", "classes/A", "classes/inner/B"]),
        (("classes/inner",), ["classes/inner/B"]),
        (("program", "absent"), ["program"]),
        ((), []),
    ],
)
def test_runs_find_only_what_they_need(kind, needs, found):
    makes = ("classes", "program", "object")
    files = {"source": b"", "data": b""}
    compile_ = (script(MAKE, reads=("source",), makes=makes),)
    report = execute(kind, plan(listing(), files=files, compile=compile_, needs=needs))
    assert sorted(report.runs[0].stdout.decode().split()) == sorted(found), report.compile


@every
def test_a_later_compile_step_reads_what_an_earlier_one_made(kind):
    first = script("open('object','w').write('x')", reads=("source",), makes=("object",))
    second = script(
        "open('program','w').write(open('object').read()+'y')",
        reads=("object",),
        makes=("program",),
    )
    code = "import sys; print(open(sys.argv[1]).read())"
    run = RunStep("s", ("python3", "-I", "-S", "-c", code, "{build}/program"), LIMITS)
    files = {"source": b""}
    report = execute(kind, plan(run, files=files, compile=(first, second), needs=("program",)))
    assert report.runs[0].stdout == b"xy\n", report


@every
@pytest.mark.parametrize(
    ("content", "mode"),
    [(b"#!/no/such/loader\n", 0o755), (b"\x7fELF", 0o755), (b"#!/bin/sh\n", 0o644)],
    ids=["loader", "format", "mode"],
)
def test_what_was_made_and_is_no_program_ends_as_a_program_that_fails(kind, content, mode):
    code = f"import os; open('program', 'wb').write({content!r}); os.chmod('program', {mode})"
    first = CompileStep(("python3", "-I", "-S", "-c", code), LIMITS, makes=("program",))
    wanted = plan(RunStep("s", ("{build}/program",), LIMITS), compile=(first,))
    (run,) = execute(kind, wanted).runs
    assert run.end == "exited", run
    assert run.code != 0


@every_compiling
@pytest.mark.cpp
def test_a_program_that_is_needed_can_be_executed(kind):
    async def work(sandbox: Sandbox) -> None:
        health = {item.language: item for item in await sandbox.languages()}["cpp"]
        if not health.ok:
            pytest.skip(f"{kind}: {health.reason}")
        compile_limits = limits(memory_mb=1024, file_bytes=64 << 20)
        step = CompileStep(
            ("g++", "-o", "program", "solution.cpp"),
            compile_limits,
            reads=("solution.cpp",),
            makes=("program",),
        )
        wanted = plan(
            RunStep("s", ("{build}/program",), LIMITS),
            listing(),
            language="cpp",
            files={"solution.cpp": b'#include <cstdio>\nint main() { std::puts("42"); }\n'},
            compile=(step,),
            needs=("program",),
        )
        for _ in range(2):
            report = await sandbox.execute(wanted)
            assert [run.stdout for run in report.runs] == [b"42\n", b"program\n"], report

    using(kind, work)


@every
def test_a_preload_changes_nothing_but_the_start(kind):
    modules = {"known": "VALUE = 41\n"}
    code = b"import sys\nprint(sys.argv[1:], 'solution' in sys.modules, __name__)"
    argv = ("python3", "-I", "-S", "{build}/main.py")
    runs = [RunStep(f"s{i}", (*argv, f"{i}"), LIMITS, stdin=b"") for i in range(4)]
    preload = Preload(("python3", "-I", "-S"), modules)
    plain = execute(kind, plan(*runs, files={"main.py": code}))
    fast = execute(kind, plan(*runs, files={"main.py": code}, preload=preload))
    assert [step.stdout for step in fast.runs] == [step.stdout for step in plain.runs]
    assert fast.runs[2].stdout == b"['2'] False __main__\n"


LEAVE = """
import os, sys, time # {marker}
for folder in {folders}:
    try: open(folder + "/codemm-left", "w").close()
    except OSError: pass
try:
    import ctypes
    libc = ctypes.CDLL(None)
    libc.shmget(0x636f, 4096, 0o1666)
    libc.msgget(0x636f, 0o1666)
except ImportError: pass
try:
    if os.fork() == 0:
        os.setsid()
        time.sleep(300)
except OSError: pass
os.mkdir("a"); os.mkdir("a/b", 0)
print("left")
"""
LOOK = """
import os
def lines(kind):
    try: return len(open("/proc/sysvipc/" + kind).readlines()) - 1
    except OSError: return 0
def alive(pid):
    try: return b"{marker}" in open("/proc/" + pid + "/cmdline", "rb").read()
    except OSError: return False
def pids():
    try: return [pid for pid in os.listdir("/proc") if pid.isdigit() and pid != str(os.getpid())]
    except OSError: return []
print(os.listdir(), [f for f in {folders} if os.path.exists(f + "/codemm-left")])
print([kind for kind in ("shm", "msg", "sem") if lines(kind)], any(alive(pid) for pid in pids()))
"""
FOLDERS = ("/dev/shm", "/dev/mqueue", "/run/lock", "/box", "/build", "/job")


@every_confined
def test_a_plan_finds_nothing_of_the_plans_before_it(kind):
    marker = f"marker-{uuid.uuid4().hex}"
    leave = python(LEAVE.format(marker=marker, folders=FOLDERS))
    look = python(LOOK.format(marker=marker[:-1], folders=FOLDERS))

    async def work(sandbox: Sandbox) -> None:
        for _ in range(3):
            first = await sandbox.execute(plan(leave, files={"secret": b"x"}))
            assert first.runs[0].stdout == b"left\n", first.runs[0].stderr
            assert processes_with(marker) == []
            second = await sandbox.execute(plan(look, listing()))
            assert second.runs[0].stdout == b"['frame'] []\n[] False\n", second.runs[0].stderr
            assert second.runs[1].stdout == b""

    using(kind, work)


@every_real
def test_a_plan_that_ends_badly_does_not_disturb_the_next(kind):
    hungry = python("x=[]\nwhile True: x.append(bytearray(5<<20))", limits=limits(memory_mb=64))
    endless = python("while True: pass", limits=limits(cpu_ms=300))
    killed = python("import os; os.kill(os.getpid(), 9)")

    async def work(sandbox: Sandbox) -> None:
        for bad, end in ((hungry, "memory_limit"), (endless, "time_limit"), (killed, "signaled")):
            report = await sandbox.execute(plan(bad))
            assert report.runs[0].end == end
            report = await sandbox.execute(plan(python("print(1)")))
            assert (report.runs[0].end, report.runs[0].stdout) == ("exited", b"1\n")

    using(kind, work)


@every_real
def test_a_large_plan_does_not_count_as_the_memory_of_its_programs(kind):
    large = python("import sys; print(len(sys.stdin.read()))", stdin=b"x" * (24 << 20))
    small = python("import time; time.sleep(0.1); raise SystemExit(1)", limits=limits(memory_mb=32))
    report = execute(kind, plan(large, small))
    assert report.runs[0].stdout == b"25165824\n", report.runs[0]
    assert (report.runs[1].end, report.runs[1].memory_kb < 20_000) == ("exited", True)
