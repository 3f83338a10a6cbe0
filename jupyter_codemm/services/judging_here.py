"""The queue of jobs of an installation that is one process: each is begun when it comes."""

from __future__ import annotations

import asyncio

from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.job import JudgeJob
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.judging import SandboxJudge
from jupyter_codemm.ports import JobsHealth, Sandbox
from jupyter_codemm.services.leases import Pause


class JudgingHere:
    """Judges in this process's sandbox, `at_once` jobs at a time if its caller keeps to that."""

    def __init__(self, sandbox: Sandbox, at_once: int, pause: Pause = asyncio.sleep) -> None:
        self._sandbox = sandbox
        self._at_once = at_once
        self._judge = SandboxJudge(sandbox, pause)
        self._running: dict[str, asyncio.Task[Outcome]] = {}

    @property
    def at_once(self) -> int:
        """How many jobs are judged at once."""
        return self._at_once

    @property
    def depth(self) -> int:
        """How many have not been begun: none, ever."""
        return 0

    async def submit(self, job: JudgeJob) -> None:
        """Begin a job; see the port."""
        if job.id in self._running:
            return
        self._running[job.id] = asyncio.create_task(self._judge.judge(job))

    async def result(self, job_id: str) -> Outcome:
        """Wait for a job; see the port. It is remembered until somebody waited for it."""
        task = self._running.get(job_id)
        if task is None:
            raise NotFoundError(f"there is no job {job_id} here")
        try:
            return await task
        finally:
            self._running.pop(job_id, None)

    async def cancel(self, job_id: str) -> None:
        """Stop a job, if it runs here."""
        task = self._running.get(job_id)
        if task is not None:
            task.cancel()

    def place(self, job_id: str) -> None:
        """Return that nothing waits here."""
        del job_id

    async def languages(self) -> tuple[LanguageHealth, ...]:
        """Return what the sandbox of this process can run."""
        return await self._sandbox.languages()

    async def health(self) -> JobsHealth:
        """Return how many run."""
        return JobsHealth(ok=True, running=len(self._running))

    async def close(self) -> None:
        """Stop what runs."""
        running = tuple(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
