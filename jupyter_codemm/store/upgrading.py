"""Describe the database of an installation, and bring it to the newest revision."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store.backup import back_up
from jupyter_codemm.store.database import sqlite_engine
from jupyter_codemm.store.failures import cannot, store_errors
from jupyter_codemm.store.filesystem import JournalMode, create_private, filesystem_of, journal_mode
from jupyter_codemm.store.inspection import revision_of
from jupyter_codemm.store.schema import known_revisions, migrate, newest_revision

StoreState = Literal["empty", "behind", "current"]
BUSY_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """A database as found. "empty" is also one that is not there yet."""

    path: Path
    state: StoreState
    revision: str | None
    newest: str
    filesystem: str
    journal_mode: JournalMode


def status(path_or_url: str | Path) -> StoreStatus:
    """Describe a database and change nothing in it.

    Raises StoreError for one that cannot be used: newer, corrupt, unreadable, no database.
    """
    path = _location(path_or_url)
    newest = newest_revision()
    revision = revision_of(path, known_revisions())
    state: StoreState = "current" if revision == newest else "behind"
    filesystem = filesystem_of(path)
    return StoreStatus(
        path=path,
        state="empty" if revision is None else state,
        revision=revision,
        newest=newest,
        filesystem=filesystem,
        journal_mode=journal_mode(filesystem),
    )


def upgrade(path_or_url: str | Path, *, busy_seconds: float = BUSY_SECONDS) -> Path | None:
    """Bring a database to the newest revision; create it, and its directory, when missing.

    Returns the path of the copy made before an existing database was changed, None when there
    was nothing to lose. Raises StoreError; the tables are then as they were.
    """
    found = status(path_or_url)
    if found.state == "current":
        return None
    copy = back_up(found.path) if found.state == "behind" else None
    _create(found.path)
    engine = sqlite_engine(found.path, found.journal_mode, busy_seconds)
    try:
        with store_errors(found.path), engine.begin() as connection:
            migrate(connection)
    finally:
        engine.dispose()
    return copy


def _location(path_or_url: str | Path) -> Path:
    text = str(path_or_url)
    if "://" not in text:
        return Path(text).expanduser().absolute()
    try:
        url = make_url(text)
    except ArgumentError:
        raise StoreError(f"{text!r} is not the URL of a database.") from None
    if url.get_backend_name() != "sqlite" or not url.database:
        shown = url.render_as_string(hide_password=True)
        raise StoreError(f"The database {shown} cannot be used: give sqlite:///PATH or a path.")
    return Path(url.database).absolute()


def _create(path: Path) -> None:
    try:
        create_private(path)
    except OSError as error:
        raise cannot("create the database", path, error) from error
