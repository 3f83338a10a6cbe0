"""What every Sandbox promises, on the fake, every local tier and Docker."""

import asyncio
import os
import uuid
from pathlib import Path

import pytest

from jupyter_codemm.errors import MissingToolError, UnavailableError
from jupyter_codemm.ports import (
    CompileStep,
    ExecutionPlan,
    ExecutionReport,
    RunStep,
    Sandbox,
    StepLimits,
)
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
    running,
    using,
)

COMPILE_LIMITS = StepLimits(wall_ms=40_000, cpu_ms=30_000, memory_mb=1024)
JVM_LIMITS = StepLimits(wall_ms=20_000, cpu_ms=20_000, memory_mb=256, processes=100)
CPP_42 = b"#include <iostream>\nint main() { std::cout << 42; }\n"
SHARED_FOLDERS = ("..", "/tmp", "/var/tmp", "/dev/shm")
JAVA_42 = b"class A { public static void main(String[] a) { System.out.print(42); } }\n"


@every
def test_bytes_pass_both_ways_on_every_channel(kind):
    every_byte = bytes(range(256))
    code = (
        "import os,sys\n"
        "data=sys.stdin.buffer.read(); frame=open('frame','rb').read()\n"
        "sys.stdout.buffer.write(data); sys.stderr.buffer.write(frame[::-1])\n"
        "os.write(3, frame+data); sys.exit(7)"
    )
    (step,) = execute(kind, plan(python(code, stdin=every_byte, frame=b"\0\xff\n"))).runs
    assert (step.name, step.end, step.code) == ("step", "exited", 7)
    assert step.stdout == every_byte
    assert step.stderr == b"\n\xff\0"
    assert step.frame == b"\0\xff\n" + every_byte
    assert not step.truncated


@every
def test_large_input_and_output_do_not_block_each_other(kind):
    data = os.urandom(700_000)
    code = "import os,sys\nsys.stdout.buffer.write(sys.stdin.buffer.read())\nos.write(3,b'end')"
    (step,) = execute(kind, plan(python(code, stdin=data))).runs
    assert (step.stdout == data, step.frame) == (True, b"end")


@every
def test_what_is_written_just_before_the_end_arrives(kind):
    code = "import os\nfor fd in (1,2,3): os.write(fd, b'x'*60_000)\nos._exit(0)"
    report = execute(kind, plan(*[python(code)] * 20))
    sizes = {(len(step.stdout), len(step.stderr), len(step.frame)) for step in report.runs}
    assert sizes == {(60_000, 60_000, 60_000)}


@every
def test_a_program_that_does_not_read_its_input_is_not_disturbed(kind):
    (step,) = execute(kind, plan(python("print(1)", stdin=b"x" * 500_000))).runs
    assert (step.end, step.code, step.stdout) == ("exited", 0, b"1\n")


@every
def test_the_result_channel_can_be_opened_by_path(kind):
    code = "open('/proc/self/fd/3','w').write('by path')"
    (step,) = execute(kind, plan(python(code))).runs
    assert step.frame == b"by path", step.stderr


@every
def test_files_are_in_the_build_folder_and_it_is_substituted(kind):
    run = RunStep("s", ("python3", "-I", "-S", "{build}/main.py", "{build}/data.txt"), LIMITS)
    files = {"main.py": b"import sys; print(open(sys.argv[1]).read())", "data.txt": b"here"}
    (step,) = execute(kind, plan(run, files=files)).runs
    assert step.stdout == b"here\n", step.stderr


@every
def test_each_step_starts_in_an_own_folder_with_only_the_frame(kind):
    code = "import os;print(os.getcwd(), os.listdir(), oct(os.stat('.').st_mode)[-3:])"
    report = execute(kind, plan(python(code), python(code)))
    (first, *one), (second, *two) = (step.stdout.decode().split(" ", 1) for step in report.runs)
    assert first != second
    assert one == two == ["['frame'] 700\n"]


@every
def test_the_environment_is_clean_but_for_what_the_step_names(kind):
    os.environ["CODEMM_TEST_SECRET"] = "leak"
    code = "import os;print(' '.join(sorted(os.environ)), os.environ.get('WANTED'))"
    try:
        (step,) = execute(kind, plan(python(code, env={"WANTED": "yes"}))).runs
    finally:
        del os.environ["CODEMM_TEST_SECRET"]
    *names, value = step.stdout.decode().split()
    assert value == "yes"
    assert set(names) <= {
        "PATH",
        "LANG",
        "LC_ALL",
        "LC_CTYPE",
        "TZ",
        "HOME",
        "TMPDIR",
        "WANTED",
        "PWD",
    }


@every_real
def test_only_the_four_channels_are_open(kind):
    code = (
        "import os\nopen_fds=[]\n"
        "for fd in range(3, 256):\n"
        "    try: os.fstat(fd); open_fds.append(fd)\n"
        "    except OSError: pass\n"
        "print(open_fds)"
    )
    (step,) = execute(kind, plan(python(code))).runs
    assert step.stdout == b"[3]\n"


@every
def test_a_signal_is_told_from_an_exit(kind):
    report = execute(kind, plan(python("import os;os.abort()"), python("import os;os._exit(6)")))
    assert [(step.end, step.code) for step in report.runs] == [("signaled", 6), ("exited", 6)]


@every
def test_sleeping_too_long_is_a_time_out_and_ends_the_plan(kind):
    slow = python("import time;print('on',flush=True);time.sleep(60)", limits=limits(wall_ms=400))
    first, second = execute(kind, plan(slow, python("print(2)"))).runs
    assert (first.end, first.stdout) == ("time_limit", b"on\n")
    assert 400 <= first.wall_ms < 5000
    assert (second.end, second.stdout) == ("not_run", b"")


@every_real
def test_computing_too_long_is_a_time_out(kind):
    busy = python("while True: pass", limits=limits(cpu_ms=300))
    (step,) = execute(kind, plan(busy)).runs
    assert step.end == "time_limit"


@every
def test_a_time_out_ends_only_its_step_when_the_plan_says_so(kind):
    slow = python("import time;time.sleep(60)", limits=limits(wall_ms=300))
    report = execute(kind, plan(slow, python("print(2)"), stop_on_timeout=False))
    assert [step.end for step in report.runs] == ["time_limit", "exited"]


@every
def test_the_budget_of_all_runs_cuts_the_step_that_crosses_it(kind):
    nap = python("import time;time.sleep(2)")
    report = execute(kind, plan(nap, nap, nap, nap, total_ms=3500))
    assert [step.end for step in report.runs] == ["exited", "time_limit", "not_run", "not_run"]


@every
@pytest.mark.parametrize(
    "write",
    ["os.write(1, b'x'*4096)", "os.write(2, b'x'*4096)", "os.write(3, b'x'*4096)"],
    ids=["stdout", "stderr", "frame"],
)
def test_endless_output_is_cut_on_every_channel(kind, write):
    loud = python(f"import os\nwhile True: {write}", limits=limits(output_bytes=10_000))
    (step,) = execute(kind, plan(loud)).runs
    assert (step.end, step.truncated) == ("output_limit", True)
    assert max(len(step.stdout), len(step.stderr), len(step.frame)) == 10_000


@every
def test_output_of_exactly_the_limit_is_whole(kind):
    exact = python("print('x'*9_999)", limits=limits(output_bytes=10_000))
    (step,) = execute(kind, plan(exact)).runs
    assert (step.end, len(step.stdout), step.truncated) == ("exited", 10_000, False)


@every_real
def test_memory_that_is_used_is_measured(kind):
    report = execute(kind, plan(python("x=bytearray(100<<20)"), python("pass")))
    large, small = (step.memory_kb for step in report.runs)
    assert 100 << 10 < large < 160 << 10
    assert small < 60 << 10


@every_real
def test_growing_without_end_reaches_the_memory_limit(kind):
    hungry = python("x=[]\nwhile True: x.append(bytearray(5<<20))", limits=limits(memory_mb=64))
    first, second = execute(kind, plan(hungry, python("print(1)"))).runs
    assert first.end == "memory_limit"
    assert (second.end, second.stdout) == ("exited", b"1\n")


@every
def test_one_absurd_allocation_is_the_programs_own_error(kind):
    (step,) = execute(kind, plan(python("x='a'*10**13"))).runs
    assert (step.end, step.code) == ("exited", 1)
    assert b"MemoryError" in step.stderr


@every
def test_a_file_that_grows_too_large_is_refused(kind):
    code = (
        "f=open('big','wb')\n"
        "try:\n"
        "    while True: f.write(b'x'*65536); f.flush()\n"
        "except OSError: print('refused')"
    )
    (step,) = execute(kind, plan(python(code, limits=limits(file_bytes=1 << 20)))).runs
    assert step.end == "output_limit" or step.stdout == b"refused\n"


@every_confined
def test_nothing_stays_from_one_step_to_the_next(kind):
    leave = python(
        "import os\n"
        "open('left','w').close(); os.makedirs('a/b')\n"
        "os.mkdir('a/b/c', 0); os.symlink('/etc','link')\n"
        f"for folder in {SHARED_FOLDERS}:\n"
        "    try: open(folder+'/codemm-left','w').close()\n"
        "    except OSError: pass"
    )
    look = python(
        "import os\n"
        f"seen=[f for f in {SHARED_FOLDERS} if os.path.exists(f+'/codemm-left')]\n"
        "print(os.listdir(), seen)"
    )
    try:
        report = execute(kind, plan(leave, look))
    finally:
        for folder in SHARED_FOLDERS[1:]:
            Path(folder, "codemm-left").unlink(missing_ok=True)
    assert report.runs[0].code == 0, report.runs[0].stderr
    assert report.runs[1].stdout == b"['frame'] []\n"


@every_real
def test_a_process_that_leaves_its_group_is_gone_before_the_next_step(kind):
    marker = f"marker-{uuid.uuid4().hex}"
    daemon = python(
        f"import os,time # {marker}\n"
        "try:\n"
        "    if os.fork()==0:\n"
        "        os.setsid()\n"
        "        if os.fork()==0: time.sleep(300)\n"
        "        os._exit(0)\n"
        "except PermissionError: pass\n"
        "print('done')"
    )
    report = execute(kind, plan(daemon, python("print('next')")))
    assert [step.stdout for step in report.runs] == [b"done\n", b"next\n"]
    assert processes_with(marker) == []


@every
def test_cancelling_kills_everything(kind):
    marker = f"marker-{uuid.uuid4().hex}"
    endless = python(f"import time # {marker}\ntime.sleep(300)", limits=limits(wall_ms=300_000))

    async def work(sandbox: Sandbox) -> None:
        task = asyncio.create_task(sandbox.execute(plan(endless, total_ms=300_000)))
        await running(marker)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert processes_with(marker) == []

    using(kind, work)


@every
def test_twenty_callers_at_once_each_get_their_own_answer(kind):
    async def work(sandbox: Sandbox) -> None:
        plans = [plan(python(f"print({i})")) for i in range(20)]
        reports = await asyncio.gather(*(sandbox.execute(p) for p in plans))
        assert [r.runs[0].stdout for r in reports] == [f"{i}\n".encode() for i in range(20)]
        assert sandbox.launches == 20

    using(kind, work)


def compiled(kind: str, wanted: ExecutionPlan) -> ExecutionReport:
    async def check(sandbox: Sandbox) -> None:
        health = {item.language: item for item in await sandbox.languages()}[wanted.language]
        if not health.ok:
            pytest.skip(f"{kind}: {health.reason}")

    using(kind, check)
    return execute(kind, wanted)


def cpp(source: bytes, *runs: RunStep) -> ExecutionPlan:
    step = CompileStep(("g++", "-O1", "-o", "program", "solution.cpp"), COMPILE_LIMITS)
    return plan(*runs, language="cpp", files={"solution.cpp": source}, compile=(step,))


@every_compiling
@pytest.mark.cpp
def test_a_compiled_program_runs_from_the_build_folder(kind):
    report = compiled(kind, cpp(CPP_42, RunStep("s", ("{build}/program",), LIMITS)))
    assert report.compiled, report.compile[0].stderr
    assert report.compile[0].memory_kb > 20_000
    assert report.runs[0].stdout == b"42"


@every_compiling
@pytest.mark.java
def test_java_compiles_and_runs(kind):
    run = RunStep("s", ("java", "-Xmx64m", "-cp", "{build}", "A"), JVM_LIMITS)
    step = CompileStep(("javac", "-proc:none", "A.java"), COMPILE_LIMITS)
    wanted = plan(run, run, language="java", files={"A.java": JAVA_42}, compile=(step,))
    report = compiled(kind, wanted)
    assert report.compiled, report.compile[0].stderr
    assert [step.stdout for step in report.runs] == [b"42", b"42"], report.runs[0].stderr


@every_compiling
@pytest.mark.cpp
def test_when_compiling_fails_nothing_runs(kind):
    first = CompileStep(("g++", "-c", "solution.cpp"), COMPILE_LIMITS)
    second = CompileStep(("g++", "-o", "program", "solution.o"), COMPILE_LIMITS)
    wanted = plan(
        RunStep("s", ("{build}/program",), LIMITS),
        language="cpp",
        files={"solution.cpp": b"int main( {"},
        compile=(first, second),
    )
    report = compiled(kind, wanted)
    assert not report.compiled
    assert b"solution.cpp" in report.compile[0].stderr
    assert report.compile[1].end == "not_run"
    assert [step.end for step in report.runs] == ["not_run"]


@every_compiling
@pytest.mark.cpp
def test_when_a_part_of_the_judge_is_not_compiled_nothing_is_said_of_the_program(kind):
    step = CompileStep(
        ("g++", "-c", "ours.cpp"), COMPILE_LIMITS, ("ours.cpp",), ("ours.o",), ours=True
    )
    run = RunStep("s", ("python3", "-c", ""), LIMITS)
    wanted = plan(run, language="cpp", files={"ours.cpp": b"int main( {"}, compile=(step,))
    with pytest.raises(UnavailableError, match=r"a part of the judge was not compiled: .*ours.cpp"):
        compiled(kind, wanted)


@every_confined
def test_runs_cannot_change_the_build_folder(kind):
    code = (
        "import os,sys\nd=sys.argv[1]\n"
        "def refused(f,*a):\n"
        "    try: f(*a)\n"
        "    except OSError: return True\n"
        "    return False\n"
        "print(refused(open,d+'/new','w'), refused(open,d+'/main.py','w'))\n"
        "print(refused(os.remove,d+'/main.py'))"
    )
    run = RunStep("s", ("python3", "-I", "-S", "{build}/main.py", "{build}"), LIMITS)
    (step,) = execute(kind, plan(run, files={"main.py": code.encode()})).runs
    assert step.stdout == b"True True\nTrue\n"


@every
def test_every_language_is_reported_with_a_reason_when_it_does_not_work(kind):
    async def work(sandbox: Sandbox) -> None:
        found = await sandbox.languages()
        assert [item.language for item in found] == ["python", "java", "cpp", "sql"]
        assert {item.tier for item in found} == {sandbox.tier}
        assert all(item.ok or kind == "bare" or (item.reason and item.fix) for item in found)

    using(kind, work)


def test_an_unconfined_tier_refuses_compiled_languages():
    with pytest.raises(MissingToolError, match="Docker"):
        execute("rlimit", cpp(CPP_42, RunStep("s", ("{build}/program",), LIMITS)))
