"""Nothing of a plan is left: make it so, look, and say what is."""

from __future__ import annotations

import os

from jupyter_codemm.sandbox.supervisor import folders, gauge
from jupyter_codemm.sandbox.supervisor.gauge import ContainerGauge
from jupyter_codemm.sandbox.supervisor.reaper import Reaper, processes
from jupyter_codemm.sandbox.supervisor.warmth import Warmth
from jupyter_codemm.sandbox.supervisor.wire import Message

SHARED_FOLDERS = ("/dev/shm", "/dev/mqueue", "/tmp", "/var/tmp", "/run/lock", "/dev/pts")  # noqa: S108
DEVICES = "/dev"
IPC = ("shm", "msg", "sem")
SLACK_KB = 8 << 10


class Reset:
    """Remembers how the box was before its first plan, and compares after each."""

    def __init__(
        self, box: Message, reaper: Reaper, warmth: Warmth, cgroup: str = gauge.CGROUP
    ) -> None:
        self.roots = [box["build_root"], box["work_root"]]
        self.container = bool(box["container"])
        self.reaper, self.warmth = reaper, warmth
        self.gauge = ContainerGauge(cgroup)
        self.folders = {path: _entries(path) for path in (*self.roots, *SHARED_FOLDERS)}
        self.space = {path: _used(path) for path in self.roots}
        self.fds = _descriptors() - warmth.fds()
        self.memory_kb = self._strange_kb()
        self.last_user = 0

    def after(self, build: str, users: list[int]) -> str:
        """Remove what a plan's users left; returns what could not be removed, or nothing.

        What the plan made start again is ready afterwards.
        """
        again = min(users) <= self.last_user
        self.last_user = max(users)
        for user in users:
            self.reaper.end(user)
        if os.path.lexists(build):
            folders.remove_folder(build, users[0])
        if self.container:
            _forget_touches()
        self.warmth.recover()
        return (
            self._processes()
            or self._files()
            or self._ipc()
            or self._descriptors()
            or self.gauge.silence()
            or self._memory()
            or ("a user of an earlier plan was used again" if again else "")
        )

    def _processes(self) -> str:
        known = {os.getpid()} | self.warmth.pids()
        strange = [pid for pid in processes() if pid not in known]
        return f"{len(strange)} processes are left" if strange else ""

    def _files(self) -> str:
        for path, before in self.folders.items():
            if _entries(path) != before:
                return f"files are left in {path}"
        for path, used in self.space.items():
            if _used(path) != used:
                return f"space is still taken in {path}"
        return ""

    def _ipc(self) -> str:
        left = [kind for kind in IPC if _lines(f"/proc/sysvipc/{kind}") > 1]
        return f"IPC objects are left: {', '.join(left)}" if left else ""

    def _descriptors(self) -> str:
        strange = _descriptors() - self.fds - self.warmth.fds()
        return f"{len(strange)} descriptors are left open" if strange else ""

    def _memory(self) -> str:
        more = self._strange_kb() - self.memory_kb
        return f"{more} KiB of memory are still in use" if more > SLACK_KB else ""

    def _strange_kb(self) -> int:
        """Return the memory of this box that no process of ours has."""
        known = (os.getpid(), *self.warmth.pids())
        return self.gauge.used_kb() - sum(gauge.private_kb(pid) for pid in known)


def _forget_touches() -> None:
    """Set back the times of the devices: who may write one may choose when it was touched."""
    for path in (DEVICES, *(os.path.join(DEVICES, name) for name in _entries(DEVICES))):
        os.utime(path, (0, 0), follow_symlinks=False)


def _entries(path: str) -> list[str]:
    try:
        return sorted(os.listdir(path))
    except FileNotFoundError:
        return []


def _used(path: str) -> tuple[int, int]:
    """Return the blocks and the inodes that a file system has given out."""
    found = os.statvfs(path)
    return found.f_blocks - found.f_bfree, found.f_files - found.f_ffree


def _lines(path: str) -> int:
    try:
        with open(path, "rb") as file:
            return len(file.readlines())
    except FileNotFoundError:
        return 0


def _descriptors() -> set[int]:
    """Return what this process has open, without the listing's own descriptor."""
    listed = {int(name) for name in os.listdir("/proc/self/fd")}
    return {fd for fd in listed if _is_open(fd)}


def _is_open(fd: int) -> bool:
    try:
        os.fstat(fd)
    except OSError:
        return False
    return True
