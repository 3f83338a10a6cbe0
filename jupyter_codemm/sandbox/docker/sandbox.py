"""A Sandbox of Docker containers."""

from __future__ import annotations

import asyncio
import os
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TypeVar

from docker import DockerClient

from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.errors import CodemmError, MissingToolError, UnavailableError
from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, Listen
from jupyter_codemm.sandbox.answers import Reply, decode
from jupyter_codemm.sandbox.docker.container import Container, sweep
from jupyter_codemm.sandbox.docker.daemon import connect
from jupyter_codemm.sandbox.docker.flags import BUILD_ROOT, WORK_ROOT
from jupyter_codemm.sandbox.docker.inventory import image_of
from jupyter_codemm.sandbox.docker.labels import Ownership
from jupyter_codemm.sandbox.wire import Box, encode

T = TypeVar("T")
FIRST_USER, USERS = 20_000, 40_000
SPARE_THREADS = 2
HOW_TO_GET = "jupyter codemm images build"


class DockerSandbox:
    """Runs each plan in a container of its own, as many at once as there are cores.

    `installation` names what shares a data directory and `holder` this process: containers carry
    both, and only what this installation left behind is ever removed.
    """

    def __init__(self, installation: str, holder: str, *, parallel: int | None = None) -> None:
        boxes = parallel or os.cpu_count() or 1
        self._owner = Ownership(installation, holder)
        self._slots = asyncio.Semaphore(boxes)
        self._threads = ThreadPoolExecutor(2 * boxes + SPARE_THREADS, "codemm-docker")
        self._connections = 4 * boxes
        self._connecting = asyncio.Lock()
        self._client: DockerClient | None = None
        self._launches = 0

    @property
    def tier(self) -> Tier:
        """How strongly programs are confined."""
        return "docker"

    @property
    def launches(self) -> int:
        """How many containers were started so far."""
        return self._launches

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        """Run a plan in a fresh container; see the port."""
        del listen
        async with self._slots:
            client = await self._connected()
            image = await self._in_thread(partial(image_of, client, plan.language))
            if image is None:
                raise MissingToolError(_absent(plan.language), where=plan.language)
            self._launches += 1
            body = await self._converse(Container(client, self._owner), image, plan)
        reply = decode(body, "docker", plan)
        if not isinstance(reply, Reply):
            raise UnavailableError("the container answered out of turn")
        report = reply.report
        if failed := [step for step in (*report.compile, *report.runs) if step.end == "failed"]:
            raise UnavailableError(f"the container could not start a step: {failed[0].detail}")
        return report

    async def languages(self) -> tuple[LanguageHealth, ...]:
        """Return, for each language, whether its image is there and if not how to get it."""
        try:
            client = await self._connected()
            found = {
                language: await self._in_thread(partial(image_of, client, language))
                for language in LANGUAGES
            }
        except CodemmError as error:
            return tuple(_health(language, error.message, "start Docker") for language in LANGUAGES)
        return tuple(
            _health(language, "" if found[language] else _absent(language), HOW_TO_GET)
            for language in LANGUAGES
        )

    async def close(self) -> None:
        """Wait for containers that are being killed and close the connection."""
        await asyncio.to_thread(self._threads.shutdown)
        if self._client is not None:
            self._client.close()
            self._client = None

    async def _converse(self, container: Container, image: str, plan: ExecutionPlan) -> bytes:
        box = Box(
            build_root=BUILD_ROOT,
            work_root=WORK_ROOT,
            tools={},
            container=True,
            # fresh users also between containers: the kernel counts a user's tasks across them
            first_user=FIRST_USER + secrets.randbelow(USERS - len(plan.runs)),
        )
        message = encode(plan, box)
        work = asyncio.ensure_future(
            self._in_thread(lambda: container.converse(image, plan, message))
        )
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            with suppress(CodemmError):  # whatever the daemon says now, the task was cancelled
                await asyncio.shield(self._in_thread(container.kill))
                await work
            raise

    async def _connected(self) -> DockerClient:
        """Connect at the first use, and then remove what an earlier process left behind."""
        async with self._connecting:
            if self._client is None:
                client = await self._in_thread(lambda: connect(connections=self._connections))
                await self._in_thread(lambda: sweep(client, self._owner, time.time()))
                self._client = client
            return self._client

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def _absent(language: Language) -> str:
    return f"the judge image for {language} is not built"


def _health(language: Language, reason: str, fix: str) -> LanguageHealth:
    return LanguageHealth(
        language=language, tier="docker", ok=not reason, reason=reason, fix=fix if reason else ""
    )
