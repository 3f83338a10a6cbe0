"""Naming a background task's unexpected end in the log without quoting private material."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from jupyter_codemm.errors import place_of

_log = logging.getLogger(__name__)


def log_surprise(task: asyncio.Task[Any]) -> None:
    """Log the type and the place of an exception that ended a task."""
    if task.cancelled():
        return
    error = task.exception()
    if error is not None:
        place = place_of(error)
        _log.error("%s ended with %s at %s", task.get_name(), type(error).__name__, place)
