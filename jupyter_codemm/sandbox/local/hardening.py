"""Protect the server's own process from programs of the same user."""

from __future__ import annotations

import sys


def make_non_dumpable() -> bool:
    """Hide this process's memory and environment from its user's other processes.

    Call it in a process that holds keys or tests. Returns whether the system can (Linux only).
    """
    if sys.platform != "linux":
        return False
    # the module loads the C library, which is Linux's only here
    from jupyter_codemm.sandbox.supervisor import kernel  # noqa: PLC0415

    kernel.control(kernel.SET_DUMPABLE, 0)
    return True
