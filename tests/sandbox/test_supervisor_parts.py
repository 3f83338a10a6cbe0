"""The supervisor's parts, without starting one."""

import ast
import os
import signal
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.sandbox import supervisor
from jupyter_codemm.sandbox.bundle import supervisor_program
from jupyter_codemm.sandbox.supervisor import child, folders, landlock, products, tally
from jupyter_codemm.sandbox.supervisor.ending import ending
from jupyter_codemm.sandbox.supervisor.gauge import ProcessGauge
from jupyter_codemm.sandbox.supervisor.watch import Watch

LONGEST_ARGUMENT = 128 << 10


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


@pytest.mark.parametrize("channel", [1, 2, 3])
@pytest.mark.parametrize(("size", "end"), [(1000, ""), (1001, "output_limit")])
def test_what_was_printed_before_anybody_looked_counts(channel, size, end):
    theirs, ours = child.open_pipes(None)
    pid = os.fork()
    if pid == 0:
        os.write(theirs[channel], bytes(size))
        os._exit(0)
    for fd in theirs:
        os.close(fd)
    step_limits = {"output_bytes": 1000, "wall_ms": 9000, "cpu_ms": 9000, "memory_kb": 1 << 20}
    step = {"limits": step_limits, "stdin": b"", "tallied_folder": ""}
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    started = child.Child(pid, ours)
    try:
        watch = Watch(started, step, ProcessGauge(), bell=ours[1])
        watch.run()
        assert (watch.end, len(watch.outputs[channel - 1].data)) == (end, 1000)
    finally:
        started.close()


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


def test_a_folder_that_its_step_shut_is_frozen_too(tmp_path):
    user = 31_234 if os.geteuid() == 0 else None  # root could list it all the same
    with tempfile.TemporaryDirectory() as top:
        Path(top).chmod(0o755)
        build = Path(top, "build")
        folders.make_folder(str(build), user)
        Path(top).chmod(0o755)
        with folders.ActingAs(user):
            inner = build / "open to all" / "deeper"
            inner.mkdir(parents=True)
            (inner / "file").write_text("")
            (build / "link").symlink_to(tmp_path)
            inner.chmod(0o333)
            inner.parent.chmod(0o333)
        tmp_path.chmod(0o700)
        products.freeze(str(build), user)
        frozen = (build, inner.parent, inner, inner / "file", tmp_path)
        modes = [path.stat().st_mode & 0o777 for path in frozen]
        with folders.ActingAs(user):
            folders.empty_folder(str(build))
    assert modes == [0o555, 0o555, 0o555, 0o444, 0o700]


def test_what_is_needed_of_a_folder_that_its_step_shut_is_kept():
    user = 31_235 if os.geteuid() == 0 else None  # root could list it all the same
    with tempfile.TemporaryDirectory() as top:
        Path(top).chmod(0o755)
        build = Path(top, "build")
        folders.make_folder(str(build), user)
        Path(top).chmod(0o755)
        with folders.ActingAs(user):
            inner = build / "shut" / "deeper"
            inner.mkdir(parents=True)
            for name in ("needed", "other"):
                (inner / name).touch()
            inner.chmod(0)
            inner.parent.chmod(0o111)
        products.keep_only(str(build), ["shut/deeper/needed"], user)
        with folders.ActingAs(user):
            kept = [path.name for path in build.rglob("*")]
            folders.empty_folder(str(build))
    assert sorted(kept) == ["deeper", "needed", "shut"]


def test_a_link_where_a_needed_folder_belongs_is_removed_and_nothing_behind_it(tmp_path):
    build, outside = tmp_path / "build", tmp_path / "outside"
    for folder in (build, outside):
        folder.mkdir()
    (outside / "mine").touch()
    (build / "shut").symlink_to(outside)
    products.keep_only(str(build), ["shut/needed"], None)
    assert [path.name for path in tmp_path.rglob("*")].count("mine") == 1
    assert not list(build.iterdir())


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


def test_the_supervisor_is_written_for_every_python_that_a_box_may_have():
    for file in Path(supervisor.__file__).parent.glob("*.py"):
        ast.parse(file.read_text(encoding="utf-8"), file.name, feature_version=(3, 9))


def test_the_supervisor_fits_into_one_argument():
    assert len(supervisor_program().encode()) < LONGEST_ARGUMENT
