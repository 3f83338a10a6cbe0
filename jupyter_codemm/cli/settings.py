"""What the user or the server's configuration decides."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir

from jupyter_codemm.cli.wiring import AuthorChoice, SandboxChoice
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.sandbox.docker.pool import PoolSettings
from jupyter_codemm.services.judging import QueueSize


def default_database() -> Path:
    """Return where the database of this user is."""
    return Path(jupyter_data_dir()) / "jupyter_codemm" / "codemm.sqlite"


def default_queue() -> QueueSize:
    """Return a queue that judges as many at once as there are processors."""
    return QueueSize(workers=os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Settings:
    """The decisions, each with its default; `model` holds those about `ModelSettings`."""

    database: Path
    sandbox: SandboxChoice = "auto"
    author: AuthorChoice = "auto"
    graded_tier: Tier = "rlimit"
    queue: QueueSize = field(default_factory=default_queue)
    boxes: PoolSettings = field(default_factory=PoolSettings)
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)
    model: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def from_environment(cls) -> Settings:
        """Return the defaults of this user."""
        return cls(database=default_database(), environ=dict(os.environ))
