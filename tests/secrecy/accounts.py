"""Accounts of the machine's own, for the length of a test."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOOLS = ("useradd", "userdel", "curl", "psql", "pg_dump", "redis-cli", "redis-server")


def missing_tools() -> str:
    """Say why nothing of this can be tried here; nothing when it can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "only root can make accounts and start servers as them"
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    return f"not on this machine: {', '.join(absent)}" if absent else ""


@dataclass(frozen=True)
class Account:
    """Somebody whom the machine knows, with a home that nobody else can look into."""

    name: str
    uid: int
    gid: int
    home: Path

    @property
    def who(self) -> dict[str, Any]:
        """Return what starts a process as this account and in no other group."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path, mode: int) -> None:
        """Give a file or folder to this account."""
        shutil.chown(path, self.uid, self.gid)
        path.chmod(mode)

    def write(self, name: str, text: str, mode: int = 0o600) -> Path:
        """Put a file into the home."""
        path = self.home / name
        path.write_text(text)
        self.own(path, mode)
        return path


@contextmanager
def account(folder: Path, part: str) -> Iterator[Account]:
    """Make an account and its home; at the end both go, with whatever still runs as it."""
    name, home = f"codemm{os.getpid()}{part}", folder / part
    made = ["useradd", "--no-create-home", "--user-group", "--home-dir", str(home)]
    subprocess.run([*made, "--shell", "/bin/sh", name], check=True, capture_output=True)
    try:
        entry = pwd.getpwnam(name)
        home.mkdir()
        one = Account(name, entry.pw_uid, entry.pw_gid, home)
        one.own(home, 0o700)
        yield one
    finally:
        _end(pwd.getpwnam(name).pw_uid)
        subprocess.run(["userdel", name], check=True, capture_output=True)


def _end(uid: int) -> None:
    """End what runs as an account that we made."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with suppress(OSError):
                if process.stat().st_uid == uid or _is_of(process, uid):
                    os.kill(int(process.name), signal.SIGKILL)


def _is_of(process: Path, uid: int) -> bool:
    """Return whether a process that hides its files from its own account runs as it."""
    lines = (process / "status").read_text().splitlines()
    return any(line.startswith("Uid:") and str(uid) in line.split() for line in lines)
