"""`jupyter codemm notebook`: an activity in, its notebook out."""

from __future__ import annotations

import argparse
from pathlib import Path

from jupyter_codemm.cli.emit import DiskFiles
from jupyter_codemm.cli.files import check_folder, read_contract
from jupyter_codemm.cli.options import Commands
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.services import notebooks


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("notebook", parents=shared, help="write an activity as a notebook")
    parser.add_argument("activity", type=Path, metavar="ACTIVITY.json")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--format", choices=("codemm",), default="codemm")
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Write the notebook; the server that opens it must know the activity for Run and Submit."""
    del wiring
    check_folder(args.out, "--out")
    activity = read_contract(args.activity, Activity)
    path = args.out / await notebooks.write(activity, DiskFiles(args.out), "")
    out.line(str(path))
    out.json({"notebook": str(path), "problems": len(activity.problems)})
    return DONE
