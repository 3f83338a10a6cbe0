"""A copy of a database beside it, made before its tables are changed."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from jupyter_codemm.store.failures import cannot, store_errors
from jupyter_codemm.store.filesystem import create_private
from jupyter_codemm.store.inspection import reading, stored_revision


def back_up(path: Path) -> Path:
    """Copy a database, as of now, to `<name>.<revision>.bak` beside it; returns the copy's path.

    An earlier copy is never replaced. Raises StoreError and leaves no partial copy behind.
    """
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        create_private(partial)
        revision = _copy(path, partial)
        target = _free_name(path, revision)
        partial.replace(target)
    except OSError as error:
        raise cannot("back up", path, error) from error
    finally:
        partial.unlink(missing_ok=True)
    return target


def _copy(path: Path, partial: Path) -> str | None:
    with (
        reading(path) as source,
        store_errors(partial),
        closing(sqlite3.connect(partial)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        return stored_revision(copy, partial)


def _free_name(path: Path, revision: str | None) -> Path:
    stem = f"{path.name}.{revision}"
    names = (stem if n == 1 else f"{stem}.{n}" for n in count(1))
    return next(p for p in (path.with_name(f"{name}.bak") for name in names) if not p.exists())
