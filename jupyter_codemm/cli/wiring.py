"""What commands ask of `app`, which alone knows how the parts fit together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from jupyter_codemm.contracts.health import Health
from jupyter_codemm.ports import LLM, Author, Clock, Sandbox, Store
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.services.judging import SubmissionQueue

SandboxChoice = Literal["auto", "docker", "local"]
AuthorChoice = Literal["auto", "builtin", "llm"]


class Workbench(Protocol):
    """The whole product in one process, opened on the user's database."""

    @property
    def ctx(self) -> Context:
        """The ports that services work with."""
        ...

    @property
    def generations(self) -> Generations:
        """Running generations."""
        ...

    @property
    def submissions(self) -> SubmissionQueue:
        """The queue of submissions."""
        ...


@dataclass(frozen=True, slots=True)
class Records:
    """What is stored, the time, and fresh ids that start with a word."""

    store: Store
    clock: Clock
    new_id: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """How a worker judges: in which sandbox, how many at once, and where a monitor may ask it.

    `concurrency` None goes by the processors; `monitor` is an address and a port, or None.
    """

    sandbox: SandboxChoice
    concurrency: int | None = None
    monitor: tuple[str, int] | None = None


class Wiring(Protocol):
    """Builds the parts that a command needs."""

    @property
    def database(self) -> Path | str:
        """Where the database is, or will be: a file, or the URL of a PostgreSQL."""
        ...

    @property
    def key_beside(self) -> Path:
        """The file that the key of the database is beside, whether or not that file is there."""
        ...

    async def sandbox(self, choice: SandboxChoice) -> Sandbox:
        """Return a sandbox; raises MissingToolError in words when there is none of that choice."""
        ...

    def author(self, choice: AuthorChoice) -> Author:
        """Return an author; raises MissingToolError for a model that is not configured."""
        ...

    def llm(self) -> LLM | None:
        """Return the configured model, if any."""
        ...

    def endpoint(self, base_url: str, model: str, key: str) -> LLM:
        """Return a model behind an address; raises InvalidInputError for what is none."""
        ...

    async def context(self, database: Path, sandbox: Sandbox) -> Context:
        """Return what services work with, on a database of its own and the built-in author.

        Its store is the caller's to close.
        """
        ...

    def records(self) -> AbstractAsyncContextManager[Records]:
        """Open the database, without anything that runs programs or writes exercises."""
        ...

    def workbench(
        self, sandbox: SandboxChoice, author: AuthorChoice, *, fallback: bool = True
    ) -> AbstractAsyncContextManager[Workbench]:
        """Open the database and everything on it; closes it all at the end.

        Without `fallback` the built-in author takes over nothing, whatever is configured.
        """
        ...

    async def health(self) -> Health:
        """Look at the installation; this opens, and so upgrades, the database."""
        ...

    def serve_headless(self, port: int) -> None:
        """Serve on loopback, without JupyterLab, until stopped."""
        ...

    def serve_classes(self, arguments: Sequence[str]) -> None:
        """Serve the classes of a JupyterHub until stopped; raises MissingToolError without one."""
        ...

    def judge_jobs(self, options: WorkerOptions) -> int:
        """Judge what the queue gives until SIGTERM; returns the exit code.

        Raises MissingToolError without a queue, its packages or a sandbox.
        """
        ...

    def open_lab(self, notebook: Path) -> int:
        """Open JupyterLab on a notebook and return its exit code when it ends."""
        ...
