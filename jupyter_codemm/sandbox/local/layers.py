"""Which layers of confinement this kernel offers."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layers:
    """What can be asked for; a trial run then shows whether it holds."""

    landlock: bool
    seccomp: bool
    bwrap: str | None


def available_layers() -> Layers:
    """Ask the kernel, without changing anything. All are Linux's own."""
    if sys.platform != "linux":
        return Layers(landlock=False, seccomp=False, bwrap=None)
    # the modules load the C library, which is Linux's only here
    from jupyter_codemm.sandbox.supervisor import landlock, syscalls  # noqa: PLC0415

    try:
        has_landlock = landlock.abi() > 0
    except OSError:
        has_landlock = False
    has_seccomp = (
        platform.machine() in syscalls.ARCHITECTURES
        and sys.byteorder == "little"
        and os.path.exists("/proc/sys/kernel/seccomp/actions_avail")  # noqa: PTH110 - /proc, no file
    )
    return Layers(landlock=has_landlock, seccomp=has_seccomp, bwrap=shutil.which("bwrap"))
