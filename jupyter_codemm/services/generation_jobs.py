"""What this process generates now."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jupyter_codemm.generation import GenerationResult
from jupyter_codemm.services.generation_plans import Planned
from jupyter_codemm.services.generation_records import Held


@dataclass(slots=True)
class Job:
    """One run in this process. `stop` says who ended it early, if anybody did.

    `work` is what is cancelled; `task` waits for it and records the end, whatever it is.
    """

    held: Held
    planned: Planned
    work: asyncio.Task[GenerationResult]
    task: asyncio.Task[None] | None = None
    stop: Literal["", "cancelled", "lost", "closing"] = ""


async def stopped(jobs: Sequence[Job], why: Literal["cancelled", "closing"]) -> None:
    """Stop runs, and wait until their ends are recorded."""
    for job in jobs:
        job.stop = job.stop or why
        job.work.cancel()
    tasks = [job.task for job in jobs if job.task is not None]
    await asyncio.gather(*tasks, return_exceptions=True)
