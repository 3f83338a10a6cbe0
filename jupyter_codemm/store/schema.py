"""Bring the tables to the newest revision with alembic, run from the installed package."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_MIGRATIONS = Path(__file__).parent / "migrations"
_ALEMBIC = Lock()  # alembic's `op` and `context` are process-wide: one upgrade at a time


def newest_revision() -> str:
    """Return the newest revision."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    if newest is None:
        raise LookupError("the package holds no migrations")
    return newest


def known_revisions() -> frozenset[str]:
    """Return every revision that this version can read or upgrade."""
    scripts = ScriptDirectory.from_config(_config())
    return frozenset(script.revision for script in scripts.walk_revisions())


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run the missing migrations inside the transaction of the connection."""
    config = _config()
    config.attributes["connection"] = connection
    with _ALEMBIC:
        command.upgrade(config, revision)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
