"""The opened product: what handlers work with, made once and closed whole."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from jupyter_server.auth.identity import User

from jupyter_codemm.handlers.bodies import Held
from jupyter_codemm.handlers.turnstile import Turnstile
from jupyter_codemm.services.asking import Questions
from jupyter_codemm.services.context import LOCAL_USER, Context
from jupyter_codemm.services.editing import Edits
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.services.journeys import Journeys
from jupyter_codemm.services.judging import SubmissionQueue
from jupyter_codemm.services.materials import Materials
from jupyter_codemm.services.quizzing import Quizzes
from jupyter_codemm.services.regrading import Regrades
from jupyter_codemm.services.replaying import Replays
from jupyter_codemm.services.running import Runs
from jupyter_codemm.services.sweeping import Sweeper


@dataclass(frozen=True, slots=True)
class Parts:
    """What the handlers work with once everything is wired."""

    ctx: Context
    generations: Generations
    submissions: SubmissionQueue
    runs: Runs
    edits: Edits
    journeys: Journeys
    questions: Questions
    quizzes: Quizzes
    replays: Replays
    materials: Materials
    regrades: Regrades
    sweeper: Sweeper

    async def recover(self) -> None:
        """Take up again what a killed server left unfinished."""
        await self.generations.recover()
        await self.submissions.recover()
        await self.edits.recover()
        await self.regrades.recover()
        self.sweeper.start()

    async def erase(self, user: str) -> Mapping[str, int]:
        """Stop what runs for somebody, delete and forget everything; returns the rows deleted."""
        await self.generations.forget(user)
        await self.edits.forget(user)
        await self.ctx.forget(user)
        erased = await self.journeys.erase(user)
        self.replays.forget(user)
        await self.ctx.forget(user)  # of what has begun since
        return erased

    async def close(self) -> None:
        """Stop what runs and release everything, also when one part fails to."""
        async with AsyncExitStack() as last_first:
            last_first.push_async_callback(self.ctx.store.close)
            last_first.push_async_callback(self.ctx.sandbox.close)
            last_first.push_async_callback(self.ctx.warmth.close)
            last_first.push_async_callback(self.edits.close)
            last_first.push_async_callback(self.sweeper.close)
            last_first.push_async_callback(self.materials.close)
            last_first.push_async_callback(self.ctx.wordings.close)
            last_first.push_async_callback(self.submissions.close)
            last_first.push_async_callback(self.regrades.close)  # it uses the queue of those
            last_first.push_async_callback(self.generations.close)


@dataclass(slots=True)
class Once:
    """Makes the parts once and gives the same to every request."""

    make: Callable[[], Awaitable[Parts]]
    task: asyncio.Future[Parts] | None = None

    async def get(self) -> Parts:
        """Return the parts; a start that failed is tried again by the next request."""
        if self.task is None or (self.task.done() and self.task.exception() is not None):
            self.task = asyncio.ensure_future(self.make())
        return await asyncio.shield(self.task)

    async def stop(self) -> None:
        """Close the parts if they were made."""
        if self.task is None:
            return
        if not self.task.done():
            self.task.cancel()
        await asyncio.wait({self.task})
        if not self.task.cancelled() and self.task.exception() is None:
            await self.task.result().close()


def one_account(user: User) -> str:
    """Return the one local account of solo mode.

    With token authentication Jupyter invents a user name per browser cookie.
    """
    del user
    return LOCAL_USER


def never_staff(user: User) -> bool:
    """Return that no credential acts as staff: in solo mode there is no class."""
    del user
    return False


def no_groups(user: User) -> None:
    """Return that nothing is known of a user's groups."""
    del user


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What every handler is given: a kernel's token, if any, the turnstile, and who sends how much.

    `tells_places` is whether who asks may hear where things are on this machine: when it is theirs.
    """

    kernel_token: str | None
    tells_places: bool = True
    turnstile: Turnstile = field(default_factory=Turnstile)
    held: Held = field(default_factory=Held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access(Guard):
    """How a handler gets at the parts, and whose requests are.

    `parts` is awaited by every request, so that a slow or failing start-up never keeps Jupyter from
    starting: the request that needs the parts waits, or answers with what went wrong.
    `acts_as_staff` says whether the credential of a request was made for staff, `groups` in which
    groups of the Hub its user is, None when it does not tell. `writes_files` is whether notebooks
    may be written where this server runs.
    """

    parts: Callable[[], Awaitable[Parts]]
    account: Callable[[User], str] = one_account
    acts_as_staff: Callable[[User], bool] = never_staff
    groups: Callable[[User], frozenset[str] | None] = no_groups
    writes_files: bool = True
