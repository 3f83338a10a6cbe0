"""`jupyter codemm db`: the database."""

from __future__ import annotations

import argparse
import asyncio

from jupyter_codemm.cli.options import Commands
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.store import described, is_postgres, shown, upgraded


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("db", parents=shared, help="look at or upgrade the database")
    parser.add_argument("action", choices=("status", "upgrade"))
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Print the database's revision, upgrading it first when asked."""
    database = wiring.database
    look = upgraded if args.action == "upgrade" else described
    found = await asyncio.to_thread(look, database)
    name = shown(str(database)) if is_postgres(str(database)) else str(database)
    out.json({"path": name, "revision": found.revision, "newest": found.newest})
    out.line(f"{name}: revision {found.revision or 'none'} (newest {found.newest})")
    return DONE
