"""The queue of jobs that workers do, on this machine or any other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.job import JobReply, JudgeJob
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.errors import InvalidInputError, UnreachableError, place_of
from jupyter_codemm.jobs import gauges
from jupyter_codemm.jobs.board import Board
from jupyter_codemm.jobs.broker import celery_app, connected, reason
from jupyter_codemm.jobs.ledger import Entry, Ledger, Look, weakest
from jupyter_codemm.jobs.names import FIRST, QUEUE, TASK, USUAL
from jupyter_codemm.jobs.settings import QueueSettings
from jupyter_codemm.jobs.wire import encoded
from jupyter_codemm.ports import JobsHealth, Place

_log = logging.getLogger(__name__)
AWAY = "The queue of the judge does not answer; this is judged when it does."
NOBODY = "No judge is at work now; this is judged when one is."
UNREADABLE = "The judge answered in another version's words."
LEAST, MOST, AHEAD = 4, 256, 2
"""How many jobs are handed over at once: for each place of a worker this one and the next."""

AWAY_ERRORS = (RedisError, OperationalError, OSError, TimeoutError)
NEWS_WORDS = 2


class JudgingElsewhere:
    """Hands jobs to workers through Redis, and again those that were lost on the way.

    Nothing of it waits for Redis but its own tasks: jobs are taken while Redis is away and sent
    when it is back.
    """

    def __init__(
        self, settings: QueueSettings, pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._times = settings.times
        self._pause = pause
        self._celery = celery_app(settings)
        self._board = Board(connected(settings), settings.times)
        self._thread = ThreadPoolExecutor(1, "codemm-queue")
        self._ledger = Ledger()
        self._look: Look | None = None
        self._is_away = self._is_stale = False
        self._wake = asyncio.Event()
        self._tasks: tuple[asyncio.Task[None], ...] = ()
        self._is_closed = False

    @property
    def at_once(self) -> int:
        """How many jobs are handed over at once: it goes by the workers that there are."""
        workers = self._look.workers.values() if self._look else ()
        return min(MOST, max(LEAST, AHEAD * sum(worker.concurrency for worker in workers)))

    @property
    def depth(self) -> int:
        """How many of the jobs submitted here have not been begun."""
        return self._ledger.waiting

    async def submit(self, job: JudgeJob) -> None:
        """Take a job; see the port."""
        self._ledger.add(job)
        self._start()
        self._wake.set()

    async def result(self, job_id: str) -> Outcome:
        """Wait for a job; see the port."""
        entry = self._ledger.get(job_id)
        try:
            reply = await entry.reply
        finally:
            self._ledger.remove(job_id)
        if reply.outcome is None:
            raise UnreachableError(reply.unreachable)
        return reply.outcome

    async def cancel(self, job_id: str) -> None:
        """Stop a job; see the port. A worker that cannot be told judges it for nobody."""
        if job_id in self._ledger:
            self._ledger.get(job_id).reply.cancel()
        with suppress(*AWAY_ERRORS):
            await self._board.cancel(job_id)

    def place(self, job_id: str) -> Place | None:
        """Return where a job waits; see the port."""
        position = self._ledger.position(job_id)
        if position is None:
            return None
        nobody = self._look is not None and not self._look.workers
        return Place(position, AWAY if self._is_away else NOBODY if nobody else "")

    async def languages(self) -> tuple[LanguageHealth, ...]:
        """Return what every worker can judge; see the port."""
        self._start()  # what workers can do may change before anybody submits
        if self._look is None:
            with suppress(*AWAY_ERRORS):
                self._look = await self._board.look(())
        return weakest(tuple(self._look.workers.values())) if self._look else ()

    async def health(self) -> JobsHealth:
        """Look at the queue; see the port."""
        try:
            look = await self._board.look(())
        except AWAY_ERRORS as error:
            return JobsHealth(ok=False, why=reason(error), waiting=self.depth, workers=())
        workers = tuple(look.workers.values())
        running = sum(len(worker.running) for worker in workers)
        return JobsHealth(ok=True, waiting=look.waiting, running=running, workers=workers)

    async def close(self) -> None:
        """Let go of Redis; jobs that are there stay there."""
        self._is_closed = True  # the client of Redis can lose a cancellation
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._thread.shutdown(wait=False, cancel_futures=True)
        with suppress(*AWAY_ERRORS):
            await self._board.close()
        await asyncio.to_thread(self._celery.close)

    def _start(self) -> None:
        if not self._tasks:
            self._tasks = tuple(
                asyncio.create_task(self._on_and_on(work), name=f"queue:{work.__name__}")
                for work in (self._keep, self._listen)
            )

    async def _on_and_on(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do something as long as this is open, whatever goes wrong."""
        while not self._is_closed:
            try:
                await work()
            except AWAY_ERRORS as error:
                await self._rest(error)
            except Exception as error:  # noqa: BLE001 - those who wait must not wait for ever
                _log.error("unforeseen: %s at %s", type(error).__name__, place_of(error))
                await self._pause(self._times.retry_s)

    async def _keep(self) -> None:
        """Look once for what is lost, and send for a while what is to be sent."""
        clock = asyncio.get_running_loop().time
        await self._look_around()
        until = clock() + self._times.look_s
        while not (self._is_stale or self._is_closed) and (left := until - clock()) > 0:
            await self._send()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), left)
            self._wake.clear()

    async def _rest(self, error: Exception) -> None:
        if not self._is_away:
            _log.warning("the queue does not answer: %s", type(error).__name__)
        self._is_away = True
        await self._pause(self._times.retry_s)

    async def _look_around(self) -> None:
        self._is_stale = False
        look = self._look = await self._board.look([entry.job.id for entry in self._ledger])
        if self._is_away:
            _log.warning("the queue answers again")
        self._is_away = False
        for job_id, text in look.replies.items():
            await self._deliver(job_id, text)
        if lost := self._ledger.review(look):
            _log.warning("%d jobs were lost and are sent again", len(lost))
        gauges.told(look, handed_over=len(self._ledger), lost=len(lost))

    async def _send(self) -> None:
        """Send what was not sent yet, unless its reply is there or it is on its way already."""
        unsent = self._ledger.unsent
        if not unsent or self._look is None:
            return
        ids = [entry.job.id for entry in unsent]
        replies, sent_in = await self._board.replies(ids), await self._board.sent_in(ids)
        for entry in unsent:
            job_id = entry.job.id
            if job_id in replies:
                await self._deliver(job_id, replies[job_id])
            elif entry.again or sent_in.get(job_id) != self._look.life:
                await self._send_one(entry)
                await self._board.note_sent(job_id, self._look.life)
            entry.sent = True

    async def _send_one(self, entry: Entry) -> None:
        if entry.again:
            # Else it would count as lost again for as long as it waits.
            await self._board.forget_begun(entry.job.id)
        text = await asyncio.to_thread(encoded, entry.job)
        priority = FIRST if entry.again else USUAL
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._put, entry.job.id, text, priority)

    def _put(self, job_id: str, text: str, priority: int) -> None:
        """Put a message into the queue; in a thread of its own, since Celery blocks."""
        self._celery.send_task(
            TASK,
            (text,),
            task_id=job_id,
            queue=QUEUE,
            priority=priority,
            retry=False,
            ignore_result=True,
            argsrepr="(...)",  # else the message tells the tests a second time, for logs
            kwargsrepr="{}",
        )

    async def _listen(self) -> None:
        """Hear at once what has begun and what is done, for as long as the connection holds."""
        async with self._board.channel() as channel:
            self._is_stale = True  # nobody heard what was said until now
            self._wake.set()
            while not self._is_closed:
                told = await channel.get_message(
                    ignore_subscribe_messages=True, timeout=self._times.look_s
                )
                if told is not None:
                    await self._hear(str(told["data"]).split())

    async def _hear(self, words: list[str]) -> None:
        if len(words) != NEWS_WORDS or words[1] not in self._ledger:
            return
        what, job_id = words
        if what == "began":
            self._ledger.begin(job_id)
            return
        for text in (await self._board.replies([job_id])).values():
            await self._deliver(job_id, text)

    async def _deliver(self, job_id: str, text: str) -> None:
        try:
            reply = await asyncio.to_thread(JobReply.parse, text)
        except InvalidInputError:
            reply = JobReply(id=job_id, unreachable=UNREADABLE)
        if reply.outcome is None:
            with suppress(*AWAY_ERRORS):
                await self._board.forget(job_id)
        self._ledger.answer(job_id, reply)
