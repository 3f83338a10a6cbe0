"""Getting the sandbox ready for problems that somebody will probably work on soon."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.errors import CodemmError
from jupyter_codemm.judging import warm_up
from jupyter_codemm.ports import Sandbox
from jupyter_codemm.services.surprises import log_surprise

AGAIN = timedelta(minutes=2)  # what stands ready unused is released not much later


class Warmth:
    """Warms up for problems in the background: one at a time, and for alike ones once in a while.

    A sandbox that cannot get ready is left alone: whoever submits will hear of it.
    """

    def __init__(self) -> None:
        self._begun: dict[str, datetime] = {}
        self._turn = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, problems: Iterable[Problem], sandbox: Sandbox, now: datetime) -> None:
        """Get ready for problems; returns at once and never fails."""
        self._begun = {alike: at for alike, at in self._begun.items() if now - at < AGAIN}
        wanted = {_alike(problem): problem for problem in problems}
        new = [problem for alike, problem in wanted.items() if alike not in self._begun]
        self._begun |= dict.fromkeys(wanted.keys() - self._begun.keys(), now)
        if new:
            task = asyncio.create_task(self._warm(new, sandbox), name="warming up")
            self._tasks.add(task)
            task.add_done_callback(self._ended)

    async def close(self) -> None:
        """Stop."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _warm(self, problems: Iterable[Problem], sandbox: Sandbox) -> None:
        async with self._turn:
            for problem in problems:
                with suppress(CodemmError):
                    await warm_up(problem, sandbox)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        log_surprise(task)


def _alike(problem: Problem) -> str:
    """Return what problems have in common that need the same boxes and the same harness."""
    signature = problem.signature.model_dump_json() if problem.signature else ""
    return f"{problem.language} {problem.kind} {problem.limits.memory_mb} {signature}"
