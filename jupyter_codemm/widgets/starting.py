"""Start a server for kernels that no Jupyter server started."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from jupyter_codemm.contracts.connection import Connection
from jupyter_codemm.errors import CodemmError, UnavailableError
from jupyter_codemm.widgets.client import Client

START_TIMEOUT_S = 60.0
POLL_S = 0.1


def start_server(folder: Path, say: Callable[[str], None]) -> Client:
    """Start a server that ends by itself when it is not used; return it when it answers.

    `folder` is the runtime directory. Raises UnavailableError with the server's last words.
    """
    say("no Jupyter server with codemm was found; starting a local one …")
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            # -P: a learner's folder may hold a random.py that is not Python's.
            [sys.executable, "-P", "-m", "jupyter_codemm", "serve", "--headless"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,  # an interrupt of the kernel must not stop the server
        )
        client = _answer(process, folder / f"codemm-{process.pid}.json")
        if client is None:
            process.kill()
            process.wait()
            raise UnavailableError(f"no codemm server could be started: {_last_words(errors)}")
    say(f"started one on this machine only (process {process.pid}); unused, it ends by itself.")
    return client


def _answer(process: subprocess.Popen[bytes], path: Path) -> Client | None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline and process.poll() is None:
        client = _client(path)
        if client is not None and client.answers():
            return client
        time.sleep(POLL_S)
    return None


def _client(path: Path) -> Client | None:
    try:
        return Client(Connection.parse(path.read_bytes()))
    except (OSError, CodemmError):
        # Not written yet, or only half of it.
        return None


def _last_words(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
