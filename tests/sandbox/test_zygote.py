"""Steps that are forked from a waiting interpreter: like started ones, and strangers to each other.

A program that prints something is run both ways in one box; what it prints must be the same.
"""

import asyncio
import json

import pytest

from jupyter_codemm.ports import ExecutionPlan, Preload, RunStep, StepReport
from tests.sandbox.boxes import DOCKER, LIMITS, execute, opened, plan
from tests.sandbox.serving import serving

FLAGS = ("python3", "-s", "-S", "-P", "-B", "-X", "utf8")
SAME_FLAGS = ("python3", "-S", "-s", "-P", "-B", "-X", "utf8")
ENV = {"PYTHONHASHSEED": "0"}
MARKER = "codemm_marker"
PRELOAD = Preload(FLAGS, {MARKER: "import os\nvalue = [1]\n"}, ENV)
every = pytest.mark.parametrize("kind", ["rlimit", "landlock", "bwrap", DOCKER])
every_confined = pytest.mark.parametrize("kind", ["landlock", "bwrap", DOCKER])

FORKED = f"import sys; forked = '{MARKER}' in sys.modules\n"
FACTS = """
import sys
loaded = sorted(sys.modules)
import atexit, builtins, ctypes, gc, os, posix, resource, signal, threading, warnings
def stream(s):
    return [s.name, s.mode, s.encoding, s.errors, s.line_buffering, s.write_through, s.newlines,
            s.closed, s.isatty(), s.seekable(), s.fileno(), s.buffer.mode, s.buffer.raw.closefd]
facts = {
    "streams": [stream(s) for s in (sys.stdin, sys.stdout, sys.stderr)],
    "same streams": [sys.stdin is sys.__stdin__, sys.stdout is sys.__stdout__],
    "arguments": sys.argv,
    "original arguments": sys.orig_argv[7:],
    "flags": str(sys.flags).replace("randomization=1", "randomization=0"),
    "options": sys._xoptions, "warnings": warnings.filters,
    "path": sys.path, "finders": [str(f) for f in sys.meta_path], "hooks": len(sys.path_hooks),
    "recursion": sys.getrecursionlimit(), "switch": sys.getswitchinterval(),
    "hash": hash("x") if "PYTHONHASHSEED" in os.environ else 0,
    "main": sorted(globals().keys() - {"loaded", "forked", "__annotations__"}),
    "name": [__name__, __file__], "is main": sys.modules["__main__"].__dict__ is globals(),
    "environment": sorted(os.environ), "c": sorted(map(str, posix.environ)),
    "system's": str(ctypes.CDLL(None).getenv(b"PYTHONHASHSEED") != 0),
    "signals": [str(signal.getsignal(n)) for n in signal.valid_signals()],
    "blocked": str(signal.pthread_sigmask(signal.SIG_BLOCK, [])), "wake": signal.set_wakeup_fd(-1),
    "timers": signal.alarm(0), "threads": threading.active_count(), "exits": atexit._ncallbacks(),
    "collector": [gc.isenabled(), gc.get_threshold(), gc.get_debug(), gc.callbacks],
    "descriptors": sorted(os.listdir("/proc/self/fd")), "mask": os.umask(0),
    "limits": [resource.getrlimit(n) for n in range(16) if n != resource.RLIMIT_NPROC],
    "session": [os.getsid(0) == os.getpid(), os.getpgid(0) == os.getpid()],
    "users": [os.getresuid()[0] == u for u in os.getresuid()], "groups": os.getgroups(),
    "folder": sorted(os.listdir()), "hook": sys.excepthook is sys.__excepthook__,
    "trace": [sys.gettrace(), sys.getprofile()], "niceness": os.getpriority(os.PRIO_PROCESS, 0),
    "dumpable": os.access("/proc/self/environ", os.R_OK),
    "stdin": sys.stdin.read(),
}
import ctypes, json, random, re, socket, struct, subprocess
print(json.dumps(facts, default=repr))
"""
ENDS = {
    "returns": "print('é', end='')",
    "number": "import sys; print(1); sys.exit(3)",
    "words": "raise SystemExit('because')",
    "raises": "def f():\n    raise ValueError('é')\nf()",
    "cause": "try:\n    1/0\nexcept ZeroDivisionError as e:\n    raise KeyError(1) from e",
    "leaves": "import os, sys; sys.stdout.write('lost'); os._exit(5)",
    "killed": "import os; os.kill(os.getpid(), 9)",
    "exit handler": "import atexit; atexit.register(print, 'last'); print('first')",
    "finalizer": "class A:\n    def __del__(self): print('gone')\na = A()",
    "thread": "import threading; threading.Timer(0.01, print, ['late']).start()",
    "closed output": "import sys; sys.stdout.close(); raise ValueError",
    "recursion": "def f(): f()\ntry: f()\nexcept RecursionError as e: print(e)",
}
SECRET = "only-the-first-was-told"
SEARCH = """
import gc, os, sys
half = "only-the-first", "-was-told"
found = []
gc.unfreeze()
for thing in gc.get_objects():
    if type(thing) in (dict, list, tuple, set) and "".join(half) in repr(thing)[:100_000]:
        found.append(repr(type(thing)))
needle = "".join(half).encode()
own = id(needle) + bytes.__basicsize__ - 1
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        span, mode, *rest = line.split()
        if "r" not in mode or rest[-1] in ("[vvar]", "[vsyscall]"):
            continue
        start, end = (int(x, 16) for x in span.split("-"))
        for at in range(start, end, 1 << 16):
            try:
                memory.seek(at)
                chunk = memory.read(min(1 << 16, end - at))
            except OSError:
                continue
            where = chunk.find(half[0].encode() + half[1].encode())
            if where >= 0 and chunk.count(needle) > 3:
                found.append(line)
print(found)
"""
TAMPER = """
import builtins, os, signal, sys
import codemm_marker
codemm_marker.value.append(2)
codemm_marker.os.getpid = builtins.len = sys.exit = None
sys.path.insert(0, "/evil")
for fd in range(3, 64):
    try: os.write(fd, b"+" * 64)
    except OSError: pass
for who in (os.getppid(), 0, -1, 1):
    try: os.kill(who, signal.SIGTERM) if who else signal.signal(signal.SIGTERM, signal.SIG_IGN)
    except OSError: pass
print("tampered", flush=True)
"""
LOOK = (
    "import codemm_marker; print(codemm_marker.value, len('ab'), '/evil' in __import__('sys').path)"
)


def run(name: str, file: str, flags: tuple[str, ...] = FLAGS, **changes: object) -> RunStep:
    argv = (*flags, f"{{build}}/{file}", "argument")
    return RunStep(**{"name": name, "argv": argv, "limits": LIMITS, "env": ENV, **changes})


def forking(program: str, *runs: RunStep, **changes: object) -> ExecutionPlan:
    files = {"a.py": program.encode(), "b.py": changes.pop("other", "").encode()}
    return plan(*runs, files=files, **{"preload": PRELOAD, **changes})


def both_ways(kind: str, program: str, **changes: object) -> list[StepReport]:
    """Return how a program ends when it is forked and when it is started."""
    runs = [run("forked", "a.py", **changes), run("started", "a.py", SAME_FLAGS, **changes)]
    look = "import sys; print('codemm_marker' in sys.modules)"
    runs += [run("look", "b.py"), run("look too", "b.py", SAME_FLAGS)]
    reports = execute(kind, forking(program, *runs, other=look)).runs
    assert [report.stdout for report in reports[2:]] == [b"True\n", b"False\n"]
    return list(reports[:2])


@every
@pytest.mark.parametrize("env", [ENV, {}], ids=["same", "less"])
def test_a_forked_program_finds_what_a_started_one_finds(kind, env):
    stdin = "one\ntwo é".encode()
    forked, started = both_ways(kind, FACTS, stdin=stdin, frame=b"{}", env=env)
    assert (forked.stderr, started.stderr) == (b"", b"")
    seen, expected = json.loads(forked.stdout), json.loads(started.stdout)
    different = [name for name in expected if seen[name] != expected[name]]
    assert [(name, seen[name], expected[name]) for name in different] == []


@every
@pytest.mark.parametrize("program", ENDS.values(), ids=ENDS)
def test_a_forked_program_ends_as_a_started_one(kind, program):
    forked, started = both_ways(kind, program)
    assert (forked.end, forked.code) == (started.end, started.code)
    assert (forked.stdout, forked.stderr) == (started.stdout, started.stderr)


@every
def test_modules_of_ours_are_not_found_by_programs(kind):
    program = "import sys; print([m for m in sys.modules if 'jupyter' in m or 'socket' in m])"
    forked, _ = both_ways(kind, program)
    assert forked.stdout == b"[]\n"


@every
def test_forked_programs_draw_different_numbers(kind):
    preload = Preload(FLAGS, {"codemm_random": "import random"}, ENV)
    program = "import random, os; print(random.random(), os.urandom(8))"
    runs = [run(str(i), "a.py") for i in range(4)]
    reports = execute(kind, forking(program, *runs, preload=preload)).runs
    assert len({report.stdout for report in reports}) == len(runs)


@every_confined
def test_a_forked_program_knows_nothing_of_those_before_it(kind):
    told = SECRET.encode()
    runs = [
        run("told", "b.py", stdin=told, frame=told),
        *(run(f"search {i}", "a.py") for i in range(3)),
    ]
    other = f"import sys; kept = [sys.stdin.read() * 50]; print(len('{SECRET}'))"
    first, *others = execute(kind, forking(SEARCH, *runs, other=other)).runs
    assert (first.end, first.code, first.stdout) == ("exited", 0, b"23\n")
    assert [(r.stdout, r.stderr) for r in others] == [(b"[]\n", b"")] * 3


@every_confined
def test_what_a_forked_program_breaks_is_its_own(kind):
    runs = [run("tamper", "a.py"), run("look", "b.py"), run("again", "a.py"), run("last", "b.py")]
    reports = execute(kind, forking(TAMPER, *runs, other=LOOK)).runs
    assert [r.stdout for r in reports] == [b"tampered\n", b"[1] 2 False\n"] * 2


@every
def test_without_a_fitting_interpreter_steps_start_as_usual(kind):
    broken = Preload(FLAGS, {"codemm_broken": "raise ValueError"}, ENV)
    runs = [run(str(i), "a.py") for i in range(4)]
    for preload in (broken, Preload(("python3", "-z"), {}), Preload(("absent",), {})):
        reports = execute(kind, forking("print(1)", *runs, preload=preload)).runs
        assert [(r.end, r.stdout) for r in reports] == [("exited", b"1\n")] * 4


@pytest.mark.docker
def test_plans_of_one_box_know_nothing_of_each_other():
    asked = forking(SEARCH, *(run(str(i), "a.py") for i in range(3)))
    told = run(SECRET, "a.py", stdin=SECRET.encode(), frame=SECRET.encode())
    with serving(asked) as box:
        assert box.warm(asked, javac=False).reason == ""
        reply, left = box.run(forking(f"print('{SECRET}')", told))
        assert (reply.report.runs[0].stdout, left) == (f"{SECRET}\n".encode(), "")
        reply, left = box.run(asked)
        assert left == ""
        assert [(r.stdout, r.stderr) for r in reply.report.runs] == [(b"[]\n", b"")] * 3


def test_cancelling_ends_a_forked_program_too():
    async def session() -> None:
        sandbox = await opened("landlock")
        runs = [run(str(i), "a.py") for i in range(3)]
        heard = asyncio.Event()
        work = asyncio.create_task(
            sandbox.execute(
                forking("print('up', flush=True)\nwhile True: pass", *runs),
                lambda *_: heard.set(),
            )
        )
        await asyncio.wait_for(heard.wait(), 30)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        await sandbox.close()

    asyncio.run(session())
