"""A Sandbox of Docker containers."""

from __future__ import annotations

import asyncio
import itertools
import os
import random
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.errors import CodemmError
from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, Listen, Preload
from jupyter_codemm.sandbox.answers import Reply
from jupyter_codemm.sandbox.building import build, sound, the_one_step
from jupyter_codemm.sandbox.compiling import CompileCache, Compiled
from jupyter_codemm.sandbox.docker.access import Access, absent
from jupyter_codemm.sandbox.docker.box import SLACK_S, DockerBox
from jupyter_codemm.sandbox.docker.complaints import Complaints
from jupyter_codemm.sandbox.docker.container import Container
from jupyter_codemm.sandbox.docker.flags import BoxKind, kind_for
from jupyter_codemm.sandbox.docker.labels import Ownership
from jupyter_codemm.sandbox.docker.pool import Pool, PoolSettings
from jupyter_codemm.sandbox.products import Product

# Users are fresh also between containers: the kernel counts a user's tasks across them.
USER_RANGES = tuple(range(first, first + 1000) for first in range(20_000, 60_000, 1000))
HOW_TO_REACH = "make Docker reachable"
HOW_TO_GET = "jupyter codemm images build"


class DockerSandbox:
    """Runs plans in containers that stand ready, `parallel` of them at once.

    That is by default as many as there are cores, and never more than there may be boxes.
    A box serves one plan at a time and the next only after it emptied itself; with `strict` every
    plan has a container that nothing else ever ran in. Compile steps that make something run in
    boxes of their own, and their results are kept. `installation` names what shares a data
    directory and `holder` this process: containers carry both, and only what this installation left
    behind is ever removed.
    """

    def __init__(
        self,
        installation: str,
        holder: str,
        *,
        parallel: int | None = None,
        boxes: PoolSettings | None = None,
        cache: CompileCache | None = None,
    ) -> None:
        settings = boxes or PoolSettings()
        self._settings = settings
        self._owner = Ownership(installation, holder)
        # Plans that waited for a box behind their slot would not be served in their order.
        self._slots = asyncio.Semaphore(min(parallel or os.cpu_count() or 1, settings.most))
        self._threads = ThreadPoolExecutor(4 * settings.most, "codemm-docker")
        self._access = Access(self._threads, self._owner, 2 * settings.most)
        self._pool: Pool[BoxKind, DockerBox] = Pool(self._start, settings)
        self._cache = cache or CompileCache()
        self._preloads: dict[Language, Preload] = {}
        self._complaints = Complaints()
        ranges = random.sample(USER_RANGES, len(USER_RANGES))
        self._user_ranges = itertools.cycle(ranges)
        self._launches = 0

    @property
    def tier(self) -> Tier:
        """How strongly programs are confined."""
        return "docker"

    @property
    def launches(self) -> int:
        """How many plans got a box to run in so far.

        A box that serves two plans counts twice. Boxes for compiling do not count, nor those that
        only stand ready, nor a plan that needed none because its compile error was known.
        """
        return self._launches

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        """Run a plan in a box that is as new; see the port."""
        async with self._slots:
            image = await self._access.image(plan.language)
            call = partial(self._compile, image)
            built = await build(plan, image, self._cache, call)
            if built.failed:
                compiled, runs = built.refusal()
                return ExecutionReport(tier="docker", runs=runs, compile=compiled)
            if plan.preload is not None:
                self._preloads[plan.language] = plan.preload
            self._launches += 1
            reply = await self._in_box(image, built.plan, built.products, listen)
        return built.merged(sound(reply, "the container").report)

    async def warm_up(self, plan: ExecutionPlan) -> None:
        """Compile what such plans share, and have boxes stand ready for them; see the port.

        Nothing is compiled while every slot is taken, and boxes are asked for only where there is
        room; they may come after the return.
        """
        image = await self._access.image(plan.language)
        if plan.preload is not None:
            self._preloads[plan.language] = plan.preload
        checks = tuple(step for step in plan.compile if not step.makes)
        self._pool.prepare(_kind(image, replace(plan, compile=checks), {}))
        for step in plan.compile:
            if step.makes:
                one = replace(plan, compile=(step,), runs=())
                self._pool.prepare(_kind(image, one, {}, compiles=True))
        if not self._slots.locked():
            async with self._slots:
                await build(plan, image, self._cache, partial(self._compile, image))

    async def languages(self) -> tuple[LanguageHealth, ...]:
        """Return, for each language, whether its image is there and if not how to get it."""
        try:
            found = {language: await self._access.find(language) for language in LANGUAGES}
        except CodemmError as error:
            return tuple(_health(language, error.message, HOW_TO_REACH) for language in LANGUAGES)
        return tuple(
            _health(language, "" if found[language] else absent(language), HOW_TO_GET)
            for language in LANGUAGES
        )

    async def close(self) -> None:
        """End every box and close the connection."""
        await self._pool.close()
        await self._access.close()
        await asyncio.to_thread(self._threads.shutdown)

    async def _compile(
        self, image: str, plan: ExecutionPlan, products: Mapping[str, Product]
    ) -> Compiled:
        reply = await self._in_box(image, plan, products, None, compiles=True)
        return the_one_step(sound(reply, "the container"))

    async def _in_box(
        self,
        image: str,
        plan: ExecutionPlan,
        products: Mapping[str, Product],
        listen: Listen | None,
        *,
        compiles: bool = False,
    ) -> Reply:
        """Run a plan in a box of the pool, which then gets it back, or is rid of it."""
        member = await self._pool.take(_kind(image, plan, products, compiles=compiles))
        try:
            reply = await member.box.run(plan, products, listen, collect=compiles)
        except BaseException:
            await self._pool.discard(member)
            raise
        self._pool.give_back(member, member.box.reset())
        return reply

    async def _start(self, kind: BoxKind) -> DockerBox:
        client = await self._access.client()
        container = Container(client, self._owner, kind)
        lease_s = self._settings.age_s + kind.longest_s + 2 * SLACK_S
        starting = asyncio.ensure_future(self._access.in_thread(partial(container.start, lease_s)))
        try:
            attachment = await asyncio.shield(starting)
        except asyncio.CancelledError:
            await asyncio.shield(self._access.in_thread(container.kill))
            await asyncio.gather(starting, return_exceptions=True)
            container.close()
            raise
        except CodemmError:
            self._access.forget()
            raise
        return DockerBox(
            self._threads,
            container,
            attachment,
            lambda: None if kind.compiles else self._preloads.get(kind.language),
            next(self._user_ranges),
            serve=not self._settings.strict,
            javac=kind.compiles and kind.language == "java",
            complain=partial(self._complaints.tell, kind.language),
        )


def _kind(
    image: str, plan: ExecutionPlan, products: Mapping[str, Product], *, compiles: bool = False
) -> BoxKind:
    size = sum(map(len, plan.files.values())) + sum(len(p.content) for p in products.values())
    return kind_for(image, plan, size, compiles=compiles)


def _health(language: Language, reason: str, fix: str) -> LanguageHealth:
    return LanguageHealth(
        language=language, tier="docker", ok=not reason, reason=reason, fix=fix if reason else ""
    )
