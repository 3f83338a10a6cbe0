"""Programs that try to get out, see too much or leave something, in every tier that confines."""

import os
import socket
import tempfile
import uuid
from contextlib import ExitStack
from pathlib import Path

import pytest

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.ports import RunStep
from tests.sandbox.boxes import (
    every_confined,
    every_real,
    execute,
    limits,
    plan,
    processes_with,
    python,
)

PREFIX = """
import os, sys
def refused(attempt, *arguments):
    try:
        result = attempt(*arguments)
    except OSError:
        return True
    return type(result) is int and result == -1
def libc():
    import ctypes
    return ctypes.CDLL(None, use_errno=True)
def sock(*a):
    import socket
    return socket.socket(*a)
def connect(address, *a):
    sock(*a).connect(address)
def held(condition):
    os.write(3, b"held" if condition else b"ESCAPED")
"""

# Each program tells whether it was held back. Names in capitals are this test's own.
ATTEMPTS = {
    "read shadow": "held(refused(open, '/etc/shadow'))",
    "read a file of the server": "held(refused(open, SECRET))",
    "change a file of the server": "held(refused(open, SECRET, 'a'))",
    "chmod a file of the server": "held(refused(os.chmod, SECRET, 0))",
    "touch a file of the server": "held(refused(os.utime, SECRET, (1, 1)))",
    "truncate a file of the server": "held(refused(os.truncate, SECRET, 0))",
    "empty a file of the server": "held(refused(os.open, SECRET, os.O_RDONLY | os.O_TRUNC))",
    "list the home folder": "held(refused(os.listdir, HOME))",
    "read the server's environment": "held(refused(open, f'/proc/{SERVER}/environ'))",
    "read the server's memory": "held(refused(open, f'/proc/{SERVER}/mem', 'rb'))",
    "read the supervisor's memory": "held(refused(open, f'/proc/{os.getppid()}/mem', 'rb'))",
    "read the supervisor's environment": "held(refused(open, f'/proc/{os.getppid()}/environ'))",
    "signal the server": "held(refused(os.kill, SERVER, 0))",
    "have the kernel signal the server": (
        "import fcntl\nheld(refused(fcntl.fcntl, 3, fcntl.F_SETOWN, SERVER))"
    ),
    "kill the supervisor": "held(refused(os.kill, os.getppid(), 9))",
    "kill everybody": "held(refused(os.kill, -1, 9))",
    "trace the server": "held(libc().ptrace(16, SERVER, 0, 0) == -1)",
    "trace the supervisor": "held(libc().ptrace(16, os.getppid(), 0, 0) == -1)",
    "limit the server": (
        "import resource as r\nheld(refused(r.prlimit, SERVER, r.RLIMIT_CPU, (1, 1)))"
    ),
    "pin the supervisor": "held(refused(os.sched_setaffinity, os.getppid(), {0}))",
    "connect to the server": "held(refused(connect, ('127.0.0.1', PORT), 2, 1))",
    "connect to metadata": "held(refused(connect, ('169.254.169.254', 80), 2, 1))",
    "send a datagram": "held(refused(lambda: sock(2, 2).sendto(b'x', ('192.0.2.1', 53))))",
    "send a datagram to a name": (
        "import socket\nheld(refused(lambda: socket.socketpair(1, 2)[0].sendto(b'x', LOG)))"
    ),
    "resolve a name": "import socket\nheld(refused(socket.getaddrinfo, 'example.org', 80))",
    "connect to Docker": "held(refused(connect, '/var/run/docker.sock', 1, 1))",
    "write to /tmp": "held(refused(open, '/tmp/codemm-escape', 'w'))",
    "write to /var/tmp": "held(refused(open, '/var/tmp/codemm-escape', 'w'))",
    "write to /dev/shm": "held(refused(open, '/dev/shm/codemm-escape', 'w'))",
    "write to /usr": "held(refused(open, '/usr/bin/codemm-escape', 'w'))",
    "write beside its folder": "held(refused(open, '../codemm-escape', 'w'))",
    "write through a link": "os.symlink('/etc/passwd', 'l')\nheld(refused(open, 'l', 'a'))",
    "hard link": "held(refused(os.link, '/etc/passwd', 'h'))",
    "list other work": "held(refused(os.listdir, '..'))",
    "list other jobs": (
        "try: names = os.listdir('/tmp')\nexcept OSError: names = []\n"
        "held(not any('codemm' in name for name in names))"
    ),
    "become root": "held(refused(os.setuid, 0))",
    "chroot": "held(refused(os.chroot, '.'))",
    "make a device": "held(refused(os.mknod, 'd', 0o20666, os.makedev(1, 1)))",
    "mount": "held(libc().mount(b'none', b'.', b'tmpfs', 0, 0) == -1)",
    "new namespaces": "held(libc().unshare(0x10020000) == -1)",
    "shared memory segment": "held(libc().shmget(4242, 4096, 0o1600) == -1)",
    "message queue": "held(libc().msgget(4242, 0o1600) == -1)",
    "set of semaphores": "held(libc().syscall(66, 0, 0, 0, 0) == -1)",
    "keyring": "held(libc().syscall(250, 0, -3, 1) == -1)",
    "ring of calls": "held(libc().syscall(425, 8, b'\\0' * 120) == -1)",
    "socket to the host": "held(refused(sock, 40, 1))",
    "performance counters": "held(libc().syscall(298, b'\\0' * 128, 0, -1, -1, 0) == -1)",
    "more open files": "import resource as r\nheld(r.getrlimit(r.RLIMIT_NOFILE)[1] <= 128)",
    "start what it wrote": (
        "f = os.open('x', os.O_WRONLY | os.O_CREAT, 0o755)\n"
        "os.write(f, b'#!/bin/sh\\nprintf ESCAPED >&3\\n'); os.close(f)\n"
        "held(refused(os.execv, './x', ['x']))"
    ),
    "files that others left": "held(os.listdir() == ['frame'])",
}

RUDE = {
    "fork bomb": "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass",
    "thread bomb": "import _thread, time\nwhile True: _thread.start_new_thread(time.sleep, (9,))",
    "zombies": "import os\nfor _ in range(20):\n  if os.fork() == 0: os._exit(0)",
    "stop itself": "import os\nos.kill(os.getpid(), 19)",
    "deaf and busy": (
        "import signal\n"
        "for s in set(signal.Signals) - {9, 19}:\n"
        "  try: signal.signal(s, signal.SIG_IGN)\n"
        "  except (OSError, ValueError): pass\n"
        "while True: pass"
    ),
    "kill all": "import os\nos.kill(-1, 9)",
    "close all": "import os\nos.closerange(0, 1000)\nwhile True: pass",
    "recursion": "def f(): f()\nf()",
    "deep recursion": "import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
    "crash": "import ctypes\nctypes.string_at(0)",
    "fill the folder": "i = 0\nwhile True:\n  open(f'f{i}', 'wb').write(b'x' * 4_000_000); i += 1",
    "many files": "i = 0\nwhile True:\n  open(f'f{i}', 'w').close(); i += 1",
    "deep folders": "import os\nwhile True:\n  os.mkdir('d' * 100); os.chdir('d' * 100)",
    "shut folders": "import os\nfor i in range(50): os.mkdir(f'd{i}', 0)",
    "odd names": "open(b'\\xff\\n'.decode('latin-1') + '-rf', 'w').close()",
    "input left unread": "pass",
}
RUDE_LIMITS = limits(wall_ms=1500, cpu_ms=1500, memory_mb=128)


def attempt(name: str, code: str, values: dict[str, object]) -> RunStep:
    head = "".join(f"{key} = {value!r}\n" for key, value in values.items())
    return python(head + PREFIX + code, name)


@every_confined
def test_every_attempt_to_get_out_is_held_back(kind):
    with ExitStack() as stack:
        secret = stack.enter_context(tempfile.NamedTemporaryFile(prefix="hidden-tests-"))
        Path(secret.name).write_text("expected")
        Path(secret.name).chmod(0o666)
        server = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        log = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        log.bind(f"{secret.name}.log")
        stack.callback(Path(log.getsockname()).unlink)
        Path(log.getsockname()).chmod(0o777)
        values = {
            "LOG": log.getsockname(),
            "SERVER": os.getpid(),
            "PORT": server.getsockname()[1],
            "SECRET": secret.name,
            "HOME": str(Path.home()),
        }
        steps = [attempt(name, code, values) for name, code in ATTEMPTS.items()]
        report = execute(kind, plan(*steps, total_ms=120_000))
        assert Path(secret.name).stat().st_mode & 0o777 == 0o666
        assert Path(secret.name).read_text() == "expected"
    answers = {step.name: step.frame.decode() or step.stderr.decode() for step in report.runs}
    assert answers == dict.fromkeys(ATTEMPTS, "held")


@every_real
def test_after_a_rude_program_the_next_one_finds_everything_in_order(kind):
    marker = f"marker-{uuid.uuid4().hex}"
    look = "import os\nopen('own', 'w').write('x' * 100_000)\nprint(sorted(os.listdir()))"
    steps = []
    for name, code in RUDE.items():
        if (kind, name) == ("rlimit", "kill all"):
            continue  # without confinement it may kill the supervisor, which is a judge error
        steps += [python(f"# {marker}\n{code}", name, limits=RUDE_LIMITS), python(look, "look")]
    report = execute(kind, plan(*steps, total_ms=200_000, stop_on_timeout=False))
    polite = [step for step in report.runs if step.name == "look"]
    assert {(step.end, step.stdout) for step in polite} == {("exited", b"['frame', 'own']\n")}
    assert processes_with(marker) == []
    ends = {step.name: step.end for step in report.runs if step.name != "look"}
    assert set(ends.values()) <= {
        *("exited", "signaled", "time_limit", "memory_limit", "output_limit")
    }
    assert {ends[name] for name in ("deaf and busy", "close all")} == {"time_limit"}


@every_real
def test_a_step_that_does_not_start_says_why_and_no_path(kind):
    step = RunStep("absent", ("/opt/secret/tool",), limits())
    with pytest.raises(UnavailableError) as error:
        execute(kind, plan(step))
    said = error.value.message.partition(": ")[2]
    assert said.endswith((": No such file or directory", ": Permission denied"))
    assert "secret" not in said


@every_real
def test_one_byte_too_much_is_too_much_however_soon_the_program_ends(kind):
    limit = 2000
    code = "import os\nos.write({}, b'x' * {})\nos._exit(0)"
    small = limits(output_bytes=limit)
    steps = [
        python(code.format(fd, limit + extra), f"{fd} {extra}", limits=small)
        for fd in (1, 2, 3)
        for extra in (0, 1)
    ]
    report = execute(kind, plan(*steps))
    ends = {step.name: (step.end, step.truncated) for step in report.runs}
    assert ends == {
        f"{fd} {extra}": ("output_limit" if extra else "exited", bool(extra))
        for fd in (1, 2, 3)
        for extra in (0, 1)
    }
    assert {len(step.stdout + step.stderr + step.frame) for step in report.runs} == {limit}


@every_real
def test_a_step_cannot_read_what_a_later_step_is_asked(kind):
    snoop = (
        "import os\nfound = b''\n"
        "for pid in [p for p in os.listdir('/proc') if p.isdigit()]:\n"
        "    for name in ('environ', 'cmdline'):\n"
        "        try: found += open(f'/proc/{pid}/{name}', 'rb').read()\n"
        "        except OSError: pass\n"
        "print(b'later-' + b'input' in found)"
        if kind in {"rlimit", "docker"}
        else "print(False)"
    )
    later = python("pass", frame=b"later-input", stdin=b"later-input")
    report = execute(kind, plan(python(snoop), later))
    assert report.runs[0].stdout == b"False\n"
