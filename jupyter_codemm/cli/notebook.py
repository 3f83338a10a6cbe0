"""`jupyter codemm notebook`: an activity in, its notebook out."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from jupyter_codemm.cli.emit import DiskFiles
from jupyter_codemm.cli.files import check_folder, read_contract, write_text
from jupyter_codemm.cli.options import Commands
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.services import notebooks


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the notebook, the file with all tests if any, and what to do with them."""

    notebook: Path
    tests: Path | None = None
    advice: tuple[str, ...] = ()


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("notebook", parents=shared, help="write an activity as a notebook")
    parser.add_argument("activity", type=Path, metavar="ACTIVITY.json")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        default="codemm",
        help="codemm: for learners; nbgrader, otter: the instructor's source of an assignment, "
        "with DIR as the course folder (default: codemm)",
    )
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Write the notebook; the server that opens it must know the activity for Run and Submit."""
    del wiring
    check_folder(args.out, "--out")
    activity = read_contract(args.activity, Activity)
    written = await FORMATS[args.format](activity, args.out)
    out.line(str(written.notebook))
    for line in written.advice:
        out.line(line)
    out.json(
        {
            "notebook": str(written.notebook),
            "problems": len(activity.problems),
            "tests": written.tests and str(written.tests),
        }
    )
    return DONE


async def _codemm(activity: Activity, out: Path) -> Written:
    return Written(out / await notebooks.write(notebooks.notebook_of(activity), DiskFiles(out), ""))


async def _nbgrader(activity: Activity, out: Path) -> Written:
    source = await notebooks.write_nbgrader(activity, DiskFiles(out))
    bundle = out / source.bundle
    write_text(bundle, source.tests)
    return Written(
        notebook=out / source.path,
        tests=bundle,
        advice=(
            f"all tests are in {bundle}: it stays with you, next to `source`",
            f"next: cd {out} && nbgrader generate_assignment {source.assignment}",
        ),
    )


async def _otter(activity: Activity, out: Path) -> Written:
    path = out / await notebooks.write_otter(activity, DiskFiles(out))
    return Written(
        notebook=path,
        tests=path,
        advice=(
            "it holds all tests: it stays with you",
            f"next: otter assign {path} {path.with_suffix('')}",
        ),
    )


FORMATS: dict[str, Callable[[Activity, Path], Awaitable[Written]]] = {
    "codemm": _codemm,
    "nbgrader": _nbgrader,
    "otter": _otter,
}
