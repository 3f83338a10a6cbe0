"""Copies of a SQLite: beside it, before its tables are changed, and wherever somebody asks."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store.failures import cannot, store_errors
from jupyter_codemm.store.filesystem import create_private
from jupyter_codemm.store.inspection import reading, revision_of, stored_revision
from jupyter_codemm.store.schema import known_revisions
from jupyter_codemm.store.secret import copied_key


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


def back_up_to(path: Path, target: Path) -> Path | None:
    """Copy a database, as of now and while others use it, to a new file, and its key beside that.

    Returns the key's file, None when there is no key yet. Raises StoreError for a database that is
    missing, unsound or not ours, and when a file is in the way; no partial copy stays then.
    """
    if revision_of(path, known_revisions()) is None:
        raise StoreError(f"There is no database at {path}.", where=str(path))
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    try:
        create_private(partial)
        _copy(path, partial)
        key = copied_key(path, target)
        # Unlike renaming, linking never replaces a file.
        os.link(partial, target)
    except FileExistsError as error:
        raise StoreError(
            f"The file {target} is there already: name another one.", where=str(target)
        ) from error
    except OSError as error:
        raise cannot("back up to", target, error) from error
    finally:
        partial.unlink(missing_ok=True)
    return key


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
