"""A step's process, from fork to exec."""

from __future__ import annotations

import fcntl
import os

from jupyter_codemm.sandbox.supervisor.folders import ActingAs
from jupyter_codemm.sandbox.supervisor.rlimits import apply_limits
from jupyter_codemm.sandbox.supervisor.wire import Message

STDIN, STDOUT, STDERR, FRAME, TROUBLE = range(5)
OUT_OF_THE_WAY = 16
HIGHEST_FD = 1024
FIRST_TO_GO = "1000"
NOT_STARTED = 127


class Child:
    """A started process with our ends of its pipes."""

    def __init__(self, pid: int, ends: list[int]) -> None:
        self.pid = pid
        self.stdin, self.stdout, self.stderr, self.frame, self.trouble = ends

    def close(self) -> None:
        """Close what is still open."""
        for fd in (self.stdin, self.stdout, self.stderr, self.frame, self.trouble):
            if fd >= 0:
                os.close(fd)
        self.stdin = self.stdout = self.stderr = self.frame = self.trouble = -1


def start(step: Message, cwd: str, user: int | None) -> Child:
    """Start a step in `cwd`, as `user` when there is one, confined as the step says."""
    with ActingAs(user):  # or the program could not open /proc/self/fd/3 again
        pipes = [os.pipe() for _ in range(5)]
    theirs = [pipes[0][0], *(writer for _, writer in pipes[1:])]
    ours = [pipes[0][1], *(reader for reader, _ in pipes[1:])]
    pid = os.fork()
    if pid == 0:
        _become(step, cwd, user, theirs)
    for fd in theirs:
        os.close(fd)
    for fd in ours:
        os.set_blocking(fd, False)
    return Child(pid, ours)


def _become(step: Message, cwd: str, user: int | None, theirs: list[int]) -> None:
    """Turn this forked process into the step; never returns."""
    try:
        os.setsid()
        _place(theirs)
        _volunteer_for_the_oom_killer()
        if user is not None:
            os.setgroups([])
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
        os.umask(step["umask"])
        os.chdir(cwd)
        apply_limits(step["limits"])
        if step["confine"]:
            # only where it is wanted: loading ctypes costs every start
            from jupyter_codemm.sandbox.supervisor.confinement import confine  # noqa: PLC0415

            confine(step["confine"], cwd)
        os.execvpe(step["argv"][0], step["argv"], step["env"])  # noqa: S606 - no shell on purpose
    except BaseException as error:  # noqa: BLE001 - a forked child must never return to the caller
        os.write(TROUBLE, f"{type(error).__name__}: {error}".encode()[:500])
    finally:
        os._exit(NOT_STARTED)


def _place(theirs: list[int]) -> None:
    high = [fcntl.fcntl(fd, fcntl.F_DUPFD, OUT_OF_THE_WAY) for fd in theirs]
    for target, fd in enumerate(high):
        os.dup2(fd, target, inheritable=target != TROUBLE)
    os.closerange(TROUBLE + 1, HIGHEST_FD)


def _volunteer_for_the_oom_killer() -> None:
    try:
        with open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:
            score.write(FIRST_TO_GO)
    except (FileNotFoundError, PermissionError):
        return  # a preference, not a protection: macOS has none, users may not set it
