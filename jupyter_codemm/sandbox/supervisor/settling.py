"""What a forked process gives up before a program runs in it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable

from jupyter_codemm.sandbox.supervisor.rlimits import apply_limits
from jupyter_codemm.sandbox.supervisor.wire import Message

STDIN, STDOUT, STDERR, FRAME, TROUBLE = range(5)
OUT_OF_THE_WAY = 16
HIGHEST_FD = 1024
FIRST_TO_GO = b"1000"
NOT_STARTED = 127


def settle(
    step: Message,
    cwd: str,
    user: int | None,
    theirs: list[int],
    confine: Callable[[Message, str], None] | None = None,
) -> None:
    """Be a session of its own, in `cwd`, as `user`, with the step's descriptors and limits only.

    `confine` is confinement's, where it is loaded. Raises OSError when the kernel refuses anything.
    """
    os.setsid()
    os.nice(step["limits"]["nice"])
    _place(theirs)
    volunteer_for_the_oom_killer()
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    os.umask(step["umask"])
    os.chdir(cwd)
    apply_limits(step["limits"])
    if step["confine"]:
        (confine or _loaded())(step["confine"], cwd)


def _loaded() -> Callable[[Message, str], None]:
    # only where it is wanted: loading ctypes costs every start
    from jupyter_codemm.sandbox.supervisor.confinement import confine  # noqa: PLC0415

    return confine


def _place(theirs: list[int]) -> None:
    high = [fcntl.fcntl(fd, fcntl.F_DUPFD, OUT_OF_THE_WAY) for fd in theirs]
    for target, fd in enumerate(high):
        os.dup2(fd, target, inheritable=target != TROUBLE)
    os.closerange(TROUBLE + 1, HIGHEST_FD)


def why(error: BaseException) -> bytes:
    """Return why a step did not start, for its learner: not which paths this machine has."""
    words = error.strerror if isinstance(error, OSError) else ""
    return ": ".join(part for part in (type(error).__name__, words) if part).encode()


def volunteer_for_the_oom_killer() -> None:
    """Have the kernel, when memory ends, end this process rather than its parent."""
    try:
        # as bytes: nobody else needs a codec of its own
        with open("/proc/self/oom_score_adj", "wb", buffering=0) as score:
            score.write(FIRST_TO_GO)
    except (FileNotFoundError, PermissionError):
        return  # a preference, not a protection: macOS has none, users may not set it
