"""Find the server that works for this kernel, or start one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir

from jupyter_codemm import __version__
from jupyter_codemm.contracts.connection import CONNECTION_ENV, Connection
from jupyter_codemm.errors import CodemmError, UnavailableError
from jupyter_codemm.widgets.client import Client
from jupyter_codemm.widgets.locking import alone
from jupyter_codemm.widgets.starting import START_TIMEOUT_S, start_server

Say = Callable[[str], None]


def find_server(say: Say) -> Client:
    """Return the server this kernel was given, else another of this user, else a new one.

    `say` takes sentences for the user. Raises UnavailableError when none can be started.
    """
    folder = Path(jupyter_runtime_dir())
    client = _found(folder, say)
    if client is not None:
        return client
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with alone(folder / "codemm-start.lock", START_TIMEOUT_S):
            # Another kernel may have started one while this one waited for the lock.
            return _found(folder, say) or start_server(folder, say)
    except OSError as error:
        reason = f"{folder}: {error.strerror or error}"
        raise UnavailableError(f"no codemm server can be started: {reason}") from None


def _found(folder: Path, say: Say) -> Client | None:
    given = os.environ.get(CONNECTION_ENV)
    client = _answering(Path(given)) if given else None
    if client is not None:
        if client.connection.version != __version__:
            say(
                f"this kernel has jupyter_codemm {__version__}, the server "
                f"{client.connection.version}; if results look odd, install the same version."
            )
        return client
    candidates = (_answering(path) for path in _connection_files(folder))
    # Only the server that was handed to us may be of another version.
    return next((c for c in candidates if c and c.connection.version == __version__), None)


def _connection_files(folder: Path) -> Iterator[Path]:
    """Yield the files of the runtime directory, newest first."""
    dated = []
    for path in folder.glob("codemm-*.json"):
        try:
            dated.append((path.stat().st_mtime, path))
        except OSError:
            continue  # its server ended just now
    yield from (path for _, path in sorted(dated, reverse=True))


def _answering(path: Path) -> Client | None:
    try:
        client = Client(Connection.parse(path.read_bytes()))
    except (OSError, CodemmError):
        # Cut short or gone: the next candidate may answer.
        return None
    return client if client.answers() else None
