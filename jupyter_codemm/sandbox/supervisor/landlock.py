"""Landlock: which files a process may still touch, whoever it runs as."""

from __future__ import annotations

import os
import stat
import struct

from jupyter_codemm.sandbox.supervisor.kernel import call

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION_FLAG, PATH_BENEATH = 1, 1
SINCE_TRUNCATE, SINCE_NETWORK, SINCE_SCOPES = 3, 4, 6

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REFER, TRUNCATE, IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15
UP_TO_MAKE_SYMLINK = (1 << 13) - 1
SOCKETS_AND_DEVICES = (1 << 6) | (1 << 9) | (1 << 11)
TCP = 0b11
SIGNALS_AND_ABSTRACT_SOCKETS = 0b11
FOR_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEVICE

READ = EXECUTE | READ_FILE | READ_DIR
WORK = (UP_TO_MAKE_SYMLINK | REFER | TRUNCATE) & ~EXECUTE & ~SOCKETS_AND_DEVICES
BUILD = WORK | EXECUTE
DEVICE = READ_FILE | WRITE_FILE


def abi() -> int:
    """Return the kernel's Landlock version; raises OSError when there is none."""
    return call(CREATE_RULESET, None, 0, VERSION_FLAG)


def governs_truncation() -> bool:
    """Return whether the kernel asks the rules before it empties a file."""
    return abi() >= SINCE_TRUNCATE


def handled(version: int) -> tuple[int, int, int]:
    """Return what a version can govern: file, network and scope rights."""
    files = UP_TO_MAKE_SYMLINK
    for since, right in ((2, REFER), (SINCE_TRUNCATE, TRUNCATE), (5, IOCTL_DEVICE)):
        files |= right if version >= since else 0
    network = TCP if version >= SINCE_NETWORK else 0
    return files, network, SIGNALS_AND_ABSTRACT_SOCKETS if version >= SINCE_SCOPES else 0


def restrict(rules: list[tuple[str, int]]) -> None:
    """Allow this process and its children only `rules`, for ever.

    A path that does not exist is passed over. Needs no_new_privs. Raises OSError when the kernel
    refuses.
    """
    version = abi()
    rights = handled(version)
    words = 1 + (version >= SINCE_NETWORK) + (version >= SINCE_SCOPES)
    attributes = struct.pack("=3Q", *rights)[: 8 * words]
    ruleset = call(CREATE_RULESET, attributes, len(attributes), 0)
    for path, access in rules:
        _allow(ruleset, path, access & rights[0])
    call(RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):
        return  # what cannot be reached needs no rule
    if not stat.S_ISDIR(os.fstat(fd).st_mode):
        access &= FOR_FILES
    call(ADD_RULE, ruleset, PATH_BENEATH, struct.pack("=Qi", access, fd), 0)
    os.close(fd)
