"""The command line of bubblewrap: new namespaces in which little exists."""

from __future__ import annotations

import os
from collections.abc import Iterable

JOB = "/job"
JOB_BYTES = 128 << 20
LINKS_INTO_USR = ("/bin", "/lib", "/lib32", "/lib64", "/sbin")
ALWAYS_THERE = ("/proc", "/sys", "/dev")


def bwrap_command(bwrap: str, read: Iterable[str]) -> list[str]:
    """Return the command that runs what follows it in a box with only /usr and `read`, read-only.

    The box has no network, sees no other process, dies with its parent and writes only to /job,
    which is memory.
    """
    # without a first process of its own bwrap waits for ours, and leaves no dead one to its parent
    options = ["--unshare-all", "--as-pid-1", "--die-with-parent", "--new-session", "--clearenv"]
    options += ["--cap-drop", "ALL", "--hostname", "box", "--ro-bind", "/usr", "/usr"]
    for path in LINKS_INTO_USR:
        if os.path.islink(path):  # noqa: PTH114 - plain paths of the box, not of a program's files
            options += ["--symlink", os.readlink(path), path]  # noqa: PTH115 - as above
        else:
            options += ["--ro-bind-try", path, path]
    there = tuple(f"{folder}/" for folder in ("/usr", *LINKS_INTO_USR, *ALWAYS_THERE))
    for path in read:
        if not f"{path}/".startswith(there):
            options += ["--ro-bind-try", path, path]
    options += ["--proc", "/proc", "--dev", "/dev"]
    options += ["--size", str(JOB_BYTES), "--tmpfs", JOB, "--chdir", "/"]
    return [bwrap, *options, "--"]
