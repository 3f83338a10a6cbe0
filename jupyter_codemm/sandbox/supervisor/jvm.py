"""A JVM that runs one of our own sources, as a user that nobody else is."""

from __future__ import annotations

import fcntl
import os
import signal
import sys
from typing import Any

from jupyter_codemm.sandbox.supervisor.rlimits import apply_limits
from jupyter_codemm.sandbox.supervisor.settling import (
    HIGHEST_FD,
    NOT_STARTED,
    OUT_OF_THE_WAY,
    volunteer_for_the_oom_killer,
)

USER = 65_532
SOURCE_FD = 3
# The kernel counts a user's tasks across containers, so that only the container can limit them.
LIMITS = {"cpu_ms": 600_000, "file_bytes": 0, "processes": 0, "address_mb": 0}
ENV = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
# As the judge's javac is started, so that it refuses the same programs in the same words.
ARGV = (
    "java",
    "-Xshare:auto",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",
    "-Xmx512m",
    "-XX:ErrorFile=/dev/null",
    "-XX:-CreateCoredumpOnCrash",
    "-Duser.language=en",
    "-Duser.country=US",
    "--source",
    "11",
    f"/proc/self/fd/{SOURCE_FD}",
)


class Jvm:
    """The process, with our ends of its standard input and output, which do not block."""

    def __init__(self, source: bytes) -> None:
        program = os.memfd_create("source")
        os.write(program, source)
        theirs_in, self.stdin = os.pipe()
        self.stdout, theirs_out = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _become(theirs_in, theirs_out, program)
        for fd in (theirs_in, theirs_out, program):
            os.close(fd)
        for fd in (self.stdin, self.stdout):
            os.set_blocking(fd, False)

    def end(self) -> None:
        """Kill it and wait until it is gone."""
        os.close(self.stdin)
        os.close(self.stdout)
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            return  # it was waited for before


def source_text(name: str) -> bytes:
    """Return a file that lies beside this module."""
    module: Any = sys.modules[__name__]
    folder = os.path.dirname(getattr(module, "__file__", ""))
    return bytes(module.__spec__.loader.get_data(os.path.join(folder, name)))


def _become(stdin: int, stdout: int, program: int) -> None:
    """Turn this forked process into the JVM; never returns."""
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_WRONLY)
        fds = (stdin, stdout, nothing, program)
        high = [fcntl.fcntl(fd, fcntl.F_DUPFD, OUT_OF_THE_WAY) for fd in fds]
        for target, fd in enumerate(high):
            os.dup2(fd, target)
        os.closerange(SOURCE_FD + 1, HIGHEST_FD)
        volunteer_for_the_oom_killer()
        os.setgroups([])
        os.setresgid(USER, USER, USER)
        os.setresuid(USER, USER, USER)
        os.chdir("/")
        apply_limits(LIMITS)
        os.execvpe(ARGV[0], ARGV, ENV)  # noqa: S606 - no shell on purpose
    finally:
        os._exit(NOT_STARTED)
