"""A Sandbox of confined processes on this machine."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeVar

from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.errors import CodemmError, MissingToolError, UnavailableError
from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, Listen
from jupyter_codemm.sandbox.answers import Hearing, Output, Reply
from jupyter_codemm.sandbox.building import Built, build, sound, the_one_step
from jupyter_codemm.sandbox.bundle import supervisor_program
from jupyter_codemm.sandbox.compiling import CompileCache, Compiled
from jupyter_codemm.sandbox.local.bubblewrap import JOB, bwrap_command
from jupyter_codemm.sandbox.local.jobs import make_job_folder, remove_stale_folders
from jupyter_codemm.sandbox.local.layers import Layers, available_layers
from jupyter_codemm.sandbox.local.process import converse
from jupyter_codemm.sandbox.local.toolchains import HOW_TO_GET, Toolchains, find_toolchains
from jupyter_codemm.sandbox.local.trial import Trial, run_trial
from jupyter_codemm.sandbox.local.users import Users
from jupyter_codemm.sandbox.products import Product
from jupyter_codemm.sandbox.wire import Box, Confine, encode, lifetime_s

T = TypeVar("T")
LARGE_BYTES = 64 << 10
LocalTier = Literal["bwrap", "landlock", "rlimit"]
NICE = 10
SLACK_S = 30
OTHER_SANDBOX = "start Docker, or use Linux 5.13 or newer with Landlock"
UNCONFINED_LANGUAGES: frozenset[Language] = frozenset({"python", "sql"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What was found on this machine when the sandbox was first used."""

    layers: Layers
    toolchains: Toolchains
    trial: Trial


class LocalSandbox:
    """Runs each plan under a supervisor process of its own, confined as the tier says.

    "bwrap" hides everything behind namespaces, "landlock" forbids files, network and other
    processes, "rlimit" only limits resources and is for practice. As root every plan runs as a user
    of its own.
    """

    def __init__(
        self,
        tier: LocalTier,
        *,
        parallel: int | None = None,
        cache: CompileCache | None = None,
    ) -> None:
        self._tier = tier
        self._cache = cache or CompileCache()
        self._launches = 0
        self._slots = asyncio.Semaphore(parallel or os.cpu_count() or 1)
        self._setting: Setting | None = None
        self._looking = asyncio.Lock()
        self._users = Users()

    @property
    def tier(self) -> Tier:
        """How strongly programs are confined."""
        return self._tier

    @property
    def launches(self) -> int:
        """How many plans were run so far; compiling apart from them and trials do not count."""
        return self._launches

    async def trial(self) -> Trial:
        """Return whether the tier works here, tried once for this instance."""
        return (await self._look()).trial

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        """Run a plan in a fresh folder and process; see the port."""
        setting = await self._working(plan.language)
        async with self._slots:
            built = await self._build(plan, setting)
            if built.failed:
                compiled, runs = built.refusal()
                return ExecutionReport(tier=self._tier, runs=runs, compile=compiled)
            self._launches += 1
            reply = await self._launch(built.plan, setting, listen, products=built.products)
        return built.merged(sound(reply, "the local sandbox").report)

    async def warm_up(self, plan: ExecutionPlan) -> None:
        """Compile what such plans share, unless there is other work; see the port."""
        setting = await self._working(plan.language)
        if not self._slots.locked():
            async with self._slots:
                await self._build(plan, setting)

    async def languages(self) -> tuple[LanguageHealth, ...]:
        """Return, for each language, whether it works here and if not how to get it."""
        setting = await self._look()
        return tuple(self._health(language, setting) for language in LANGUAGES)

    async def close(self) -> None:
        """Nothing outlives a call of `execute`."""

    async def _working(self, language: Language) -> Setting:
        """Return what is here; raises MissingToolError when a language does not work with it."""
        setting = await self._look()
        health = self._health(language, setting)
        if not health.ok:
            raise MissingToolError(f"{health.reason}; {health.fix}", where=language)
        return setting

    async def _build(self, plan: ExecutionPlan, setting: Setting) -> Built:
        toolchain = f"{self._tier} {setting.toolchains.identity(plan.language)}"
        return await build(plan, toolchain, self._cache, partial(self._compile, setting))

    async def _compile(
        self, setting: Setting, plan: ExecutionPlan, products: Mapping[str, Product]
    ) -> Compiled:
        reply = await self._launch(plan, setting, products=products, collect=True)
        return the_one_step(sound(reply, "the local sandbox"))

    def _health(self, language: Language, setting: Setting) -> LanguageHealth:
        reason, fix = "", ""
        if setting.trial.reason:
            reason, fix = setting.trial.reason, OTHER_SANDBOX
        elif missing := setting.toolchains.missing(language):
            reason = f"{' and '.join(missing)} not found on this machine"
            fix = HOW_TO_GET[language]
        elif self._tier == "rlimit" and language not in UNCONFINED_LANGUAGES:
            reason, fix = "nothing here can confine compiled programs", OTHER_SANDBOX
        return LanguageHealth(
            language=language,
            tier=self._tier,
            ok=not reason,
            reason=reason,
            fix=fix,
            layers=setting.trial.layers,
        )

    async def _look(self) -> Setting:
        async with self._looking:
            if self._setting is None:
                self._setting = await self._find()
            return self._setting

    async def _find(self) -> Setting:
        await asyncio.to_thread(remove_stale_folders)
        layers = await asyncio.to_thread(available_layers)
        any_user = self._users.available
        toolchains = await asyncio.to_thread(find_toolchains, for_any_user=any_user)
        return Setting(layers, toolchains, await self._try(layers, toolchains))

    async def _try(self, layers: Layers, toolchains: Toolchains) -> Trial:
        if reason := self._lacking(layers, toolchains):
            return Trial(reason=reason)

        async def launch(plan: ExecutionPlan, trial: Trial) -> ExecutionReport:
            return (await self._launch(plan, Setting(layers, toolchains, trial))).report

        try:
            return await run_trial(launch, confined=self._tier != "rlimit")
        except CodemmError as error:
            return Trial(reason=error.message)

    def _lacking(self, layers: Layers, toolchains: Toolchains) -> str:
        if os.name != "posix":
            return "programs can only be run in Docker on this system"
        if "python3" not in toolchains.tools:
            return "no Python was found that a confined program could use"
        if self._tier == "bwrap" and not (layers.bwrap and layers.seccomp):
            return "bubblewrap or seccomp is not available"
        if self._tier == "landlock" and not (layers.landlock and layers.seccomp):
            return "this kernel offers no Landlock or no seccomp"
        return ""

    async def _launch(
        self,
        plan: ExecutionPlan,
        setting: Setting,
        listen: Listen | None = None,
        *,
        products: Mapping[str, Product] | None = None,
        collect: bool = False,
    ) -> Reply:
        with self._users.one() as user:
            return await self._launch_as(
                user, plan, setting, listen, products=products, collect=collect
            )

    async def _launch_as(
        self,
        user: int | None,
        plan: ExecutionPlan,
        setting: Setting,
        listen: Listen | None,
        *,
        products: Mapping[str, Product] | None,
        collect: bool,
    ) -> Reply:
        tools, layers = setting.toolchains, setting.layers
        inside = self._tier == "bwrap"
        root = JOB if inside else await asyncio.to_thread(make_job_folder, user)
        box = Box(
            build_root=root,
            work_root=root,
            tools=tools.tools,
            shared_user=user is None,
            remove_folder=not inside,
            unseen_tasks=setting.trial.unseen_tasks,
            address_space=sys.platform == "linux",
            confine=self._confine(layers, tools),
            nice=NICE,
        )
        command = [tools.tools["python3"], "-I", "-S", "-c", supervisor_program()]
        if self._tier == "bwrap" and layers.bwrap:
            command = [*bwrap_command(layers.bwrap, tools.read), *command]
        streams = listen is not None
        size = sum(map(len, plan.files.values())) + sum(len(run.frame) for run in plan.runs)
        size += sum(len(product.content) for product in (products or {}).values())
        say = partial(encode, plan, box, products=products, stream=streams, collect=collect)
        message = await _off_the_loop(say, size)
        try:
            heard, within_s = self._hearing(plan, listen), lifetime_s(plan) + SLACK_S
            return await converse(command, message, user, heard, within_s=within_s)
        finally:
            if not inside:
                await asyncio.to_thread(shutil.rmtree, root, ignore_errors=True)

    def _hearing(
        self, plan: ExecutionPlan, listen: Listen | None
    ) -> Callable[[bytes], Awaitable[Reply | None]]:
        """Return what takes each answer: it passes on output, and returns the reply."""
        hearing = Hearing(self._tier, plan)

        async def heard(body: bytes) -> Reply | None:
            answer = await _off_the_loop(partial(hearing.take, body), len(body))
            if isinstance(answer, Output) and listen is not None:
                listen(answer.step, answer.channel, answer.data)
                return None
            if answer is None or isinstance(answer, Reply):
                return answer
            raise UnavailableError("the local sandbox answered out of turn")

        return heard

    def _confine(self, layers: Layers, toolchains: Toolchains) -> Confine | None:
        if self._tier == "rlimit":
            return None
        return Confine(landlock=layers.landlock, seccomp=layers.seccomp, read=toolchains.read)


async def _off_the_loop(work: Callable[[], T], size: int) -> T:
    """Do work on a message; on a thread when it is so large that others would notice."""
    return await asyncio.to_thread(work) if size > LARGE_BYTES else work()
