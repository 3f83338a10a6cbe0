"""Which adapter stands behind which port. No other file knows."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from jupyter_codemm import __version__
from jupyter_codemm.app.model_shelf import ModelShelf
from jupyter_codemm.app.queueing import judging_elsewhere, queue_settings
from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.authoring.llm import ModelAuthor
from jupyter_codemm.cli.model_settings import ModelSettings
from jupyter_codemm.cli.settings import Settings
from jupyter_codemm.cli.wiring import AuthorChoice, Records, SandboxChoice
from jupyter_codemm.contracts.health import Check, Health
from jupyter_codemm.errors import CodemmError, MissingToolError
from jupyter_codemm.generation import Manner
from jupyter_codemm.handlers import Parts
from jupyter_codemm.handlers.installation import panel_check
from jupyter_codemm.llm.client import EndpointLLM
from jupyter_codemm.llm.embedding import EndpointEmbedder, embedding_settings
from jupyter_codemm.llm.settings import LLMSettings
from jupyter_codemm.ports import LLM, Author, JobQueue, Sandbox
from jupyter_codemm.sandbox.fallback import FallbackSandbox
from jupyter_codemm.sandbox.probe import choose
from jupyter_codemm.services.asking import Questions
from jupyter_codemm.services.class_retention import DailyRetention
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.editing import Edits
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.services.health import health, jobs_check
from jupyter_codemm.services.journeys import JourneyProfiles, Journeys
from jupyter_codemm.services.judging import SubmissionQueue
from jupyter_codemm.services.judging_here import JudgingHere
from jupyter_codemm.services.materials import Materials
from jupyter_codemm.services.metering import Meter, MeteredEmbedder
from jupyter_codemm.services.quizzing import Quizzes
from jupyter_codemm.services.regrading import Regrades
from jupyter_codemm.services.replaying import Replays
from jupyter_codemm.services.running import Runs, RunSize
from jupyter_codemm.services.sweeping import Sweeper
from jupyter_codemm.store import SqlStore, open_store
from jupyter_codemm.store.sealing import FernetSeal
from jupyter_codemm.store.secret import derived_key, kept_key


class UtcClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the time now."""
        return datetime.now(UTC)


def process_name() -> str:
    """Return a name for this process that no other has, also in what it leaves behind."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"


def new_id(word: str) -> str:
    """Return a fresh id that starts with a word."""
    return f"{word}-{secrets.token_hex(8)}"


@dataclass(frozen=True, slots=True)
class AppWiring:
    """Builds parts from settings; implements the command line's Wiring."""

    settings: Settings

    @property
    def database(self) -> Path | str:
        """Where the database is, or will be: a file, or the URL of a PostgreSQL."""
        return self.settings.database_url or self.settings.database

    @property
    def key_beside(self) -> Path:
        """The file that the key of the database is beside."""
        return self.settings.database

    async def sandbox(self, choice: SandboxChoice) -> Sandbox:
        """Return the sandbox of that choice; "auto" adds the local one for what Docker lacks."""
        parallel = max(self.settings.queue.workers, os.cpu_count() or 1)
        boxes = self.settings.boxes
        chosen = await choose(choice, holder=process_name(), boxes=boxes, parallel=parallel)
        if choice != "auto" or chosen.tier != "docker":
            return chosen
        try:
            return FallbackSandbox(chosen, await choose("local", parallel=parallel))
        except MissingToolError:
            return chosen

    def llm(self) -> LLM | None:
        """Return the configured model, if any."""
        settings = LLMSettings.from_environment(self.settings.environ)
        return EndpointLLM(settings) if settings else None

    def endpoint(self, base_url: str, model: str, key: str) -> LLM:
        """Return a model behind an address."""
        return EndpointLLM(LLMSettings(base_url=base_url, model=model, key=key))

    def author(self, choice: AuthorChoice) -> Author:
        """Return the author of that choice, for asking what it can write."""
        return self.author_on(choice, None if choice == "builtin" else self.llm())

    def author_on(self, choice: AuthorChoice, llm: LLM | None) -> Author:
        """Return the author of that choice, on a model if there is one."""
        if llm is not None:
            return ModelAuthor(llm, self._model_settings().author)
        if choice == "llm":
            raise MissingToolError(
                "no model is configured: set OPENAI_MODEL and OPENAI_API_KEY or OPENAI_BASE_URL, "
                "or use the built-in author",
                where="--author",
            )
        return BuiltinAuthor()

    def _manner_on(self, stand_in: Author | None, llm: LLM | None) -> Manner:
        """Return how generations work for the author on a model, or for the built-in one."""
        return self.settings.manner(stand_in, is_model=llm is not None)

    def _model_settings(self) -> ModelSettings:
        return ModelSettings.read(self.settings.environ, self.settings.model)

    def _with_models(self, ctx: Context) -> Context:
        """Return the context with the configured models, every call of which is counted."""
        settings = self._model_settings()
        meter = Meter(ctx.store, UtcClock(), settings.budgets, new_id)
        shelf = ModelShelf(
            LLMSettings.from_environment(self.settings.environ),
            meter,
            EndpointLLM,
            names=settings.names,
            addresses=settings.class_addresses,
        )
        vectors = embedding_settings(self.settings.environ)
        return replace(
            ctx,
            llm=shelf.offered_one(shelf.offered[0]) if shelf.offered else None,
            embedder=MeteredEmbedder(EndpointEmbedder(vectors), meter) if vectors else None,
            models=shelf,
            author_on=partial(self.author_on, "auto"),
            budgets=settings.budgets,
            seal=None if ctx.key is None else FernetSeal(ctx.key),
        )

    def _opened(self) -> SqlStore:
        """Open the database of this installation."""
        database = self.settings.database
        return open_store(self.settings.database_url or database, key=database)

    async def key(self, purpose: str) -> bytes:
        """Return the key of one use, the same for all who have the key of this installation.

        Where there is none yet it is made; that opens the database. Raises StoreError.
        """
        kept = await asyncio.to_thread(kept_key, self.key_beside)
        if kept is None:
            store = await asyncio.to_thread(self._opened)
            try:
                kept = await store.key()
            finally:
                await store.close()
        return derived_key(kept, purpose)

    def _jobs(self, ctx: Context) -> JobQueue:
        """Return who judges submissions: this process, or workers when there is a queue."""
        settings = queue_settings(self.settings)
        if settings is None:
            return JudgingHere(ctx.sandbox, self.settings.queue.workers)
        return judging_elsewhere(settings)

    @asynccontextmanager
    async def records(self) -> AsyncIterator[Records]:
        """Open the database alone; close it at the end."""
        store = await asyncio.to_thread(self._opened)
        try:
            yield Records(store, UtcClock(), new_id)
        finally:
            await store.close()

    async def context(self, database: Path, sandbox: Sandbox) -> Context:
        """Return what services work with, on a database of its own and the built-in author."""
        return await self._context(sandbox, partial(open_store, database))

    async def _context(self, sandbox: Sandbox, open_one: Callable[[], SqlStore]) -> Context:
        async with AsyncExitStack() as opened:
            store = await asyncio.to_thread(open_one)
            opened.push_async_callback(store.close)
            key = await store.key()
            opened.pop_all()
        return Context(
            store=store,
            author=BuiltinAuthor(),
            sandbox=sandbox,
            clock=UtcClock(),
            profiles=JourneyProfiles(store, UtcClock()),
            holder=process_name(),
            new_id=new_id,
            key=key,
        )

    @asynccontextmanager
    async def workbench(
        self, sandbox: SandboxChoice, author: AuthorChoice, *, fallback: bool = True
    ) -> AsyncIterator[Parts]:
        """Open the database and everything on it; close it all at the end."""
        parts = await self.parts(sandbox, author, fallback=fallback)
        try:
            yield parts
        finally:
            await parts.close()

    async def parts(
        self, sandbox: SandboxChoice, author: AuthorChoice, *, fallback: bool = True
    ) -> Parts:
        """Return everything that services need, opened; nothing stays open when a part fails."""
        self.author(author)  # says what is missing before anything is opened
        async with AsyncExitStack() as opened:
            box = await self.sandbox(sandbox)
            opened.push_async_callback(box.close)
            bare = await self._context(box, self._opened)
            opened.push_async_callback(bare.store.close)
            ctx = bare if author == "builtin" else self._with_models(bare)
            writer = self.author_on(author, ctx.llm)
            manner_on = partial(self._manner_on, BuiltinAuthor() if fallback else None)
            ctx = replace(
                ctx,
                author=writer,
                checks=(panel_check,),
                graded_tier=self.settings.graded_tier,
                manner=manner_on(ctx.llm),
                manner_on=manner_on,
            )
            jobs = self._jobs(ctx)
            opened.push_async_callback(jobs.close)
            ctx = replace(ctx, checks=(*ctx.checks, partial(jobs_check, jobs)))
            opened.pop_all()
        queue, journeys, questions = self.settings.queue, Journeys(ctx), Questions(ctx)
        return Parts(
            ctx,
            Generations(ctx),
            SubmissionQueue(ctx, size=queue, jobs=jobs),
            Runs(ctx, RunSize(at_once=queue.workers)),
            Edits(ctx),
            journeys,
            questions=questions,
            quizzes=Quizzes(ctx),
            replays=Replays(ctx),
            materials=Materials(ctx),
            regrades=Regrades(ctx, jobs),
            sweeper=Sweeper((journeys.sweep, questions.sweep, DailyRetention(ctx).sweep)),
        )

    async def health(self) -> Health:
        """Look at the installation; this opens, and so upgrades, the database.

        What keeps the product from starting is a finding too: that is when one looks.
        """
        try:
            async with self.workbench(self.settings.sandbox, self.settings.author) as parts:
                return await health(parts.ctx)
        except CodemmError as error:
            found = Check(id="start", title="Start", level="missing", detail=error.message)
            return Health(
                version=__version__,
                tier=None,
                author=self.settings.author,
                languages=(),
                checks=(found, await panel_check()),
            )


async def started(wiring: AppWiring) -> Parts:
    """Return the parts of a server, with what a killed server left unfinished taken up again."""
    parts = await wiring.parts(wiring.settings.sandbox, wiring.settings.author)
    async with AsyncExitStack() as opened:
        opened.push_async_callback(parts.close)
        await parts.recover()
        opened.pop_all()
    return parts
