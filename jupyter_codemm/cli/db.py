"""`jupyter codemm db`: the database."""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from jupyter_codemm.cli.options import Commands
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.store import (
    PostgresStatus,
    StoreStatus,
    back_up_to,
    described,
    is_postgres,
    shown,
    transfer,
    upgraded,
)

PROGRESS_S = 2.0
"""How often is told how far a table is."""


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command and its actions."""
    parser = commands.add_parser(
        "db", parents=shared, help="look at, upgrade, copy or move the database"
    )
    actions = parser.add_subparsers(dest="action", required=True, parser_class=type(parser))
    for name, look, told in (
        ("status", described, "print where the database is, and its revision"),
        ("upgrade", upgraded, "bring the database to the newest revision"),
    ):
        action = actions.add_parser(name, parents=shared, help=told)
        action.set_defaults(run=run, look=look)
    action = actions.add_parser(
        "backup",
        parents=shared,
        help="copy a SQLite database and its key, also while it is used",
    )
    action.add_argument("file", type=Path, help="the copy, a file that is not there yet")
    action.set_defaults(run=run_backup)
    action = actions.add_parser(
        "transfer",
        parents=shared,
        help="take everything from a SQLite database over into an empty PostgreSQL",
        description="The PostgreSQL is the one that CODEMM_DATABASE names.",
    )
    action.add_argument("file", type=Path, help="the SQLite database, which stays as it is")
    action.set_defaults(run=run_transfer)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Print the database's revision, upgrading it first when asked."""
    database = wiring.database
    look: Callable[[Path | str], StoreStatus | PostgresStatus] = args.look
    found = await asyncio.to_thread(look, database)
    name = shown(str(database)) if is_postgres(str(database)) else str(database)
    out.json({"path": name, "revision": found.revision, "newest": found.newest})
    out.line(f"{name}: revision {found.revision or 'none'} (newest {found.newest})")
    return DONE


def run_backup(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Copy the database and its key."""
    database, target = wiring.database, args.file.absolute()
    if is_postgres(str(database)):
        raise InvalidInputError(
            "The database is a PostgreSQL: copy it with pg_dump, and the key with it.",
            where="database",
        )
    key = back_up_to(Path(database), target)
    out.json({"path": str(target), "key": str(key) if key else None})
    out.line(f"Copied to {target}" + (f", the key to {key}." if key else "."))
    return DONE


def run_transfer(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Take everything over, telling on stderr how far it is.

    It is not on a thread, so that Ctrl-C ends it at once, with nothing taken over.
    """
    url = str(wiring.database)
    if not is_postgres(url):
        raise InvalidInputError(
            "CODEMM_DATABASE has to name the PostgreSQL that everything is taken over into, as "
            "postgresql://user:password@host/name.",
            where="CODEMM_DATABASE",
        )
    done = transfer(args.file, url, wiring.key_beside, _Progress(out))
    total = sum(done.rows.values())
    key = str(done.key) if done.key else None
    out.json({"path": shown(url), "rows": dict(done.rows), "key": key, "mended": dict(done.mended)})
    for column, count in done.mended.items():
        out.progress(f"{column}: {count} text(s) had characters that PostgreSQL cannot keep.")
    out.line(f"{shown(url)}: {total} rows in {len(done.rows)} tables were taken over.")
    out.line(f"The key is {key}." if key else "There was no key yet.")
    return DONE


class _Progress:
    """Tells each table when it is done, and a long one now and then before."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._told = time.monotonic()

    def __call__(self, table: str, rows: int, sent: int) -> None:
        now = time.monotonic()
        if sent == rows or now - self._told >= PROGRESS_S:
            self._told = now
            self._out.progress(f"{table}: {sent} of {rows} rows")
