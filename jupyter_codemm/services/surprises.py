"""Naming a background task's unexpected end in the log without quoting private material."""

from __future__ import annotations

import asyncio
import logging
import traceback
from typing import Any

_log = logging.getLogger(__name__)


def log_surprise(task: asyncio.Task[Any]) -> None:
    """Log the type and the place of an exception that ended a task.

    Its text is left out: a validation error, for one, quotes what it was given.
    """
    if task.cancelled():
        return
    error = task.exception()
    if error is not None:
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "nowhere"
        _log.error("%s ended with %s at %s", task.get_name(), type(error).__name__, place)
