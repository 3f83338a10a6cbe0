"""Wiring of the queue over machines; its packages are asked for only where there is one."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from jupyter_codemm.cli.settings import Settings
from jupyter_codemm.cli.wiring import SandboxChoice, WorkerOptions
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.jobs.plan import WorkerPlan
from jupyter_codemm.jobs.settings import URL_ENV, QueueSettings
from jupyter_codemm.judging import SandboxJudge
from jupyter_codemm.ports import JobQueue, Judge, Sandbox
from jupyter_codemm.sandbox.local.hardening import make_non_dumpable

OpenSandbox = Callable[[SandboxChoice], Awaitable[Sandbox]]
NEEDED = "a queue needs Celery and the client of Redis: pip install 'jupyter_codemm[worker]'"


def queue_settings(settings: Settings) -> QueueSettings | None:
    """Return where the queue is; None without one. Raises InvalidInputError for a wrong address."""
    return QueueSettings.read(settings.environ, settings.queue_url, settings.queue_ca)


def judging_elsewhere(settings: QueueSettings) -> JobQueue:
    """Return the queue on a Redis; raises MissingToolError without the packages for it."""
    try:
        from jupyter_codemm.jobs.elsewhere import JudgingElsewhere  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingToolError(NEEDED, where="queue_url") from None
    return JudgingElsewhere(settings)


def judge_jobs(
    settings: Settings, open_sandbox: OpenSandbox, name: str, options: WorkerOptions
) -> int:
    """Judge what the queue gives until SIGTERM; returns the exit code.

    Raises MissingToolError without a queue, its packages or a sandbox, InvalidInputError when the
    queue refuses the password.
    """
    queue = queue_settings(settings)
    if queue is None:
        raise MissingToolError(
            f"a worker needs a queue: set {URL_ENV} to the address of a Redis, such as "
            "redis://localhost:6379/0",
            where=URL_ENV,
        )
    try:
        from jupyter_codemm.jobs.worker import ask, work  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingToolError(NEEDED, where="worker") from None
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    ask(queue)
    plan = asyncio.run(_plan(open_sandbox, name, options))
    make_non_dumpable()
    return work(queue, plan)


async def _plan(open_sandbox: OpenSandbox, name: str, options: WorkerOptions) -> WorkerPlan:
    """Look once at what can be judged here; each process has a sandbox of its own."""

    @asynccontextmanager
    async def open_judge() -> AsyncIterator[Judge]:
        sandbox = await open_sandbox(options.sandbox)
        try:
            yield SandboxJudge(sandbox)
        finally:
            await sandbox.close()

    sandbox = await open_sandbox(options.sandbox)
    try:
        return WorkerPlan(
            name=name,
            concurrency=options.concurrency or os.cpu_count() or 1,
            tier=sandbox.tier,
            languages=await sandbox.languages(),
            open_judge=open_judge,
            prepare=_prepare,
            monitor=options.monitor,
        )
    finally:
        await sandbox.close()


def _prepare() -> None:
    """Hide a process of the pool from programs, and let it end with its worker."""
    make_non_dumpable()
    if sys.platform == "linux":
        from jupyter_codemm.sandbox.supervisor import kernel  # noqa: PLC0415 - Linux only

        kernel.die_with_parent()
