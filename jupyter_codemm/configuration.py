"""What can be configured, as `c.JupyterCodemm.*` and on the command line of Jupyter."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from jupyter_server.extension.application import ExtensionApp
from traitlets import Bool, Enum, Int, Unicode

from jupyter_codemm.cli.settings import Settings, default_database
from jupyter_codemm.cli.wiring import AuthorChoice, SandboxChoice
from jupyter_codemm.sandbox.docker.pool import PoolSettings
from jupyter_codemm.services.judging import QueueSize
from jupyter_codemm.services.tiers import STRONGEST_FIRST


class ConfiguredApp(ExtensionApp):
    """An extension with our settings."""

    sandbox = Enum(
        ("auto", "docker", "local"),
        default_value="auto",
        help="Where programs run: docker when a daemon answers, else the local sandbox.",
    ).tag(config=True)
    author = Enum(
        ("auto", "builtin", "llm"),
        default_value="auto",
        help="Who writes: a model when one is configured, else the built-in author; "
        "`builtin` also keeps the chat away from any model.",
    ).tag(config=True)
    graded_tier = Enum(
        STRONGEST_FIRST,
        default_value=STRONGEST_FIRST[-1],
        help="The weakest sandbox in which submissions are judged; a plain run is never refused.",
    ).tag(config=True)
    judge_workers = Int(
        os.cpu_count() or 1, min=1, max=64, help="How many submissions are judged at once."
    ).tag(config=True)
    max_submissions = Int(
        2000, min=1, help="How many submissions may wait for their verdicts, of everybody."
    ).tag(config=True)
    max_submissions_per_user = Int(
        100, min=1, help="How many submissions of one user may wait for their verdicts."
    ).tag(config=True)
    max_boxes = Int(
        PoolSettings().most, min=2, help="How many judge containers there are at most."
    ).tag(config=True)
    box_uses = Int(
        PoolSettings().uses, min=1, help="After how many programs a judge container is replaced."
    ).tag(config=True)
    box_idle_seconds = Int(
        int(PoolSettings().idle_s), min=1, help="When a judge container without work is released."
    ).tag(config=True)
    strict_boxes = Bool(
        default_value=False,
        help="Whether every program gets a container in which nothing else ever ran.",
    ).tag(config=True)
    database = Unicode(
        "", help="The SQLite database; by default it is in the Jupyter data directory."
    ).tag(config=True)

    def settings_of_server(self) -> Settings:
        """Return what was configured, as the wiring takes it."""
        return Settings(
            database=Path(self.database) if self.database else default_database(),
            sandbox=cast("SandboxChoice", self.sandbox),
            author=cast("AuthorChoice", self.author),
            graded_tier=self.graded_tier,
            queue=QueueSize(
                self.judge_workers, self.max_submissions, self.max_submissions_per_user
            ),
            boxes=PoolSettings(
                most=self.max_boxes,
                uses=self.box_uses,
                idle_s=self.box_idle_seconds,
                strict=self.strict_boxes,
            ),
            environ=dict(os.environ),
        )
