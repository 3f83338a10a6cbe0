"""Folders of a box. With users, each belongs to the user that works in it and to nobody else.

The supervisor is then root without the right to override permissions or to give files away: it acts
as the user instead, which needs no further capability.
"""

from __future__ import annotations

import os

NOBODY_ELSE = 0o700
PASS_THROUGH = 0o711
OPEN_FOR_A_MOMENT = 0o733
PLAIN_FILE, EXECUTABLE_FILE = 0o644, 0o755


class ActingAs:
    """Become a user for the length of a block; None stays oneself."""

    def __init__(self, user: int | None) -> None:
        self.user = user

    def __enter__(self) -> None:
        if self.user is not None:
            os.setegid(self.user)
            os.seteuid(self.user)

    def __exit__(self, *exc: object) -> None:
        if self.user is not None:
            os.seteuid(0)
            os.setegid(0)


def make_folder(path: str, user: int | None) -> None:
    """Create an empty folder that only `user` may enter. No untrusted process may be alive."""
    parent = os.path.dirname(path)
    if user is not None:
        os.chmod(parent, OPEN_FOR_A_MOMENT)
    with ActingAs(user):
        os.mkdir(path, NOBODY_ELSE)
    if user is not None:
        os.chmod(parent, PASS_THROUGH)


def write_file(path: str, content: bytes, user: int | None, *, executable: bool = False) -> None:
    """Create a new file as `user`; raises FileExistsError rather than follow anything."""
    with ActingAs(user):
        mode = EXECUTABLE_FILE if executable else PLAIN_FILE
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        try:
            view = memoryview(content)
            while view:
                view = view[os.write(fd, view) :]
        finally:
            os.close(fd)


def make_parents(path: str, user: int | None) -> None:
    """Create the missing folders above a path as `user`, who owns all that are there."""
    with ActingAs(user):
        os.makedirs(os.path.dirname(path), exist_ok=True)


def discard(path: str) -> None:
    """Remove a file of one's own if it is there."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return


def remove_folder(path: str, user: int | None) -> None:
    """Remove a folder and all in it, however deep, unreadable or oddly named."""
    with ActingAs(user):
        empty_folder(path)
        if user is None:
            os.rmdir(path)
    if user is not None:
        os.rmdir(path)


def empty_folder(path: str) -> None:
    """Remove all in a folder of one's own.

    Lifts what lies in sub-folders up until nothing is nested: no recursion and no long paths.
    """
    serial = 0
    os.chmod(path, NOBODY_ELSE)
    while entries := _entries(path):
        for name, is_folder in entries:
            inner = os.path.join(path, name)
            if not is_folder:
                os.unlink(inner)
                continue
            for child, nested in _entries(inner):
                while os.path.lexists(lifted := os.path.join(path, f"lifted-{serial}")):
                    serial += 1
                if nested:
                    os.chmod(os.path.join(inner, child), NOBODY_ELSE)
                os.rename(os.path.join(inner, child), lifted)
            os.rmdir(inner)


def _entries(path: str) -> list[tuple[str, bool]]:
    os.chmod(path, NOBODY_ELSE)
    with os.scandir(path) as found:
        return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in found]
