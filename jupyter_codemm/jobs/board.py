"""What a service reads and writes in Redis about its jobs."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from redis.asyncio import Redis
from redis.asyncio.client import PubSub

from jupyter_codemm.contracts.job import WorkerNotice
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.jobs.ledger import Began, Look
from jupyter_codemm.jobs.names import (
    EPOCH,
    NEWS,
    QUEUE_KEYS,
    WORKERS,
    began_key,
    cancel_key,
    reply_key,
    sent_key,
    worker_key,
)
from jupyter_codemm.jobs.settings import QueueTimes


class Board:
    """Every method raises RedisError or OSError when Redis does not answer."""

    def __init__(self, client: Redis, times: QueueTimes) -> None:
        self._redis = client
        self._times = times

    async def look(self, ids: Sequence[str]) -> Look:
        """Return what is there, and what is known of some jobs."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.info("server")
            pipe.set(EPOCH, secrets.token_hex(8), nx=True)
            pipe.get(EPOCH)
            pipe.smembers(WORKERS)
            for key in QUEUE_KEYS:
                pipe.llen(key)
            server, _, epoch, names, *lengths = await pipe.execute()
        names = sorted(names)
        notices = await self._values([worker_key(name) for name in names])
        workers = {name: _notice(text) for name, text in zip(names, notices, strict=True) if text}
        if gone := [name for name in names if name not in workers]:
            await self._redis.srem(WORKERS, *gone)
        replies = await self._values([reply_key(one) for one in ids])
        began = await self._values([began_key(one) for one in ids])
        return Look(
            life=f"{server['run_id']}:{epoch}",
            workers={name: notice for name, notice in workers.items() if notice is not None},
            waiting=sum(lengths),
            replies=_present(ids, replies),
            began={one: _began(text) for one, text in _present(ids, began).items()},
        )

    async def replies(self, ids: Sequence[str]) -> Mapping[str, str]:
        """Return the replies to those jobs that have one."""
        return _present(ids, await self._values([reply_key(one) for one in ids]))

    async def sent_in(self, ids: Sequence[str]) -> Mapping[str, str]:
        """Return in which life of Redis jobs were sent, of those that were."""
        return _present(ids, await self._values([sent_key(one) for one in ids]))

    async def note_sent(self, job_id: str, life: str) -> None:
        """Write down that a job was sent."""
        await self._redis.set(sent_key(job_id), life, ex=self._times.kept_s)

    async def forget_begun(self, job_id: str) -> None:
        """Forget who began a job: it waits again."""
        await self._redis.delete(began_key(job_id))

    async def forget(self, job_id: str) -> None:
        """Forget that a job was sent and answered, so that it can be done again."""
        await self._redis.delete(reply_key(job_id), sent_key(job_id), began_key(job_id))

    async def cancel(self, job_id: str) -> None:
        """Say that nobody wants a job any more."""
        await self._redis.set(cancel_key(job_id), "1", ex=self._times.kept_s)

    @asynccontextmanager
    async def channel(self) -> AsyncIterator[PubSub]:
        """Listen to what workers say until the block ends."""
        async with self._redis.pubsub() as pubsub:
            await pubsub.subscribe(NEWS)
            yield pubsub

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()

    async def _values(self, keys: Sequence[str]) -> Sequence[str | None]:
        values = await self._redis.mget(keys) if keys else []
        return [None if value is None else str(value) for value in values]


def _present(ids: Sequence[str], values: Sequence[str | None]) -> Mapping[str, str]:
    return {one: text for one, text in zip(ids, values, strict=True) if text is not None}


def _notice(text: str) -> WorkerNotice | None:
    try:
        return WorkerNotice.parse(text)
    except InvalidInputError:
        return None  # a worker of a version that says other things of itself


def _began(text: str) -> Began:
    worker, _, at = text.rpartition(" ")
    return Began(worker, float(at))
