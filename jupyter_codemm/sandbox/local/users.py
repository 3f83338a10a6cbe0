"""A user of its own for each plan, where this process may become one."""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jupyter_codemm.errors import UnavailableError

FIRST_USER, USERS = 20_000, 40_000
USERS_PER_PROCESS = 64
PASS_FOR_ALL = 0o001
CHANGE_OWNER, SET_GROUP, SET_USER = 1 << 0, 1 << 6, 1 << 7
LOCKS = Path("/var/run/jupyter-codemm-users.lock")
# struct flock of 64-bit Linux: type, whence, start, length, process
LOCK = struct.Struct("hhqqi4x")


class Users:
    """Lends user ids, or None when plans have to run as this process's own user."""

    def __init__(self) -> None:
        self.available = may_change_user()
        self._lent = 0

    @contextmanager
    def one(self) -> Iterator[int | None]:
        """Lend the next user that nobody on this machine has; it repeats after thousands of plans.

        Whatever runs as a user is killed when its plan ends, so two plans must never share one.
        Raises UnavailableError when all are taken.
        """
        if not self.available:
            yield None
            return
        locks = _open_locks()
        try:
            user = next((user for user in self._candidates() if _lock(locks, user)), None)
            if user is None:
                raise UnavailableError("every user id for programs is taken on this machine")
            yield user
        finally:
            if locks is not None:
                os.close(locks)

    def _candidates(self) -> Iterator[int]:
        for _ in range(USERS):
            self._lent += 1
            yield FIRST_USER + (os.getpid() * USERS_PER_PROCESS + self._lent) % USERS


def _open_locks() -> int | None:
    """Open the file whose bytes stand for users; None where it cannot be had."""
    with suppress(OSError):
        return os.open(LOCKS, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    return None


def _lock(locks: int | None, user: int) -> bool:
    """Lock a user's byte until the file is closed; False when another open file has it."""
    import fcntl  # noqa: PLC0415 - POSIX only

    kind = getattr(fcntl, "F_OFD_SETLK", None)
    if locks is None or kind is None:
        return True  # nothing to agree by on this system
    try:
        fcntl.fcntl(locks, kind, LOCK.pack(fcntl.F_WRLCK, os.SEEK_SET, user, 1, 0))
    except OSError as error:
        return error.errno not in (errno.EAGAIN, errno.EACCES)
    return True


def is_ours(user: int) -> bool:
    """Return whether a user is this process's own, or one that it may hand out."""
    mine = os.geteuid()
    return user == mine or (mine == 0 and FIRST_USER <= user < FIRST_USER + USERS)


def reachable_by_all(folder: Path) -> bool:
    """Return whether every user may pass through a folder and all above it."""
    return all(path.stat().st_mode & PASS_FOR_ALL for path in (folder, *folder.parents))


def may_change_user() -> bool:
    """Return whether this process is root with the right to become another user."""
    if os.name != "posix" or os.geteuid() != 0:
        return False
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return True  # no capabilities on this system: root may
    effective = next((line.split()[1] for line in lines if line.startswith("CapEff:")), "0")
    needed = CHANGE_OWNER | SET_GROUP | SET_USER
    return int(effective, 16) & needed == needed
