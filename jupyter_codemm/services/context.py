"""What every service works with."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field

from jupyter_codemm.contracts.health import Check
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.generation import Manner
from jupyter_codemm.ports import (
    LLM,
    Author,
    Clock,
    Embedder,
    Models,
    ProfileReader,
    Sandbox,
    Seal,
    Store,
)
from jupyter_codemm.services.budgets import Budgets
from jupyter_codemm.services.reach import ByRoles, Reach
from jupyter_codemm.services.recent import Recent, Tried
from jupyter_codemm.services.tidings import Tidings
from jupyter_codemm.services.wakeups import Wakeups
from jupyter_codemm.services.warming import Warmth
from jupyter_codemm.services.wordings import Wordings
from jupyter_codemm.tutoring.hinting import Shown

LOCAL_USER = "local"
"""The one account of an installation that serves one person."""

AuthorOn = Callable[[LLM | None], Author]
MannerOn = Callable[[LLM | None], Manner]
HealthCheck = Callable[[], Awaitable[Check]]


@dataclass(frozen=True, slots=True)
class Context:
    """The ports, and who this process is.

    `holder` names this process in leases and differs from that of every other process. `new_id`
    returns a fresh id that starts with the given word. `key` is the secret of this installation,
    under which something is kept of references; without one nothing is. `naming` is held from
    choosing a free file name until the file is there. `reach` decides who may read which documents.
    `recent` are last runs on samples, `unrecorded` hints that no record tells of, `told_after` the
    submissions with whose verdict one of those came. `models` are those that classes may choose
    from, `author_on` makes an author of one, or the built-in author of none, and `manner_on` says
    how that author works and who stands in for it. `budgets` are those under which they are asked.
    """

    store: Store
    author: Author
    sandbox: Sandbox
    clock: Clock
    profiles: ProfileReader
    holder: str
    new_id: Callable[[str], str]
    llm: LLM | None = None
    embedder: Embedder | None = None
    models: Models | None = None
    author_on: AuthorOn | None = None
    manner_on: MannerOn | None = None
    budgets: Budgets = field(default_factory=Budgets)
    seal: Seal | None = field(default=None, repr=False)
    reach: Reach = field(default_factory=ByRoles)
    checks: tuple[HealthCheck, ...] = ()
    graded_tier: Tier = "rlimit"
    manner: Manner = field(default_factory=Manner)
    key: bytes | None = field(default=None, repr=False)
    wakeups: Wakeups = field(default_factory=Wakeups)
    tidings: Tidings = field(default_factory=Tidings)
    warmth: Warmth = field(default_factory=Warmth)
    recent: Recent[Tried] = field(default_factory=Recent)
    unrecorded: Recent[tuple[Shown, ...]] = field(default_factory=Recent)
    told_after: Recent[str] = field(default_factory=Recent)
    wordings: Wordings = field(default_factory=Wordings)
    naming: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def sealing(self) -> Seal:
        """What seals keys; raises MissingToolError where nothing does."""
        if self.seal is None:
            raise MissingToolError("this installation keeps no keys of models", where="key")
        return self.seal

    async def forget(self, user: str, problem_ids: Collection[str] | None = None) -> None:
        """Forget what is remembered of a user, or of them at some problems, and stored nowhere.

        What is being worded for them is stored nowhere after this.
        """
        for remembered in (self.recent, self.unrecorded, self.told_after):
            remembered.forget(user, problem_ids)
        await self.wordings.forget(user, problem_ids)
