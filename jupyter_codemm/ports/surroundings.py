"""The time, the learner and the files: what the services ask of their surroundings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from jupyter_codemm.contracts.base import Language


class Clock(Protocol):
    """The time, so that tests can set it."""

    def now(self) -> datetime:
        """Return the time now, in UTC, with its zone."""
        ...


class ProfileReader(Protocol):
    """What the planner wants to know of a learner."""

    async def mastery(self, user: str, language: Language) -> Mapping[str, float]:
        """Return mastery 0..1 by topic; a topic that is missing is unknown."""
        ...


class NotebookFiles(Protocol):
    """Where notebooks are written. Paths are relative and use `/`."""

    async def exists(self, path: str) -> bool:
        """Return whether a file is there."""
        ...

    async def write(self, path: str, notebook: Mapping[str, object]) -> None:
        """Store a notebook, making its folder; raises UnavailableError when that fails."""
        ...
