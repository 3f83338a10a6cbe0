"""What compilers leave in the build folder: taken out, thinned out, and opened for reading.

No process of the step is alive any more, but it chose every name, link and mode in the folder.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable

from jupyter_codemm.sandbox.supervisor import folders
from jupyter_codemm.sandbox.supervisor.wire import text

MOST_BYTES, MOST_FILES = 32 << 20, 4000
LONGEST_PATH = 1000
NO_LINK = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
LATER_THAN_NOW = 4_102_444_800  # in 2100
READ_ONLY_FOLDER, READ_ONLY_FILE, ANY_EXECUTE = 0o555, 0o444, 0o111
CHUNK = 1 << 20


class TooMuchError(Exception):
    """A step made more than a box hands out."""


def collect(build: str, makes: list[str], user: int | None) -> list[list[object]]:
    """Return the regular files among what a step makes: path, base64 content, executable.

    Links and special files are passed over, never followed. Raises TooMuchError above 32 MiB or
    4000 files.
    """
    made: list[list[object]] = []
    left, waiting = MOST_BYTES, list(makes)
    with folders.ActingAs(user):
        top = os.open(build, NO_LINK | os.O_DIRECTORY)
        try:
            while waiting:
                path = waiting.pop()
                content, executable, inner = _look(top, path, left)
                waiting += inner
                if content is not None:
                    made.append([path, text(content), executable])
                    left -= len(content)
                if len(made) + len(waiting) > MOST_FILES or len(path) > LONGEST_PATH:
                    raise TooMuchError
        finally:
            os.close(top)
    return made


def keep_only(build: str, needs: list[str], user: int | None) -> None:
    """Remove from the build folder everything that is not, or lies not in, what `needs` names."""
    with folders.ActingAs(user):
        waiting = [""]
        while waiting:
            prefix = waiting.pop()
            folder = os.path.join(build, prefix)
            os.chmod(folder, folders.NOBODY_ELSE)  # or what its step shut could not be listed
            for name in os.listdir(folder):
                path = f"{prefix}{name}"
                if path in needs:
                    continue
                leads_on = any(need.startswith(f"{path}/") for need in needs)
                if leads_on and _is_folder(os.path.join(build, path)):
                    waiting.append(f"{path}/")
                else:
                    _remove(os.path.join(build, path))


def freeze(build: str, user: int | None) -> None:
    """Open the build folder to every later step, for reading only.

    Raises OSError rather than leave anything as it was.
    """
    with folders.ActingAs(user):
        waiting = [build]
        while waiting:
            folder = waiting.pop()
            os.chmod(folder, READ_ONLY_FOLDER)  # or what its step shut could not be listed
            for path in [os.path.join(folder, name) for name in os.listdir(folder)]:
                mode = os.lstat(path).st_mode
                if stat.S_ISDIR(mode):
                    waiting.append(path)
                elif stat.S_ISREG(mode):
                    _last_read_in_future(path)
                    os.chmod(path, READ_ONLY_FILE | (mode & ANY_EXECUTE))
            _last_read_in_future(folder)


def _last_read_in_future(path: str) -> None:
    """Keep steps from telling later ones something by what they read: its time stands still."""
    os.utime(path, (LATER_THAN_NOW, os.lstat(path).st_mtime))


def _look(top: int, path: str, left: int) -> tuple[bytes | None, bool, Iterable[str]]:
    """Return a file's content and whether it can be executed, or what a folder holds."""
    try:
        fd = _open(top, path)
    except OSError:
        return None, False, ()  # a link, a socket, shut, or not there: no product
    try:
        found = os.fstat(fd)
        if stat.S_ISDIR(found.st_mode):
            return None, False, [f"{path}/{name}" for name in os.listdir(fd) if _sayable(name)]
        if not stat.S_ISREG(found.st_mode):
            return None, False, ()
        if found.st_size > left:
            raise TooMuchError
        return _read(fd), bool(found.st_mode & stat.S_IXUSR), ()
    finally:
        os.close(fd)


def _open(top: int, path: str) -> int:
    """Open a path below a folder, no part of which may be a link."""
    fd = os.dup(top)
    for name in path.split("/"):
        try:
            inner = os.open(name, NO_LINK, dir_fd=fd)
        finally:
            os.close(fd)
        fd = inner
    return fd


def _read(fd: int) -> bytes:
    parts = []
    while chunk := os.read(fd, CHUNK):
        parts.append(chunk)
    return b"".join(parts)


def _sayable(name: str) -> bool:
    """Return whether a file name is text."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_folder(path: str) -> bool:
    """Return whether a path is a folder, and no link to one."""
    return stat.S_ISDIR(os.lstat(path).st_mode)


def _remove(path: str) -> None:
    if not _is_folder(path):
        os.unlink(path)
        return
    folders.empty_folder(path)
    os.rmdir(path)
