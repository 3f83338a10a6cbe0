"""Celery as both sides set it up, and connections to its Redis."""

from __future__ import annotations

from typing import Any

import redis
from celery import Celery
from redis.asyncio import Redis as AsyncRedis
from redis.exceptions import AuthenticationError, ResponseError

from jupyter_codemm.jobs.names import PRIORITY_STEPS, QUEUE
from jupyter_codemm.jobs.settings import QueueSettings

CONNECT_S = 2.0
ANSWER_S = 5.0
CHECK_S = 10


def celery_app(settings: QueueSettings) -> Celery:
    """Return Celery on the queue; nothing is connected yet.

    A message is acknowledged when its job is done, so that a worker that dies leaves it to another.
    Replies are ours: Celery's own would be written again by whoever is later.
    """
    app = Celery("jupyter_codemm", set_as_current=False)
    times = settings.times
    app.conf.update(
        broker_url=settings.url,
        broker_use_ssl=settings.tls or None,
        broker_connection_timeout=CONNECT_S,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_pool_limit=2,
        broker_transport_options={
            "visibility_timeout": times.visibility_s,
            "unacked_restore_interval": 5,
            "unacked_restore_throttle": 1,
            "queue_order_strategy": "priority",
            "priority_steps": list(PRIORITY_STEPS),
            "sep": ":",
            "socket_connect_timeout": CONNECT_S,
            "socket_timeout": ANSWER_S,
            "socket_keepalive": True,
            "health_check_interval": CHECK_S,
        },
        task_default_queue=QUEUE,
        task_create_missing_queues=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_time_limit=times.kill_s,
        task_ignore_result=True,
        result_backend=None,
        task_serializer="json",
        accept_content=["json"],
        worker_prefetch_multiplier=1,
        worker_proc_alive_timeout=60,  # on a machine that is just starting much
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
        enable_utc=True,
    )
    return app


def redis_options(settings: QueueSettings) -> dict[str, Any]:
    """Return how a client of our own connects: a Redis that is away is noticed in seconds."""
    return {
        "decode_responses": True,
        "socket_connect_timeout": CONNECT_S,
        "socket_timeout": ANSWER_S,
        "socket_keepalive": True,
        "health_check_interval": CHECK_S,
        **settings.tls,
    }


def connected(settings: QueueSettings) -> AsyncRedis:
    """Return a client for coroutines; it connects when it is first used."""
    client: AsyncRedis = AsyncRedis.from_url(settings.url, **redis_options(settings))
    return client


def reason(error: Exception) -> str:
    """Say why Redis did not do what it should, without its address."""
    if isinstance(error, AuthenticationError):
        return "Redis refuses the password"
    if isinstance(error, ResponseError):
        return "Redis takes nothing: it may be full, or only for reading"
    return "Redis does not answer"


def connected_in_thread(settings: QueueSettings) -> redis.Redis:
    """Return a client that blocks."""
    client: redis.Redis = redis.Redis.from_url(settings.url, **redis_options(settings))
    return client
