"""How much memory and CPU a step uses while it runs."""

from __future__ import annotations

import os
import time

CGROUP = "/sys/fs/cgroup"
PAGE_KB = os.sysconf("SC_PAGE_SIZE") // 1024


class ProcessGauge:
    """Reads one process. Where there is no /proc (macOS) it reads nothing, as 0."""

    def __init__(self) -> None:
        self.pid = 0

    def start(self, pid: int) -> None:
        """Begin a step."""
        self.pid = pid

    def memory_kb(self) -> int:
        """Return resident memory now."""
        return resident_kb(self.pid)

    def cpu_ms(self) -> int:
        """Return CPU time since the step began."""
        stat = _text(f"/proc/{self.pid}/stat").rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) * 1000 // os.sysconf("SC_CLK_TCK") if stat else 0

    def killed_for_memory(self) -> bool:
        """Return whether the kernel ended something in this step for want of memory."""
        return False


class ContainerGauge:
    """Reads the container's own cgroup, version 1 or 2, less what was there before the step.

    Counts anonymous memory and files in memory, not the page cache, which the kernel can drop, and
    not the time that this process spends watching.
    """

    def __init__(self, root: str = CGROUP) -> None:
        self.v2 = os.path.exists(f"{root}/memory.events")
        memory = root if self.v2 else f"{root}/memory"
        self.main = "anon" if self.v2 else "rss"
        self.stat = f"{memory}/memory.stat"
        self.kills = f"{memory}/{'memory.events' if self.v2 else 'memory.oom_control'}"
        self.usage = f"{root}/{'cpu.stat' if self.v2 else 'cpuacct/cpuacct.usage'}"
        self.base_kb = self.base_cpu = self.base_kills = 0

    def start(self, pid: int) -> None:
        """Begin a step."""
        del pid  # the whole container is measured
        self.base_kb, self.base_cpu, self.base_kills = self.used_kb(), self._cpu(), self._kills()

    def memory_kb(self) -> int:
        """Return memory now."""
        return max(0, self.used_kb() - self.base_kb)

    def cpu_ms(self) -> int:
        """Return CPU time since the step began, of all processes."""
        return max(0, self._cpu() - self.base_cpu)

    def killed_for_memory(self) -> bool:
        """Return whether the kernel ended something in this step for want of memory."""
        return self._kills() > self.base_kills

    def used_kb(self) -> int:
        """Return memory now, with what was there before."""
        words = _words(self.stat)
        return sum(_field(words, name) for name in (self.main, "shmem")) // 1024

    def silence(self) -> str:
        """Return why memory cannot be told, or nothing when it can."""
        try:
            with open(self.stat, encoding="ascii") as file:
                why = "" if self.main in file.read().split() else "it is not told"
        except OSError as error:
            why = str(error.strerror)
        return why and f"the memory of the box cannot be read: {why}"

    def _cpu(self) -> int:
        mine = time.process_time_ns() // 1_000_000
        words = _words(self.usage)
        if self.v2:
            return _field(words, "usage_usec") // 1000 - mine
        return (int(words[0]) // 1_000_000 if words else 0) - mine

    def _kills(self) -> int:
        return _field(_words(self.kills), "oom_kill")


def resident_kb(pid: int) -> int:
    """Return the resident memory of a process."""
    pages = _words(f"/proc/{pid}/statm")
    return int(pages[1]) * PAGE_KB if pages else 0


def private_kb(pid: int) -> int:
    """Return the resident memory of a process that is its own and no file's."""
    pages = _words(f"/proc/{pid}/statm")
    return (int(pages[1]) - int(pages[2])) * PAGE_KB if pages else 0


def _text(path: str) -> str:
    try:
        # a program gives its process any name
        with open(path, encoding="ascii", errors="replace") as file:
            return file.read()
    except OSError:
        return ""  # the process is gone, or the kernel does not tell us


def _words(path: str) -> list[str]:
    return _text(path).split()


def _field(words: list[str], name: str) -> int:
    return int(words[words.index(name) + 1]) if name in words else 0
