"""What a worker is, whoever runs it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.ports import Judge

OpenJudge = Callable[[], AbstractAsyncContextManager[Judge]]


@dataclass(frozen=True, slots=True)
class WorkerPlan:
    """What a worker is: its name in the queue, how much it does at once, and where it is asked.

    `prepare` is called first in each of its processes. `monitor` is an address, or None.
    """

    name: str
    concurrency: int
    tier: Tier
    languages: tuple[LanguageHealth, ...]
    open_judge: OpenJudge
    prepare: Callable[[], None]
    monitor: tuple[str, int] | None = None
