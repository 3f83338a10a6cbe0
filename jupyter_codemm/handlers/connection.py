"""The connection file: how this server's kernels find it."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from jupyter_codemm import __version__
from jupyter_codemm.contracts.connection import Connection
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.handlers.routes import PREFIX


def write_connection_file(folder: Path, server_url: str, token: str, now: datetime) -> Path:
    """Write the file, readable by its owner only, and return its path.

    Raises UnavailableError naming the path when the folder cannot be written.
    """
    connection = Connection(
        url=f"{server_url.rstrip('/')}/{PREFIX}",
        token=token,
        pid=os.getpid(),
        version=__version__,
        started_at=now,
    )
    path = folder / f"codemm-{os.getpid()}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(connection.model_dump_json())
    except OSError as error:
        raise UnavailableError(
            f"{path}: cannot be written: {error.strerror}", where=str(path)
        ) from None
    return path
