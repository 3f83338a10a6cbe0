"""What can be configured, as `c.JupyterCodemm.*` and on the command line of Jupyter."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from jupyter_server.extension.application import ExtensionApp
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from traitlets import Bool, Dict, Enum, Float, Int, List, Unicode, default
from traitlets.config import Config
from traitlets.config.loader import (
    ConfigFileNotFound,
    JSONFileConfigLoader,
    PyFileConfigLoader,
)

from jupyter_codemm.cli.model_settings import ModelSettings
from jupyter_codemm.cli.settings import DATABASE_ENV, Settings, default_database
from jupyter_codemm.cli.wiring import AuthorChoice, SandboxChoice
from jupyter_codemm.sandbox.docker.pool import PoolSettings
from jupyter_codemm.services.judging import QueueSize
from jupyter_codemm.services.tiers import STRONGEST_FIRST
from jupyter_codemm.store.postgres import is_postgres

OURS = "JupyterCodemm"
SERVER_FILE = "jupyter_server_config"
SERVICE_ENV = "CODEMM_SERVICE_URL"


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
    builtin_fallback = Bool(
        default_value=True,
        help="Whether the built-in author takes over, and says so, what a model could not write.",
    ).tag(config=True)
    slots_at_once = Int(
        None,
        allow_none=True,
        min=1,
        help="How many problems of an activity are made at once; by default that goes by the "
        "processors and by who writes.",
    ).tag(config=True)
    graded_tier = Enum(
        STRONGEST_FIRST,
        default_value=STRONGEST_FIRST[-1],
        help="The weakest sandbox in which submissions are judged; a plain run is never refused.",
    ).tag(config=True)
    judge_workers = Int(
        os.cpu_count() or 1, min=1, max=64, help="How many submissions are judged here at once."
    ).tag(config=True)
    queue_url = Unicode(
        "",
        help="The Redis through which `jupyter codemm worker` gets submissions to judge; by "
        "default $CODEMM_QUEUE_URL, and without that this server judges itself. Its password is "
        "better in $CODEMM_QUEUE_PASSWORD than here.",
    ).tag(config=True)
    queue_ca = Unicode(
        "",
        help="A file with the certificate that signed the one of a rediss:// queue; by default "
        "$CODEMM_QUEUE_CA, and without that those of the system.",
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
    model_user_tokens = Int(
        None,
        allow_none=True,
        help="How many tokens of a model a user may use in the budget's days.",
    ).tag(config=True)
    model_activity_tokens = Int(
        None, allow_none=True, help="How many tokens of a model one activity may use."
    ).tag(config=True)
    model_user_cost = Float(
        None, allow_none=True, help="What a user may spend on a model in the budget's days."
    ).tag(config=True)
    model_activity_cost = Float(
        None, allow_none=True, help="What may be spent on a model for one activity."
    ).tag(config=True)
    model_budget_days = Int(
        None, allow_none=True, help="Over how many days a user's budget counts; by default 30."
    ).tag(config=True)
    model_prices = Dict(
        None,
        allow_none=True,
        help="What a million tokens cost, by model: {'name': (prompt, reply)}.",
    ).tag(config=True)
    model_context_tokens = Int(
        None, allow_none=True, help="How long prompt and reply may be together; by default 16384."
    ).tag(config=True)
    model_reply_tokens = Int(
        None, allow_none=True, help="How long one reply may be; by default 8000."
    ).tag(config=True)
    model_timeout_seconds = Float(
        None, allow_none=True, help="How long one call of a model may take; by default 180."
    ).tag(config=True)
    model_staging = Enum(
        ("auto", "always", "never"),
        default_value=None,
        allow_none=True,
        help="Whether a problem is asked for part after part: by default when a model is weak.",
    ).tag(config=True)
    model_names = List(
        Unicode(),
        None,
        allow_none=True,
        help="Models of the configured endpoint that classes may choose beside $OPENAI_MODEL.",
    ).tag(config=True)
    model_class_addresses = List(
        Unicode(),
        None,
        allow_none=True,
        help="Base URLs for which classes may have keys of their own, beside the configured one.",
    ).tag(config=True)
    service_url = Unicode(
        help="The address of the class service of a JupyterHub, which this server then hands "
        "everything on to; by default $CODEMM_SERVICE_URL.",
    ).tag(config=True)
    database = Unicode(
        "",
        help="The database: a SQLite file, by default in the Jupyter data directory, or the URL "
        "of a PostgreSQL.",
    ).tag(config=True)

    @default("service_url")
    def _service_url_default(self) -> str:
        return os.environ.get(SERVICE_ENV, "")

    def settings_of_server(self) -> Settings:
        """Return what was configured, as the wiring takes it."""
        named = self.database or os.environ.get(DATABASE_ENV, "")
        is_url = is_postgres(named)
        return Settings(
            database=Path(named) if named and not is_url else default_database(),
            database_url=named if is_url else "",
            sandbox=cast("SandboxChoice", self.sandbox),
            author=cast("AuthorChoice", self.author),
            fallback=self.builtin_fallback,
            slots_at_once=self.slots_at_once,
            graded_tier=self.graded_tier,
            queue=QueueSize(
                self.judge_workers, self.max_submissions, self.max_submissions_per_user
            ),
            queue_url=self.queue_url,
            queue_ca=self.queue_ca,
            boxes=PoolSettings(
                most=self.max_boxes,
                uses=self.box_uses,
                idle_s=self.box_idle_seconds,
                strict=self.strict_boxes,
            ),
            environ=dict(os.environ),
            model=self._model(),
        )

    def _model(self) -> dict[str, object]:
        values = {name: getattr(self, f"model_{name}") for name in ModelSettings.model_fields}
        return {name: value for name, value in values.items() if value not in (None, {}, [])}


class UnservedFiles(AsyncLargeFileManager):
    """Files that are only written: Jupyter would serve the folder of a server at `/files/`."""

    def get_extra_handlers(self) -> list[Any]:
        """Return no routes."""
        return []


class HeadlessServer(ServerApp):
    """A server that has our routes only: no kernels, contents, files or terminals.

    Of `jupyter_server_config` it takes what is said of us: a password, a port or a certificate
    there are meant for a server that people open.
    """

    default_services = ("auth", "security")  # type: ignore[assignment]  # fewer than the base has
    name = "jupyter-codemm-headless"

    @default("contents_manager_class")
    def _contents_manager_class(self) -> type[UnservedFiles]:
        return UnservedFiles

    def load_config_file(  # type: ignore[override]  # the base's base takes something else
        self,
        suppress_errors: bool = True,  # noqa: FBT001, FBT002 - the base's
    ) -> None:
        """Load our part of the server's configuration, then the files of this server."""
        self.update_config(own_part(self.config_file_paths))
        super().load_config_file(suppress_errors)


def own_part(folders: Sequence[str]) -> Config:
    """Return what the server's configuration files say of us; the first folder wins."""
    found = Config()
    for folder in reversed(folders):
        for loader, ending in ((JSONFileConfigLoader, "json"), (PyFileConfigLoader, "py")):
            try:
                read = loader(f"{SERVER_FILE}.{ending}", path=folder).load_config()
            except ConfigFileNotFound:
                continue
            found.merge({OURS: read[OURS]} if OURS in read else {})
    return found
