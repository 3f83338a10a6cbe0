"""A PostgreSQL of the tests' own, where the machine has one, and our schema as it is told to it."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from jupyter_codemm.store.schema import _config


def script() -> str:
    """Every migration as PostgreSQL would be told."""
    told = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": told}
    )
    revisions = ScriptDirectory.from_config(_config()).walk_revisions()
    with Operations.context(context):
        for revision in reversed(list(revisions)):
            revision.module.upgrade()
    return told.getvalue()


@dataclass(frozen=True)
class Server:
    """A server whose socket is in `directory`. As root it runs as nobody, as it demands."""

    directory: Path
    binaries: Path

    @property
    def psql(self) -> list[str | Path]:
        """The psql command."""
        of = ["-h", self.directory, "-U", "codemm", "-v", "ON_ERROR_STOP=1"]
        return [self.binaries / "psql", *of]

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = (
            f"-c listen_addresses='' -c unix_socket_directories={self.directory} -c fsync=off"
            " -c full_page_writes=off"
        )
        self._control("-o", options, "-l", self.directory / "log", "start")

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        self._control("-m", "immediate", "stop")

    def make(self) -> None:
        """Make its files."""
        data = self.directory / "data"
        self._call("initdb", "-D", data, "-U", "codemm", "-A", "trust", "--no-sync")

    def _control(self, *arguments: str | Path) -> None:
        self._call("pg_ctl", "-D", self.directory / "data", "-w", *arguments)

    def _call(self, tool: str, *arguments: str | Path) -> None:
        user = {"user": "nobody"} if _is_root() else {}
        command = [self.binaries / tool, *arguments]
        subprocess.run(command, cwd=self.directory, stdout=subprocess.DEVNULL, check=True, **user)


def _is_root() -> bool:
    return Path("/proc/self").owner() == "root"


@contextmanager
def server(directory: Path) -> Iterator[Server]:
    """Run a server without a network, its socket in `directory`; skip where there is none.

    Its files are made unless they are there.
    """
    binaries = Path(shutil.which("postgres") or "/").resolve().parent
    if not (binaries / "initdb").exists():
        pytest.skip("PostgreSQL's initdb and postgres are not on this machine")
    if _is_root():
        shutil.chown(directory, "nobody")
    running = Server(directory, binaries)
    if not (directory / "data").exists():
        running.make()
    running.start()
    try:
        yield running
    finally:
        running.stop()
