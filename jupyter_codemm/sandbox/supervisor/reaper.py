"""Leave no process behind."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

# Nobody runs as this user: whoever bears it cannot be signalled by a step's processes.
NOBODYS_USER = 65_533
INIT = 1


class Reaper:
    """Ends what steps started, also what left their group. `spared` are warm processes to keep."""

    def __init__(self, spared: Callable[[], set[int]]) -> None:
        self.spared = spared

    def end(self, user: int | None) -> None:
        """Kill and reap all processes of a step: all of its user, or without users all of ours.

        Orphans come to this process (it is PID 1 or their subreaper), so killing and waiting for
        children until there are none gets all of them.
        """
        while True:
            if user is not None:
                kill_all_of(user)
            ours = children() - self.spared()
            if not ours:
                return
            for pid in ours:
                _kill(pid)
            for pid in ours:
                _wait(pid)


def end_everything() -> None:
    """Kill and reap every child, warm ones too."""
    while ours := children():
        for pid in ours:
            _kill(pid)
        for pid in ours:
            _wait(pid)


def kill_all_of(user: int) -> None:
    """Kill all processes of a user at once, too fast for any of them to fork; needs to be root.

    The call reaches what the caller's real or effective user may signal. So for a moment this
    process is the user effectively and nobody really: warm processes of other users are out of its
    reach, and it is out of the reach of the user's processes, which race to kill their killer.
    """
    os.setresuid(NOBODYS_USER, user, 0)
    try:
        os.kill(-1, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass  # the user has no process
    finally:
        os.seteuid(0)
        os.setresuid(0, 0, 0)


def kill_group(pid: int) -> None:
    """Kill the process group that a step leads."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # nobody is left in it (macOS says so with EPERM)


def children() -> set[int]:
    """Return the children of this process, ended ones that nobody waited for included."""
    me = os.getpid()
    try:
        with open(f"/proc/self/task/{me}/children", encoding="ascii") as listing:
            return {int(pid) for pid in listing.read().split()}
    except FileNotFoundError:
        return {pid for pid in processes() if _parent(pid) == me}


def processes() -> list[int]:
    """Return all processes that can be seen here."""
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]
    except FileNotFoundError:
        return []  # macOS: only the group can be killed


def tasks_of_this_user() -> int:
    """Count the threads of this process's user that can be seen here."""
    me, count = os.getuid(), 0
    for pid in processes():
        try:
            if os.stat(f"/proc/{pid}").st_uid == me:
                count += len(os.listdir(f"/proc/{pid}/task"))
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue  # it ended by itself in the meantime
    return count


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it ended by itself in the meantime


def _wait(pid: int) -> None:
    try:
        os.waitpid(pid, 0)
    except ChildProcessError:
        return  # the watch has waited for it


def _parent(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/stat", "rb") as stat:
            return int(stat.read().rpartition(b")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0
