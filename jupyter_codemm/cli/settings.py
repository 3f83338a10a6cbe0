"""What the user or the server's configuration decides."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir

from jupyter_codemm.cli.wiring import AuthorChoice, SandboxChoice
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.generation import SLOTS_AT_ONCE, Manner
from jupyter_codemm.ports import Author
from jupyter_codemm.sandbox.docker.pool import PoolSettings
from jupyter_codemm.services.judging import QueueSize
from jupyter_codemm.store.postgres import is_postgres

MODEL_SLOTS = 4  # what a model is asked for at once, at least: it is waited for most of the time


DATABASE_ENV = "CODEMM_DATABASE"


def default_database() -> Path:
    """Return where the database of this user is: where the environment says, or with their data."""
    named = os.environ.get(DATABASE_ENV, "")
    if named and not is_postgres(named):
        return Path(named)
    return Path(jupyter_data_dir()) / "jupyter_codemm" / "codemm.sqlite"


def default_queue() -> QueueSize:
    """Return a queue that judges as many at once as there are processors."""
    return QueueSize(workers=os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Settings:
    """The decisions, each with its default; `model` holds those about `ModelSettings`.

    With `fallback` the built-in author takes over what a model cannot write. `slots_at_once` bounds
    one generation; None goes by the processors and by who writes. With a `database_url` everything
    is kept on that PostgreSQL, and `database` only says where its key is: beside it. With a
    `queue_url`, here or in the environment, submissions are judged by the workers on that Redis.
    """

    database: Path
    database_url: str = ""
    sandbox: SandboxChoice = "auto"
    author: AuthorChoice = "auto"
    fallback: bool = True
    slots_at_once: int | None = None
    graded_tier: Tier = "rlimit"
    queue: QueueSize = field(default_factory=default_queue)
    queue_url: str = field(default="", repr=False)
    queue_ca: str = ""
    boxes: PoolSettings = field(default_factory=PoolSettings)
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)
    model: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def from_environment(cls) -> Settings:
        """Return the defaults of this user."""
        named = os.environ.get(DATABASE_ENV, "")
        url = named if is_postgres(named) else ""
        return cls(database=default_database(), database_url=url, environ=dict(os.environ))

    def manner(self, stand_in: Author | None, *, is_model: bool) -> Manner:
        """Return how generations work; only for a model somebody stands in.

        A model is waited for, while the built-in author and the gates take processors.
        """
        processors = os.cpu_count() or 1
        at_once = max(processors, MODEL_SLOTS if is_model else SLOTS_AT_ONCE)
        return Manner(
            fallback=stand_in if is_model and self.fallback else None,
            slots_at_once=self.slots_at_once or at_once,
            drafts_together=is_model,
            proving=asyncio.Semaphore(processors),
        )
