"""A process of a worker: it judges one job at a time."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from typing import Any, TypeVar

from jupyter_codemm.contracts.job import JobReply, JudgeJob
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.errors import CodemmError, InvalidInputError, UnreachableError, place_of
from jupyter_codemm.jobs.broker import connected
from jupyter_codemm.jobs.desk import Desk
from jupyter_codemm.jobs.figures import Figures
from jupyter_codemm.jobs.plan import OpenJudge
from jupyter_codemm.jobs.settings import QueueSettings
from jupyter_codemm.ports import Judge

_log = logging.getLogger(__name__)
T = TypeVar("T")
MOST_TRIES = 5
LOOK_S = 1.0
CLOSING_S = 10.0
OTHER_VERSION = "The judge's worker is of another version than the service."


class Child:
    """Has an event loop in a thread, on which its sandbox lives between jobs too."""

    def __init__(
        self, settings: QueueSettings, worker: str, open_judge: OpenJudge, figures: Figures
    ) -> None:
        self._settings = settings
        self._worker = worker
        self._open_judge = open_judge
        self._figures = figures
        self._process = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._desk: Desk | None = None
        self._judge: Judge | None = None
        self._opened = AsyncExitStack()

    def start(self, process: int) -> None:
        """Begin to work, in the process itself, which is the worker's `process`-th."""
        self._process = process
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="judging", daemon=True).start()

    def work(self, job_id: str, text: str) -> None:
        """Do a job and write its reply; returns when that is written."""
        self._run(self._done(job_id, text))

    def stop(self) -> None:
        """Release the sandbox."""
        if self._loop is not None:
            self._run(asyncio.wait_for(self._opened.aclose(), CLOSING_S))

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        if self._loop is None:
            raise RuntimeError("this process was not started")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _done(self, job_id: str, text: str) -> None:
        begun_at = time.monotonic()
        if self._desk is None:
            client = connected(self._settings)
            self._desk = Desk(client, self._worker, self._settings.times)
            self._opened.push_async_callback(self._desk.close)
        beginning = await self._desk.begin(job_id)
        if beginning.is_answered:
            await self._desk.announce_done(job_id)
            came = "repeated"
        elif beginning.is_cancelled:
            came = "cancelled"
        else:
            reply = await self._replied(self._desk, job_id, text, beginning.tries)
            if reply is None:
                came = "cancelled"
            else:
                await self._desk.reply(reply)
                came = reply.outcome.verdict if reply.outcome else "unreachable"
        self._figures.count(self._process, came, time.monotonic() - begun_at)

    async def _replied(self, desk: Desk, job_id: str, text: str, tries: int) -> JobReply | None:
        """Return what is to be replied; None when the job was cancelled meanwhile."""
        try:
            job = await asyncio.to_thread(JudgeJob.parse, text)
        except InvalidInputError:
            return JobReply(id=job_id, unreachable=OTHER_VERSION)
        try:
            judge = self._judge = self._judge or await self._open()
            if tries > MOST_TRIES:
                _log.error("%s was begun %d times and never ended", job_id, tries - 1)
                return JobReply(id=job_id, outcome=judge.failed(job))
            return await self._judged(desk, judge, job)
        except CodemmError as error:
            return JobReply(id=job_id, unreachable=error.message)

    async def _open(self) -> Judge:
        return await self._opened.enter_async_context(self._open_judge())

    async def _judged(self, desk: Desk, judge: Judge, job: JudgeJob) -> JobReply | None:
        judging = asyncio.create_task(judge.judge(job))
        try:
            is_done = await self._ended(desk, job.id, judging)
            return JobReply(id=job.id, outcome=judging.result()) if is_done else None
        except UnreachableError as error:
            return JobReply(id=job.id, unreachable=error.message)
        except Exception as error:  # noqa: BLE001 - the learner is told, and is not to blame
            # The error's own text may quote the job.
            _log.error("%s: %s at %s", job.id, type(error).__name__, place_of(error))
            return JobReply(id=job.id, outcome=judge.failed(job))
        finally:
            judging.cancel()
            await asyncio.gather(judging, return_exceptions=True)

    async def _ended(self, desk: Desk, job_id: str, judging: asyncio.Task[Outcome]) -> bool:
        """Return whether the judge came to an end; False when the job is cancelled before.

        Raises TimeoutError when it takes too long.
        """
        # No call of Redis is broken off here: its client can lose a cancellation.
        until = time.monotonic() + self._settings.times.limit_s
        while (left := until - time.monotonic()) > 0:
            await asyncio.wait({judging}, timeout=min(LOOK_S, left))
            if judging.done():
                return True
            if await desk.is_cancelled(job_id):
                return False
        raise TimeoutError
