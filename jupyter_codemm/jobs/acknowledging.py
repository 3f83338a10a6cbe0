"""Noticing that a message could not be acknowledged: a worker would take nothing more.

A Redis that goes away in the moment between the end of a job and its acknowledgement leaves the
message counted as being worked on. When that fills what a worker takes at once it asks Redis for
nothing, and so does not even hear that the connection is gone.
"""

from __future__ import annotations

import logging
from typing import Any, Protocol

from celery import bootsteps
from celery.worker import state
from redis.exceptions import ConnectionError as RedisConnectionError

_log = logging.getLogger(__name__)
EVERY_S = 5.0


class Consumer(Protocol):
    """What of Celery's consumer is used here."""

    timer: Any
    task_consumer: Any


class Acknowledged(bootsteps.StartStopStep):  # type: ignore[misc]  # Celery has no types
    """Has a consumer connect anew when it holds messages that nobody works on.

    What it held goes back to the queue then; a job that has its reply already is not done again.
    """

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Consumer, **options: object) -> None:
        super().__init__(parent, **options)
        self._timer: Any = None
        self._was_lost = False

    def start(self, parent: Consumer) -> None:
        """Look every few seconds from now on."""
        self._was_lost = False
        self._timer = parent.timer.call_repeatedly(EVERY_S, self.look, (parent,))

    def stop(self, parent: Consumer) -> None:
        """Look no more."""
        del parent
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    shutdown = stop

    def look(self, consumer: Consumer) -> None:
        """Raise the error of a lost connection when that is so for the second time in a row."""
        held = consumer.task_consumer.channel.qos
        taken = held.prefetch_count - held.can_consume_max_estimate() if held.prefetch_count else 0
        is_lost = taken > len(state.reserved_requests)
        if is_lost and self._was_lost:
            _log.warning("a job was not acknowledged; connecting anew")
            raise RedisConnectionError("an acknowledgement was lost")
        self._was_lost = is_lost
