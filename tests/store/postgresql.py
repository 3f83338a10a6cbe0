"""A PostgreSQL of the tests' own, where the machine has one, and our schema as it is told to it."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def server(directory: Path) -> Iterator[list[str]]:
    """Run a server without a network and give the psql command; skip where there is none.

    As root it runs as nobody, as PostgreSQL demands. Its socket is in `directory`.
    """
    binaries = Path(shutil.which("postgres") or "/").resolve().parent
    if not (binaries / "initdb").exists():
        pytest.skip("PostgreSQL's initdb and postgres are not on this machine")
    root = Path("/proc/self").owner() == "root"
    if root:
        shutil.chown(directory, "nobody")
    user = {"user": "nobody"} if root else {}
    data = directory / "data"

    def call(*command):
        subprocess.run(command, cwd=directory, stdout=subprocess.DEVNULL, check=True, **user)

    call(binaries / "initdb", "-D", data, "-U", "codemm", "-A", "trust")
    options = f"-c listen_addresses='' -c unix_socket_directories={directory} -c fsync=off"
    control = [binaries / "pg_ctl", "-D", data, "-w"]
    call(*control, "-o", options, "-l", directory / "log", "start")
    try:
        yield [binaries / "psql", "-h", directory, "-U", "codemm", "-v", "ON_ERROR_STOP=1"]
    finally:
        call(*control, "-m", "immediate", "stop")
