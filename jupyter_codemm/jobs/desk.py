"""What a worker reads and writes in Redis about the job that it has."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from redis.asyncio import Redis
from redis.exceptions import RedisError

from jupyter_codemm.contracts.job import JobReply
from jupyter_codemm.jobs.names import NEWS, began_key, cancel_key, reply_key, tries_key
from jupyter_codemm.jobs.settings import QueueTimes
from jupyter_codemm.jobs.wire import encoded, news

T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Beginning:
    """How often a job was begun, this time too, or why it need not be."""

    tries: int
    is_answered: bool
    is_cancelled: bool


class Desk:
    """The worker's own place; a Redis that is away for a while is waited for."""

    def __init__(self, client: Redis, worker: str, times: QueueTimes) -> None:
        self._redis = client
        self._worker = worker
        self._times = times

    async def begin(self, job_id: str) -> Beginning:
        """Tell everybody that a job is begun, if there is anything to be done."""

        async def told() -> Beginning:
            answered, cancelled = await self._redis.mget(reply_key(job_id), cancel_key(job_id))
            if answered is not None or cancelled is not None:
                return Beginning(0, answered is not None, cancelled is not None)
            async with self._redis.pipeline() as pipe:
                pipe.incr(tries_key(job_id))
                pipe.expire(tries_key(job_id), self._times.kept_s)
                began = f"{self._worker} {time.monotonic()}"
                pipe.set(began_key(job_id), began, ex=self._times.kept_s)
                pipe.publish(NEWS, news("began", job_id))
                tries, *_ = await pipe.execute()
            return Beginning(tries, is_answered=False, is_cancelled=False)

        return await self._patiently(told)

    async def reply(self, reply: JobReply) -> None:
        """Write a reply, unless there is one, and tell everybody."""

        async def told() -> None:
            async with self._redis.pipeline() as pipe:
                key = reply_key(reply.id)
                pipe.set(key, encoded(reply), nx=True, ex=self._times.kept_s)
                pipe.publish(NEWS, news("done", reply.id))
                await pipe.execute()

        await self._patiently(told)

    async def announce_done(self, job_id: str) -> None:
        """Tell everybody that a job has its reply, which they may have missed."""
        await self._redis.publish(NEWS, news("done", job_id))

    async def is_cancelled(self, job_id: str) -> bool:
        """Return whether it is known that nobody wants a job any more."""
        with suppress(RedisError, OSError):
            return bool(await self._redis.exists(cancel_key(job_id)))
        return False

    async def close(self) -> None:
        """Close the connection."""
        await self._redis.aclose()

    async def _patiently(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do something again and again until Redis answers; its process is ended before long."""
        while True:
            try:
                return await work()
            except (RedisError, OSError) as error:
                _log.warning("the queue does not answer: %s", type(error).__name__)
                await asyncio.sleep(self._times.retry_s)
