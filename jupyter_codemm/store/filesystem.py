"""Files for their owner only, and the file system they are on: a network one cannot hold a WAL."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal

JournalMode = Literal["WAL", "TRUNCATE"]
MOUNTS = Path("/proc/mounts")
NETWORK = frozenset(
    "9p afs beegfs ceph cifs coda drvfs fuse.ceph fuse.glusterfs fuse.s3fs fuse.sshfs gfs gfs2"
    " glusterfs gpfs lustre ncpfs nfs nfs4 ocfs2 orangefs panfs smb3 smbfs vboxsf".split()
)


_OWNER_ONLY_FILE = 0o600
_OWNER_ONLY_DIRECTORY = 0o700


def create_private(path: Path) -> None:
    """Create a file that is missing, and its directory, for their owner's eyes only.

    A file that is there stays as it is. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=_OWNER_ONLY_DIRECTORY)
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, _OWNER_ONLY_FILE))


def journal_mode(filesystem: str) -> JournalMode:
    """Return the journal mode that is safe on a type of file system."""
    return "TRUNCATE" if filesystem in NETWORK else "WAL"


def filesystem_of(path: Path, mounts: Path = MOUNTS) -> str:
    """Return the type of the file system that a path is (or will be) on.

    "unknown" where the system does not list its mounts; those are taken for local.
    """
    try:
        table = mounts.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return "unknown"
    target = path.resolve()
    found = "unknown"
    depth = -1
    for line in table.splitlines():
        _device, point, kind, *_rest = line.split(" ")
        where = Path(_unescaped(point))
        # Later lines hide earlier ones of the same mount point.
        if target.is_relative_to(where) and len(where.parts) >= depth:
            found, depth = kind, len(where.parts)
    return found


def _unescaped(point: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), point)
