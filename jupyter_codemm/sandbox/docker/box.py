"""A box for untrusted programs: a container whose supervisor serves one plan after another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from functools import partial
from typing import Any, TypeVar

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.ports import ExecutionPlan, Listen, Preload
from jupyter_codemm.sandbox.answers import Hearing, Output, Reply, Reset, Warmed
from jupyter_codemm.sandbox.docker.container import Container
from jupyter_codemm.sandbox.docker.flags import BUILD_ROOT, WORK_ROOT
from jupyter_codemm.sandbox.docker.stream import Attachment
from jupyter_codemm.sandbox.products import Product
from jupyter_codemm.sandbox.wire import Box, encode, encode_warm, lifetime_s
from jupyter_codemm.sandbox.wire import users as users_of

T = TypeVar("T")
SLACK_S, RESET_S, WARM_S = 60, 20, 60
OUT_OF_TURN = "the container answered something else than was asked"
NO_PLAN = ExecutionPlan(language="python", files={}, runs=())


class DockerBox:
    """One container, in the order warm, run, reset, run, reset … ; blocking work is on threads.

    `preload` says at the time of warming what plans of this box probably want. `users` are the ids
    that steps get one after another: none twice, and when they are used up the box is.
    `complain` is told what is wrong with the box, and why.
    """

    def __init__(
        self,
        threads: Executor,
        container: Container,
        attachment: Attachment,
        preload: Callable[[], Preload | None],
        users: range,
        *,
        serve: bool,
        javac: bool,
        complain: Callable[[str, str], None],
    ) -> None:
        self._threads, self._container, self._attachment = threads, container, attachment
        self._preload, self._serve, self._javac = preload, serve, javac
        self._complain = complain
        self._next_user, self._last_user = users.start, users.stop
        self._work: asyncio.Future[Any] | None = None

    @property
    def ready(self) -> bool:
        """Whether the box still stands and has users left that nobody was before."""
        return self._next_user < self._last_user and self._attachment.quiet

    async def warm(self) -> None:
        """Have the supervisor load what is usually wanted; if that fails, plans only start slower.

        Raises UnavailableError when the box does not answer.
        """
        preload = self._preload()
        if preload is None and not self._javac:
            return
        message = encode_warm(self._box(NO_PLAN), preload, javac=self._javac)
        answer = await self._on_thread(partial(self._warm, message))
        if not isinstance(answer, Warmed):
            raise UnavailableError(OUT_OF_TURN)
        if answer.reason:
            self._complain("does not get warm", answer.reason)

    async def run(
        self,
        plan: ExecutionPlan,
        products: Mapping[str, Product],
        listen: Listen | None = None,
        *,
        collect: bool = False,
    ) -> Reply:
        """Run a plan and return the reply, as soon as it is there.

        Raises UnavailableError when the box does not answer; it must then not be used again.
        """
        box = self._box(plan)
        loop = asyncio.get_running_loop()

        def hear(output: Output) -> None:
            if listen is not None:
                loop.call_soon_threadsafe(listen, output.step, output.channel, output.data)

        def talk() -> Reply:
            message = encode(
                plan, box, products=products, stream=listen is not None, collect=collect
            )
            return self._talk(plan, message, hear)

        return await self._on_thread(talk)

    async def reset(self) -> bool:
        """Wait until the box has emptied itself; returns whether nothing was left."""
        if not self._serve:
            return False
        answer = await self._on_thread(self._await_reset)
        if not isinstance(answer, Reset):
            return False
        if answer.reason:
            self._complain("is not as new after a plan", answer.reason)
        return not answer.reason

    async def end(self) -> None:
        """Kill the box. It is gone on return, unless the daemon is: then it ends by itself."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._threads, self._container.kill)
        if self._work is not None:
            await asyncio.gather(self._work, return_exceptions=True)
        self._container.close()

    def _box(self, plan: ExecutionPlan) -> Box:
        first = self._next_user
        self._next_user += users_of(plan)
        return Box(
            build_root=BUILD_ROOT,
            work_root=WORK_ROOT,
            tools={},
            container=True,
            first_user=first,
            serve=self._serve,
        )

    def _talk(self, plan: ExecutionPlan, message: bytes, hear: Callable[[Output], None]) -> Reply:
        self._attachment.expect_within(lifetime_s(plan) + SLACK_S)
        self._attachment.send(message)
        hearing = Hearing("docker", plan)
        while not isinstance(answer := hearing.take(self._attachment.receive()), Reply):
            if isinstance(answer, Output):
                hear(answer)
            elif answer is not None:
                raise UnavailableError(OUT_OF_TURN)
        return answer

    def _warm(self, message: bytes) -> object:
        self._attachment.expect_within(WARM_S)
        self._attachment.send(message)
        return Hearing("docker", NO_PLAN).take(self._attachment.receive())

    def _await_reset(self) -> object:
        self._attachment.expect_within(RESET_S)
        return Hearing("docker", NO_PLAN).take(self._attachment.receive())

    async def _on_thread(self, work: Callable[[], T]) -> T:
        """Run blocking work that outlives a cancelled caller; `end` waits for it."""
        work_done = asyncio.get_running_loop().run_in_executor(self._threads, work)
        self._work = work_done
        return await asyncio.shield(work_done)
