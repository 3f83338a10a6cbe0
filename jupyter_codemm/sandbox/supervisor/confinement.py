"""Confine this process with what the kernel offers to anybody."""

from __future__ import annotations

import os

from jupyter_codemm.sandbox.supervisor import kernel, landlock
from jupyter_codemm.sandbox.supervisor.syscalls import filter_program
from jupyter_codemm.sandbox.supervisor.wire import Message

DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


def confine(rules: Message, cwd: str) -> None:
    """Give up everything but `rules`; raises OSError when the kernel refuses a layer."""
    kernel.control(kernel.SET_NO_NEW_PRIVS, 1)
    may_fork = rules["may_fork"]
    if rules["landlock"]:
        allowed = [(path, landlock.READ) for path in rules["read"]]
        allowed += [(path, landlock.DEVICE) for path in DEVICES]
        allowed += [("/proc/self", landlock.READ)]
        allowed += [(cwd, landlock.BUILD if may_fork else landlock.WORK)]
        landlock.restrict(allowed)
    if rules["seccomp"]:
        governed = not rules["landlock"] or landlock.governs_truncation()
        program = filter_program(
            os.uname().machine,
            os.getpid(),
            may_fork=may_fork,
            may_truncate=may_fork or governed,
        )
        kernel.install_filter(program)
