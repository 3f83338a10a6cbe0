"""Notebook files through Jupyter's own contents manager, whatever it stores them in."""

from __future__ import annotations

from collections.abc import Mapping
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
        """Store a notebook, making its folder when it is missing."""
        folder = path.rpartition("/")[0]
        try:
            if folder and not await ensure_async(self._manager.dir_exists(folder)):
                await ensure_async(self._manager.save({"type": "directory"}, folder))
            model = {"type": "notebook", "format": "json", "content": notebook}
            await ensure_async(self._manager.save(model, path))
        except (HTTPError, OSError) as error:
            reason = getattr(error, "log_message", None) or str(error)
            raise UnavailableError(f"could not write {path}: {reason}", where=path) from None
