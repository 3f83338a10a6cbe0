"""How much a step has written to its folder, where no quota does the counting."""

from __future__ import annotations

import os

MOST_BYTES = 128 << 20
MOST_FILES = 4000
LONGEST_PATH = 3000


def overfull(folder: str) -> bool:
    """Return whether a folder holds more than 128 MiB or 4000 entries, or is nested very deep."""
    size = files = 0
    waiting = [folder]
    while waiting:
        for entry_size, path in _entries(waiting.pop()):
            size, files = size + entry_size, files + 1
            if size > MOST_BYTES or files > MOST_FILES or len(path) > LONGEST_PATH:
                return True
            if path:
                waiting.append(path)
    return False


def _entries(folder: str) -> list[tuple[int, str]]:
    """Return size and, for a folder, path of each entry; what is gone or shut counts nothing."""
    try:
        with os.scandir(folder) as found:
            return [
                (
                    entry.stat(follow_symlinks=False).st_blocks * 512,
                    entry.path if entry.is_dir(follow_symlinks=False) else "",
                )
                for entry in found
            ]
    except OSError:
        return []  # gone, shut or too deep: the step is still at it
