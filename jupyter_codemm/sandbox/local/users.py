"""A user of its own for each plan, where this process may become one."""

from __future__ import annotations

import os
from pathlib import Path

FIRST_USER, USERS = 20_000, 40_000
USERS_PER_PROCESS = 64
PASS_FOR_ALL = 0o001
CHANGE_OWNER, SET_GROUP, SET_USER = 1 << 0, 1 << 6, 1 << 7


class Users:
    """Hands out user ids, or None when plans have to run as this process's own user."""

    def __init__(self) -> None:
        self.available = may_change_user()
        self._handed_out = 0

    def take(self) -> int | None:
        """Return the next user; it repeats only after thousands of plans."""
        if not self.available:
            return None
        self._handed_out += 1
        return FIRST_USER + (os.getpid() * USERS_PER_PROCESS + self._handed_out) % USERS


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
