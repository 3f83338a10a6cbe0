"""A worker says every few seconds that it is there, and what it works on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress

from redis import Redis
from redis.exceptions import RedisError

from jupyter_codemm.contracts.job import WorkerNotice
from jupyter_codemm.jobs.names import WORKERS, worker_key
from jupyter_codemm.jobs.settings import QueueTimes
from jupyter_codemm.jobs.wire import encoded


class Announcer:
    """A thread that writes the worker's notice; it holds for as long as that goes on."""

    def __init__(
        self, client: Redis, notice: Callable[[], WorkerNotice], times: QueueTimes
    ) -> None:
        self._redis = client
        self._notice = notice
        self._times = times
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="announcing", daemon=True)
        self._answered_at = float("-inf")

    @property
    def is_heard(self) -> bool:
        """Whether Redis took a notice that still holds."""
        return time.monotonic() - self._answered_at < self._times.silent_s

    def start(self) -> None:
        """Begin to announce."""
        self._thread.start()

    def stop(self) -> None:
        """Announce no more, and take the last notice back."""
        self._ended.set()
        if self._thread.ident is not None:
            self._thread.join()
        name = self._notice().name
        with suppress(RedisError, OSError):
            self._redis.delete(worker_key(name))
            self._redis.srem(WORKERS, name)

    def _go_on(self) -> None:
        while not self._ended.is_set():
            with suppress(RedisError, OSError):
                self._announce()
                self._answered_at = time.monotonic()
            self._ended.wait(self._times.notice_s)

    def _announce(self) -> None:
        notice = self._notice()
        with self._redis.pipeline() as pipe:
            pipe.sadd(WORKERS, notice.name)
            key = worker_key(notice.name)
            pipe.set(key, encoded(notice), px=round(self._times.silent_s * 1000))
            pipe.execute()
