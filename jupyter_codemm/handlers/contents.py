"""Notebook files through Jupyter's own contents manager, whatever it stores them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jupyter_core.utils import ensure_async
from tornado.web import HTTPError

from jupyter_codemm.errors import UnavailableError


class ContentsFiles:
    """Implements the NotebookFiles port on a contents manager, sync or async."""

    def __init__(self, manager: Any) -> None:  # noqa: ANN401 - any ContentsManager, sync or async
        self._manager = manager

    async def exists(self, path: str) -> bool:
        """Return whether a file is there."""
        return bool(await ensure_async(self._manager.file_exists(path)))

    async def write(self, path: str, notebook: Mapping[str, Any]) -> None:
        """Store a notebook, making the folders that are missing."""
        try:
            await self._make_folders(path.split("/")[:-1])
            model = {"type": "notebook", "format": "json", "content": notebook}
            await ensure_async(self._manager.save(model, path))
        except (HTTPError, OSError) as error:
            # A contents manager's own message names the server's root.
            reason = getattr(error, "strerror", None) or "the server's file manager refused"
            raise UnavailableError(f"could not write {path}: {reason}", where=path) from None

    async def _make_folders(self, names: Sequence[str]) -> None:
        """Make one level after the other: a contents manager makes no parents."""
        for depth in range(1, len(names) + 1):
            folder = "/".join(names[:depth])
            if not await ensure_async(self._manager.dir_exists(folder)):
                await ensure_async(self._manager.save({"type": "directory"}, folder))
