"""Write an activity as a notebook."""

from __future__ import annotations

import re

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.notebook import build
from jupyter_codemm.ports import NotebookFiles
from jupyter_codemm.services.context import Context

MAX_NAME = 60


async def emit(
    ctx: Context, owner: str, activity_id: str, files: NotebookFiles, directory: str
) -> str:
    """Write the notebook of a stored activity, remember where, and return its path."""
    activity = await ctx.store.transact(lambda tx: tx.activities.get(activity_id, owner))
    async with ctx.naming:
        path = await write(activity, files, directory)
    await ctx.store.transact(lambda tx: tx.activities.set_notebook(activity_id, owner, path))
    return path


async def write(activity: Activity, files: NotebookFiles, directory: str) -> str:
    """Write a notebook under a name that is free, and return its path."""
    # A server shows no hidden folders, and one of them is the way out.
    if "\0" in directory or any(part.startswith(".") for part in directory.split("/")):
        raise InvalidInputError(
            f"directory: not a folder here (got {directory!r})", where="directory"
        )
    folder = directory.strip("/")
    stem = file_stem(activity.title)
    number = 1
    while True:
        name = f"{stem}.ipynb" if number == 1 else f"{stem}-{number}.ipynb"
        path = f"{folder}/{name}" if folder else name
        if not await files.exists(path):
            await files.write(path, build(activity))
            return path
        number += 1


def file_stem(title: str) -> str:
    """Return a file name for a title, safe on every file system."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", title.replace("+", "p")).strip("-").lower()
    return words[:MAX_NAME].strip("-") or "activity"
