"""Memory and CPU time as the supervisor reads them: trees of files as both kernel interfaces have.

The tree of version 1 is read live by the Docker tests on machines that have it. The trees here were
written after what such kernels show, so that both readers are tested on any machine.
"""

import os
import shutil
from pathlib import Path

import pytest

from jupyter_codemm.sandbox.supervisor.gauge import ContainerGauge, ProcessGauge, private_kb

HERE = Path(__file__).parent
MIB = 1 << 20


class Tree:
    """A copy of a tree that a test may change as a kernel would."""

    def __init__(self, version: str, root: Path) -> None:
        shutil.copytree(HERE / f"cgroup_{version}", root, dirs_exist_ok=True)
        second = version == "v2"
        self.root = root
        self.stat = root / ("memory.stat" if second else "memory/memory.stat")
        self.kills = root / ("memory.events" if second else "memory/memory.oom_control")
        self.usage = root / ("cpu.stat" if second else "cpuacct/cpuacct.usage")
        first = "anon" if second else "\nrss"
        self.grown = (f"{first} 12582912", f"{first} {62 * MIB}")
        self.ms = ("4512345", "5012345") if second else ("4512345678", "5012345678")

    def change(self, path: Path, old: str, new: str) -> None:
        before = path.read_text(encoding="ascii")
        assert old in before
        path.write_text(before.replace(old, new), encoding="ascii")


@pytest.fixture(params=["v1", "v2"])
def tree(request, tmp_path):
    return Tree(request.param, tmp_path)


def started(tree):
    gauge = ContainerGauge(str(tree.root))
    gauge.start(0)
    return gauge


def test_a_step_begins_at_nothing(tree):
    gauge = started(tree)
    assert (gauge.memory_kb(), gauge.killed_for_memory()) == (0, False)
    assert gauge.cpu_ms() <= 0


def test_memory_of_processes_and_files_in_memory_counts_and_the_page_cache_does_not(tree):
    gauge = started(tree)
    tree.change(tree.stat, *tree.grown)
    assert gauge.memory_kb() == 50 << 10
    tree.change(tree.stat, "shmem 2097152", f"shmem {7 * MIB}")
    assert gauge.memory_kb() == 55 << 10
    tree.change(tree.stat, "inactive_file 10485760", f"inactive_file {99 * MIB}")
    assert gauge.memory_kb() == 55 << 10
    assert gauge.used_kb() == 69 << 10


def test_the_kernels_kills_before_the_step_are_not_its_own(tree):
    gauge = started(tree)
    assert not gauge.killed_for_memory()
    tree.change(tree.kills, "oom_kill 1", "oom_kill 2")
    assert gauge.killed_for_memory()


def test_cpu_time_of_all_processes_counts_but_not_the_supervisors_own(tree):
    gauge = started(tree)
    tree.change(tree.usage, *tree.ms)
    assert 400 < gauge.cpu_ms() <= 500


def test_files_that_are_not_there_read_as_nothing(tmp_path):
    gauge = ContainerGauge(str(tmp_path))
    gauge.start(0)
    assert (gauge.memory_kb(), gauge.cpu_ms(), gauge.killed_for_memory()) == (0, 0, False)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc here")
def test_a_process_is_read_as_long_as_it_is_there():
    gauge = ProcessGauge()
    gauge.start(os.getpid())
    assert gauge.memory_kb() > 1000
    assert 0 < private_kb(os.getpid()) <= gauge.memory_kb()
    gauge.start(2**22 + 1)
    assert (gauge.memory_kb(), gauge.cpu_ms(), private_kb(2**22 + 1)) == (0, 0, 0)
