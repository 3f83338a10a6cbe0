"""A lock between processes of one user, freed by the system when its holder dies."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


POLL_S = 0.1


@contextmanager
def alone(path: Path, timeout_s: float) -> Iterator[None]:
    """Hold the lock; raises TimeoutError, an OSError, when it is not free in time."""
    deadline = time.monotonic() + timeout_s
    with path.open("ab") as file:
        while not _taken(file):
            if time.monotonic() > deadline:
                raise TimeoutError(f"another kernel holds {path.name} for too long")
            time.sleep(POLL_S)
        yield


def _taken(file: IO[bytes]) -> bool:
    try:
        _take(file)
    except OSError:
        return False
    return True
