"""The way to the daemon: connected at the first use, and again whenever it was lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import TypeVar

from docker import DockerClient

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.errors import MissingToolError, UnavailableError
from jupyter_codemm.sandbox.docker.container import sweep
from jupyter_codemm.sandbox.docker.daemon import connect
from jupyter_codemm.sandbox.docker.inventory import image_of
from jupyter_codemm.sandbox.docker.labels import Ownership

T = TypeVar("T")
LOOK_AGAIN_S = 20.0
SWEEP_AGAIN_S = 900.0


class Access:
    """Answers which image serves a language, and knows it for a moment without asking.

    Whenever it connects, and now and then afterwards, it removes the containers that a dead process
    of this installation left behind. Nobody waits for that but `close`.
    """

    def __init__(self, threads: Executor, owner: Ownership, connections: int) -> None:
        self._threads, self._owner, self._connections = threads, owner, connections
        self._client: DockerClient | None = None
        self._connecting = asyncio.Lock()
        self._swept = 0.0
        self._sweeping: asyncio.Task[None] | None = None
        self._images: dict[Language, tuple[str, float]] = {}

    async def client(self) -> DockerClient:
        """Return a client; raises UnavailableError when no daemon answers."""
        async with self._connecting:
            client = self._client
            if client is None:
                make = partial(connect, connections=self._connections)
                client = self._client = await self.in_thread(make)
            self._sweep_now_and_then(client)
            return client

    async def image(self, language: Language) -> str:
        """Return the id of a language's image; raises MissingToolError when it is not built."""
        found = await self.find(language)
        if found is None:
            raise MissingToolError(absent(language), where=language)
        return found

    async def find(self, language: Language) -> str | None:
        """Return a language's image, None when it is not built, as it was moments ago.

        That it is not built is always found out anew. Raises UnavailableError when the daemon does
        not tell.
        """
        image, until = self._images.get(language, ("", 0.0))
        if time.monotonic() < until:
            return image
        found = await self._look_up(language)
        if found is not None:
            self._images[language] = (found, time.monotonic() + LOOK_AGAIN_S)
        return found

    def forget(self) -> None:
        """Connect and look anew at the next use: what was found out may no longer hold."""
        self._images.clear()
        self._swept = 0.0
        if self._client is not None:
            self._client.close()
            self._client = None

    async def close(self) -> None:
        """Finish removing what was left behind, and close the connection."""
        if self._sweeping is not None:
            await asyncio.wait({self._sweeping})
        self.forget()

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Run blocking work."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def _look_up(self, language: Language) -> str | None:
        client = await self.client()
        try:
            return await self.in_thread(partial(image_of, client, language))
        except UnavailableError:
            self.forget()
            raise

    def _sweep_now_and_then(self, client: DockerClient) -> None:
        due = not self._swept or time.monotonic() - self._swept > SWEEP_AGAIN_S
        if due and (self._sweeping is None or self._sweeping.done()):
            self._swept = time.monotonic()
            self._sweeping = asyncio.get_running_loop().create_task(self._sweep(client))

    async def _sweep(self, client: DockerClient) -> None:
        try:
            await self.in_thread(partial(sweep, client, self._owner, time.time()))
        except UnavailableError:
            self._swept = 0.0  # nothing was found out: look again at the next use


def absent(language: Language) -> str:
    """Say that a language has no image."""
    return f"the judge image for {language} is not built"
