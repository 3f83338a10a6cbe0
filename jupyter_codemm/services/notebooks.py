"""Write an activity as a notebook."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.api import NotebookFile
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.notebook import build, build_nbgrader, build_otter, bundle_of
from jupyter_codemm.ports import NotebookFiles
from jupyter_codemm.services.context import Context

MAX_NAME = 60
TESTS = "codemm-tests"  # beside nbgrader's folders, where no learner's copy is made from


async def emit(
    ctx: Context, owner: str, activity_id: str, files: NotebookFiles, directory: str
) -> str:
    """Write the notebook of a stored activity, remember where, and return its path."""
    file = await built(ctx, owner, activity_id)
    async with ctx.naming:
        path = await write(file, files, directory)
    await remember(ctx, owner, activity_id, path)
    return path


async def remember(ctx: Context, owner: str, activity_id: str, path: str) -> None:
    """Keep where the notebook of a stored activity is."""
    await ctx.store.transact(lambda tx: tx.activities.set_notebook(activity_id, owner, path))


async def built(ctx: Context, owner: str, activity_id: str) -> NotebookFile:
    """Return the notebook of a stored activity, for a client that writes files itself."""
    activity = await ctx.store.transact(lambda tx: tx.activities.get(activity_id, owner))
    return notebook_of(activity)


def notebook_of(activity: Activity) -> NotebookFile:
    """Return the notebook of an activity, and what its file should be called."""
    return NotebookFile(name=f"{file_stem(activity.title)}.ipynb", notebook=build(activity))


async def write(file: NotebookFile, files: NotebookFiles, directory: str) -> str:
    """Write a notebook under a name that is free, and return its path."""
    # A server shows no hidden folders, and one of them is the way out.
    if "\0" in directory or any(part.startswith(".") for part in directory.split("/")):
        raise InvalidInputError(
            f"directory: not a folder here (got {directory!r})", where="directory"
        )
    folder = directory.strip("/")
    prefix = f"{folder}/" if folder else ""
    stem = file.name.removesuffix(".ipynb")
    name = await _free(stem, files, lambda name: f"{prefix}{name}.ipynb")
    path = f"{prefix}{name}.ipynb"
    await files.write(path, file.notebook)
    return path


@dataclass(frozen=True, slots=True)
class CourseSource:
    """An assignment in nbgrader's course folder: its name, its notebook, and the file of tests."""

    assignment: str
    path: str
    bundle: str
    tests: str


async def write_nbgrader(activity: Activity, files: NotebookFiles) -> CourseSource:
    """Write the source notebook of an assignment; the tests are the caller's to put beside it."""
    stem = file_stem(activity.title)
    name = await _free(stem, files, lambda name: f"source/{name}/{name}.ipynb")
    path, bundle = f"source/{name}/{name}.ipynb", f"{TESTS}/{name}.jsonl"
    await files.write(path, build_nbgrader(activity, bundle))
    return CourseSource(name, path, bundle, bundle_of(activity))


async def write_otter(activity: Activity, files: NotebookFiles) -> str:
    """Write the master notebook of an assignment and return its path. It holds all tests."""
    name = await _free(file_stem(activity.title), files, "{}.ipynb".format)
    path = f"{name}.ipynb"
    await files.write(path, build_otter(activity, name))
    return path


async def _free(stem: str, files: NotebookFiles, place: Callable[[str], str]) -> str:
    """Return a name like that, with a number if needed, that nothing has in that place."""
    name, number = stem, 1
    while await files.exists(place(name)):
        number += 1
        name = f"{stem}-{number}"
    return name


def file_stem(title: str) -> str:
    """Return a file name for a title, safe on every file system."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", title.replace("+", "p")).strip("-").lower()
    return words[:MAX_NAME].strip("-") or "activity"
