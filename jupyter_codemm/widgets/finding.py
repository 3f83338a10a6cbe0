"""Find the server that works for this kernel, or start one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir

from jupyter_codemm.contracts.connection import CONNECTION_ENV, Connection
from jupyter_codemm.errors import CodemmError, UnavailableError
from jupyter_codemm.widgets.client import Client

START_TIMEOUT_S = 60.0
POLL_S = 0.1


@dataclass(frozen=True, slots=True)
class Found:
    """A server that answers, and what to tell the user about how it was found."""

    client: Client
    notice: str = ""


def find_server() -> Found:
    """Return the server this kernel was given, else another of this user, else a new one.

    Raises UnavailableError when none can be started.
    """
    for path in connection_files():
        client = _alive(path)
        if client is not None:
            return Found(client)
    return _started()


def connection_files() -> Iterator[Path]:
    """Yield the file handed to this kernel, then those of the runtime directory, newest first."""
    given = os.environ.get(CONNECTION_ENV)
    if given:
        yield Path(given)
    try:
        found = [(p.stat().st_mtime, p) for p in Path(jupyter_runtime_dir()).glob("codemm-*.json")]
    except OSError:
        return
    yield from (path for _, path in sorted(found, reverse=True))


def _alive(path: Path) -> Client | None:
    try:
        client = Client(Connection.parse(path.read_bytes()))
        client.me()
    except (OSError, CodemmError):
        # Left behind by a server that has gone: the next candidate may answer.
        return None
    return client


def _started() -> Found:
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyter_codemm", "serve", "--headless"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,  # an interrupt of the kernel must not stop the server
        )
        path = Path(jupyter_runtime_dir()) / f"codemm-{process.pid}.json"
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline and process.poll() is None:
            client = _alive(path) if path.exists() else None
            if client is not None:
                return Found(client, _notice(process.pid))
            time.sleep(POLL_S)
        process.kill()
        errors.seek(0)
        last = errors.read().decode("utf-8", "replace").strip().splitlines()[-1:]
    raise UnavailableError(f"no codemm server was found and none could be started: {''.join(last)}")


def _notice(pid: int) -> str:
    return (
        "No Jupyter server with codemm was found, so a local one was started on this machine "
        f"(process {pid}, loopback only); it stops by itself when it is not used."
    )
