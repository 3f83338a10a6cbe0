"""Activities on disk: the activity's JSON and its notebook."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jupyter_codemm.cli.files import write_json, write_text
from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.services import notebooks
from jupyter_codemm.services.context import Context


@dataclass(frozen=True, slots=True)
class Written:
    """Where things were written."""

    activity: Path
    notebook: Path


@dataclass(frozen=True, slots=True)
class DiskFiles:
    """Implements the NotebookFiles port on a directory."""

    root: Path

    async def exists(self, path: str) -> bool:
        """Return whether a file is there."""
        return await asyncio.to_thread((self.root / path).exists)

    async def write(self, path: str, notebook: Mapping[str, object]) -> None:
        """Store a notebook as a whole or not at all."""
        text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
        await asyncio.to_thread(write_text, self.root / path, text)


async def emit(ctx: Context, activity: Activity, directory: Path) -> Written:
    """Write an activity and its notebook; existing files are never overwritten."""
    notebook = await notebooks.emit(ctx, activity.owner, activity.id, DiskFiles(directory), "")
    path = directory / notebook
    record = path.with_suffix(".activity.json")
    await asyncio.to_thread(write_json, record, activity.to_json())
    return Written(activity=record, notebook=path)
