"""Folders of plans in the temporary folder, and those that a killed server left there."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from pathlib import Path

from jupyter_codemm.sandbox.local.users import is_ours, reachable_by_all

SHARED_TEMPORARY_FOLDER = Path("/tmp")  # noqa: S108 - every job gets a new folder in it
PREFIX = "codemm-job-"
OWNER = re.compile(rf"{PREFIX}(\d+)-")
STALE_S = 3600


def make_job_folder(user: int | None) -> str:
    """Create an empty folder for a plan that only its user may enter."""
    folder = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=_where(shared=user is not None))
    if user is not None:
        os.chown(folder, user, user)
    return folder


def remove_stale_folders() -> int:
    """Remove job folders of ours whose server is gone, or that are older than an hour.

    A server that is killed before its supervisor has started leaves one. Returns how many went.
    """
    if os.name != "posix":
        return 0
    places = {_where(shared=True), _where(shared=False)}
    stale = [path for place in places for path in place.glob(f"{PREFIX}*") if _is_stale(path)]
    for folder in stale:
        shutil.rmtree(folder, ignore_errors=True)
    return len(stale)


def _where(*, shared: bool) -> Path:
    usual = Path(tempfile.gettempdir()).resolve()
    return SHARED_TEMPORARY_FOLDER if shared and not reachable_by_all(usual) else usual


def _is_stale(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return False
    if not is_ours(found.st_uid):
        return False
    owner = OWNER.match(folder.name)
    alone = owner is not None and not _alive(int(owner[1]))
    return alone or time.time() - found.st_mtime > STALE_S


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
