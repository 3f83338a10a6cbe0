"""Leave no process behind."""

from __future__ import annotations

import os
import signal

INIT = 1


def end_everything() -> None:
    """Kill and reap every process that was started here, also those that left their group.

    As PID 1 that is everything in the container. Elsewhere orphans come to this process (it is
    their subreaper), so killing children until there are none gets all of them.
    """
    while True:
        _kill_round()
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _kill_round() -> None:
    if os.getpid() == INIT:
        _kill(-1)
        return
    for pid in _children():
        _kill(pid)


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it ended by itself in the meantime


def kill_group(pid: int) -> None:
    """Kill the process group that a step leads."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # nobody is left in it (macOS says so with EPERM)


def _children() -> list[int]:
    me = os.getpid()
    try:
        with open(f"/proc/self/task/{me}/children", encoding="ascii") as listing:
            return [int(pid) for pid in listing.read().split()]
    except FileNotFoundError:
        return [pid for pid in _processes() if _parent(pid) == me]


def _processes() -> list[int]:
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]
    except FileNotFoundError:
        return []  # macOS: only the group can be killed


def _parent(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/stat", "rb") as stat:
            return int(stat.read().rpartition(b")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def tasks_of_this_user() -> int:
    """Count the threads of this process's user that can be seen here."""
    me, count = os.getuid(), 0
    for pid in _processes():
        try:
            if os.stat(f"/proc/{pid}").st_uid == me:
                count += len(os.listdir(f"/proc/{pid}/task"))
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue  # it ended by itself in the meantime
    return count
