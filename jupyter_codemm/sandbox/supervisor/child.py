"""A step's process, from fork to exec."""

from __future__ import annotations

import errno
import os
import sys

from jupyter_codemm.sandbox.supervisor.folders import ActingAs
from jupyter_codemm.sandbox.supervisor.reaper import INIT
from jupyter_codemm.sandbox.supervisor.settling import NOT_STARTED, TROUBLE, settle, why
from jupyter_codemm.sandbox.supervisor.wire import Message

NO_PROGRAM = 126
# No file can bring these about: they come of what it is started with, and of what is left.
OF_THE_BOX = (errno.E2BIG, errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE)


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
    theirs, ours = open_pipes(user)
    pid = os.fork()
    if pid == 0:
        _become(step, cwd, user, theirs)
    for fd in theirs:
        os.close(fd)
    return Child(pid, ours)


def open_pipes(user: int | None) -> tuple[list[int], list[int]]:
    """Return a step's ends of its pipes, from descriptor 0 on, and ours, which do not block."""
    with ActingAs(user):  # or the program could not open /proc/self/fd/3 again
        pipes = [os.pipe() for _ in range(5)]
    theirs = [pipes[0][0], *(writer for _, writer in pipes[1:])]
    ours = [pipes[0][1], *(reader for reader, _ in pipes[1:])]
    for fd in ours:
        os.set_blocking(fd, False)
    return theirs, ours


def _become(step: Message, cwd: str, user: int | None, theirs: list[int]) -> None:
    """Turn this forked process into the step; never returns."""
    try:
        _die_with_parent()
        settle(step, cwd, user, theirs)
        _execute(step)
    except BaseException as error:  # noqa: BLE001 - a forked child must never return to the caller
        os.write(TROUBLE, why(error))
    finally:
        os._exit(NOT_STARTED)


def _execute(step: Message) -> None:
    """Run the step's program. Ends with NO_PROGRAM when one that was just built is none."""
    try:
        os.execvpe(step["argv"][0], step["argv"], step["env"])  # noqa: S606 - no shell on purpose
    except OSError as error:
        if not step["built"] or error.errno in OF_THE_BOX:
            raise
        os.write(TROUBLE, why(error))
        os._exit(NO_PROGRAM)


def _die_with_parent() -> None:
    if sys.platform != "linux" or os.getppid() == INIT:
        return  # a container ends with its supervisor
    # only where it is wanted: loading ctypes costs every start
    from jupyter_codemm.sandbox.supervisor import kernel  # noqa: PLC0415

    kernel.die_with_parent()
