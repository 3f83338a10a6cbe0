"""The seccomp filters: what they answer, by interpreting them, and that the kernel agrees."""

import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_codemm.sandbox.local.layers import available_layers
from jupyter_codemm.sandbox.supervisor import syscalls

ROOT = Path(__file__).resolve().parents[2]
MACHINES = ("x86_64", "aarch64")
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
PID = 4321
SIGCHLD_FORK = 17
GLIBC_THREAD = 0x3D0F00
NEWEST_EVERYWHERE = 423  # from here on every machine has the same numbers
ALLOWED, REFUSED, ABSENT, KILLED = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
TABLES = " ".join(
    value for name, value in vars(syscalls).items() if isinstance(value, str) and name.isupper()
)


def decision(program: bytes, machine: str, number: int, *arguments: int) -> int:
    """Return what a seccomp filter answers, by interpreting it."""
    words = {0: number, 4: syscalls.ARCHITECTURES[machine][1]}
    words.update({16 + 8 * i: word & 0xFFFFFFFF for i, word in enumerate((*arguments, 0, 0, 0))})
    steps = list(struct.iter_unpack("=HBBI", program))
    position = value = 0
    while True:
        code, yes, no, k = steps[position]
        position += 1
        if code == syscalls.RETURN:
            return k
        if code == syscalls.LOAD:
            value = words[k]
            continue
        holds = {
            syscalls.JUMP_EQUAL: value == k,
            syscalls.JUMP_AT_LEAST: value >= k,
            syscalls.JUMP_ANY_BIT: bool(value & k),
        }[code]
        position += yes if holds else no


def named(name: str, machine: str) -> int:
    words = TABLES.split()
    return int(words[words.index(name) + 1 + syscalls.ARCHITECTURES[machine][0]])


@pytest.fixture(params=MACHINES)
def machine(request):
    return request.param


def test_a_run_may_make_threads_but_no_processes(machine):
    program = syscalls.filter_program(machine, PID, may_fork=False)
    clone = named("clone", machine)
    assert decision(program, machine, clone, GLIBC_THREAD) == ALLOWED
    assert decision(program, machine, clone, SIGCHLD_FORK) == REFUSED
    assert decision(program, machine, named("clone3", machine)) == ABSENT


def test_a_compiler_may_make_processes_but_no_namespaces(machine):
    program = syscalls.filter_program(machine, PID, may_fork=True)
    clone = named("clone", machine)
    assert decision(program, machine, clone, SIGCHLD_FORK) == ALLOWED
    assert decision(program, machine, clone, 0x10000000 | SIGCHLD_FORK) == REFUSED
    assert decision(program, machine, named("fchmodat", machine)) == ALLOWED
    assert decision(program, machine, named("socket", machine)) == REFUSED


def test_signals_reach_the_process_itself_only(machine):
    program = syscalls.filter_program(machine, PID, may_fork=False)
    kill = named("kill", machine)
    answers = {who: decision(program, machine, kill, who) for who in (PID, 0, -PID, 1, -1, PID + 1)}
    assert answers == {
        **dict.fromkeys((PID, 0, -PID), ALLOWED),
        **dict.fromkeys((1, -1, PID + 1), REFUSED),
    }


def test_everything_in_the_tables_is_refused_in_runs(machine):
    program = syscalls.filter_program(machine, PID, may_fork=False)
    numbers = syscalls.numbers(syscalls.NEVER + syscalls.NOT_IN_RUNS, machine)
    assert {decision(program, machine, number) for number in numbers} == {REFUSED}
    assert len(set(numbers)) == len(numbers)


def test_reading_writing_and_mapping_stay_allowed(machine):
    program = syscalls.filter_program(machine, PID, may_fork=False)
    usual = {"x86_64": (0, 1, 9, 53, 59, 257), "aarch64": (63, 64, 222, 199, 221, 56)}[machine]
    assert {decision(program, machine, number) for number in usual} == {ALLOWED}


def test_another_architecture_and_x32_numbers_are_killed():
    program = syscalls.filter_program("x86_64", PID, may_fork=True)
    assert decision(program, "aarch64", 63) == KILLED
    assert decision(program, "x86_64", 0x40000000 | 41) == KILLED


@pytest.mark.parametrize(
    ("name", "refused", "allowed"),
    [
        ("fcntl", (8, 10, 15), (0, 1, 2, 3, 4, 6, 1030, 1033)),
        ("ioctl", (0x8901, 0x8902), (0x5401, 0x5413, 0x541B, 0x8903)),
        ("socketpair", (2, 3, 0x80802), (1, 5, 0x80801)),
    ],
)
def test_ways_around_the_rules_are_refused_by_their_argument(machine, name, refused, allowed):
    for may_fork in (True, False):
        program = syscalls.filter_program(machine, PID, may_fork=may_fork)
        number = named(name, machine)
        assert {decision(program, machine, number, 7, word) for word in refused} == {REFUSED}
        assert {decision(program, machine, number, 8, word) for word in allowed} == {ALLOWED}


READ, WRITE, BOTH, NEITHER = 0, 1, 2, 3
EMPTY, CREATE = 0o1000, 0o100


def test_where_landlock_does_not_govern_it_files_are_emptied_only_by_who_may_write(machine):
    program = syscalls.filter_program(machine, PID, may_fork=False, may_truncate=False)
    opens = [(named("openat", machine), (0, 0))]
    opens += [(2, (0,))] if machine == "x86_64" else []
    for number, before in opens:
        answers = {
            (how, flag): decision(program, machine, number, *before, how | flag)
            for how in (READ, WRITE, BOTH, NEITHER)
            for flag in (EMPTY, CREATE)
        }
        refused = {call for call, answer in answers.items() if answer == REFUSED}
        assert refused == {(READ, EMPTY), (NEITHER, EMPTY)}
        assert set(answers.values()) == {ALLOWED, REFUSED}
    assert decision(program, machine, named("truncate", machine)) == REFUSED
    assert decision(program, machine, named("openat2", machine)) == ABSENT


def test_where_landlock_governs_it_opening_is_its_matter(machine):
    program = syscalls.filter_program(machine, PID, may_fork=False)
    openat = decision(program, machine, named("openat", machine), 0, 0, READ | EMPTY)
    others = [decision(program, machine, named(name, machine)) for name in ("truncate", "openat2")]
    assert [openat, *others] == [ALLOWED, ALLOWED, ALLOWED]


IN_THE_KERNEL = """
import _socket, fcntl, os, sys
from jupyter_codemm.sandbox.supervisor import kernel, syscalls
kernel.control(kernel.SET_NO_NEW_PRIVS, 1)
machine = os.uname().machine
kernel.install_filter(
    syscalls.filter_program(machine, os.getpid(), may_fork=False, may_truncate=False)
)
path = sys.argv[1]
def tell(name, attempt, *arguments):
    try: attempt(*arguments)
    except OSError as error: print(name, error.errno)
    else: print(name, "done")
reader, writer = os.pipe()
tell("owner", fcntl.fcntl, reader, fcntl.F_SETOWN, os.getppid())
tell("signal", fcntl.fcntl, reader, fcntl.F_SETSIG, 9)
tell("flags", fcntl.fcntl, reader, fcntl.F_SETFL, os.O_NONBLOCK)
tell("datagrams", _socket.socketpair, _socket.AF_UNIX, _socket.SOCK_DGRAM)
tell("streams", _socket.socketpair)
tell("truncate", os.truncate, path, 0)
tell("empty", os.open, path, os.O_RDONLY | os.O_TRUNC)
tell("empty at once", os.open, path, os.O_TRUNC | 3)
print(os.path.getsize(path))
tell("write", open, path, "w")
print(os.path.getsize(path))
"""


def test_the_kernel_takes_the_filter_and_answers_as_interpreted(tmp_path):
    if not available_layers().seccomp:
        pytest.skip("seccomp: not on this system")
    file = tmp_path / "file"
    file.write_text("kept")
    command = [sys.executable, "-c", IN_THE_KERNEL, str(file)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.splitlines() == [
        *("owner 1", "signal 1", "flags done", "datagrams 1", "streams done"),
        *("truncate 1", "empty 1", "empty at once 1", "4", "write done", "0"),
    ], done.stderr


def test_the_tables_agree_with_the_kernels_headers(machine):
    if not HEADERS[machine].exists():
        pytest.skip(f"no kernel headers for {machine} here")
    header = HEADERS[machine].read_text(encoding="ascii")
    defined = dict(re.findall(r"#define (\w+)\s+(\w+)", header))
    words = TABLES.split()
    column = 1 + syscalls.ARCHITECTURES[machine][0]
    for name, number in zip(words[::3], words[column::3], strict=True):
        known = defined.get(f"__NR_{name}", "")
        if (known := defined.get(known, known)).isdigit():
            assert known == number, name
        else:  # newer than the headers, or known to the other machine only
            assert number == "-" or int(number) > NEWEST_EVERYWHERE, name
