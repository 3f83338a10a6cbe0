"""The supervisor's parts, without starting one."""

import ast
import itertools
import os
import signal
import struct
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.sandbox import supervisor
from jupyter_codemm.sandbox.bundle import supervisor_program
from jupyter_codemm.sandbox.supervisor import folders, landlock, syscalls, tally
from jupyter_codemm.sandbox.supervisor.ending import ending

LONGEST_ARGUMENT = 128 << 10
MACHINES = ("x86_64", "aarch64")
PID = 4321
SIGCHLD_FORK = 17
GLIBC_THREAD = 0x3D0F00
ALLOWED, REFUSED, ABSENT, KILLED = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000


def decision(program: bytes, machine: str, number: int, arg0: int = 0) -> int:
    """Return what a seccomp filter answers, by interpreting it."""
    words = {0: number, 4: syscalls.ARCHITECTURES[machine][1], 16: arg0 & 0xFFFFFFFF}
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
    tables = syscalls.NEVER + syscalls.NOT_IN_RUNS + syscalls.OWN_PROCESS
    words = (tables + syscalls.CLONE + " " + syscalls.CLONE3).split()
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


@pytest.mark.skipif(
    not Path("/usr/include/asm-generic/unistd.h").exists(), reason="no kernel headers here"
)
def test_the_generic_table_agrees_with_the_kernels_headers():
    header = Path("/usr/include/asm-generic/unistd.h").read_text(encoding="ascii").split()
    defined = dict(itertools.pairwise(header))
    words = (syscalls.NEVER + syscalls.NOT_IN_RUNS + syscalls.OWN_PROCESS).split()
    for name, number in zip(words[::3], words[2::3], strict=True):
        if known := defined.get(f"__NR_{name}"):
            assert known.isdigit() is False or known == number, name


@pytest.mark.parametrize("version", range(1, 9))
def test_landlock_asks_for_no_more_than_the_kernel_knows(version):
    files, network, scopes = landlock.handled(version)
    highest = {1: 12, 2: 13, 3: 14, 4: 14}.get(version, 15)
    assert files.bit_length() == highest + 1
    assert (network > 0, scopes > 0) == (version >= 4, version >= 6)


EXIT_0, EXIT_3, KILLED_BY_9, KILLED_BY_XCPU = 0, 3 << 8, 9, int(signal.SIGXCPU)
FACTS = {"cpu_ms": 10, "wall_ms": 10, "memory_kb": 1000, "oom": False}
LIMITS = {"cpu_ms": 100, "wall_ms": 100, "memory_kb": 100_000}


@pytest.mark.parametrize(
    ("crossed", "status", "changes", "expected"),
    [
        ("", EXIT_0, {}, ("exited", 0)),
        ("", EXIT_3, {}, ("exited", 3)),
        ("", KILLED_BY_9, {}, ("signaled", 9)),
        ("", KILLED_BY_9, {"oom": True}, ("memory_limit", 9)),
        ("", EXIT_3, {"memory_kb": 95_000}, ("memory_limit", 3)),
        ("", EXIT_0, {"memory_kb": 95_000}, ("exited", 0)),
        ("", KILLED_BY_XCPU, {}, ("time_limit", int(signal.SIGXCPU))),
        ("", EXIT_0, {"cpu_ms": 101}, ("time_limit", 0)),
        ("", EXIT_0, {"wall_ms": 101}, ("time_limit", 0)),
        ("time_limit", KILLED_BY_9, {}, ("time_limit", 0)),
        ("time_limit", KILLED_BY_9, {"oom": True}, ("memory_limit", 9)),
        ("output_limit", KILLED_BY_9, {"oom": True}, ("output_limit", 0)),
    ],
)
def test_the_end_follows_from_facts(crossed, status, changes, expected):
    assert ending(crossed, status, {**FACTS, **changes}, LIMITS) == expected


@given(
    st.recursive(
        st.none(), lambda inner: st.dictionaries(st.text("ab-\n", min_size=1), inner), max_leaves=12
    )
)
def test_any_tree_is_removed(tmp_path_factory, tree):
    top = tmp_path_factory.mktemp("tree") / "run"
    top.mkdir()
    waiting = [(str(top), tree or {})]
    while waiting:
        folder, children = waiting.pop()
        for name, inner in children.items():
            path = os.path.join(folder, name)  # noqa: PTH118 - any name
            if inner is None:
                os.symlink("/etc", path)  # noqa: PTH211 - any name
            else:
                os.mkdir(path)  # noqa: PTH102 - any name
                waiting.append((path, inner))
    folders.remove_folder(str(top), None)
    assert not top.exists()
    assert Path("/etc").exists()


def test_a_very_deep_tree_is_removed(tmp_path):
    top = tmp_path / "run"
    top.mkdir()
    fd = os.open(top, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d" * 50, dir_fd=fd)
        inner = os.open("d" * 50, os.O_RDONLY, dir_fd=fd)
        os.close(fd)
        fd = inner
    os.close(fd)
    assert tally.overfull(str(top))
    folders.remove_folder(str(top), None)
    assert not top.exists()


def test_a_folder_with_too_many_files_is_overfull(tmp_path):
    assert not tally.overfull(str(tmp_path))
    for i in range(tally.MOST_FILES + 1):
        (tmp_path / str(i)).touch()
    assert tally.overfull(str(tmp_path))


def test_a_file_is_never_written_through_a_link(tmp_path):
    target = tmp_path / "target"
    (tmp_path / "frame").symlink_to(target)
    with pytest.raises(FileExistsError):
        folders.write_file(str(tmp_path / "frame"), b"x", None)
    assert not target.exists()


def test_the_supervisor_needs_nothing_but_the_standard_library():
    package = Path(supervisor.__file__).parent
    for file in package.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                own = name.startswith(supervisor.__name__)
                assert own or name.split(".")[0] in sys.stdlib_module_names, (file.name, name)


def test_the_supervisor_fits_into_one_argument():
    assert len(supervisor_program().encode()) < LONGEST_ARGUMENT
