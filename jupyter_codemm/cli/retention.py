"""`jupyter codemm retention`: delete what has been kept long enough, or only say what that is."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Mapping
from pathlib import Path

from jupyter_codemm.cli.options import Commands
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.settings import DATABASE_ENV
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.errors import InvalidInputError, NotFoundError
from jupyter_codemm.services.class_retention import ClassExpired, Rows
from jupyter_codemm.services.retaining import Retention, expire, expired
from jupyter_codemm.store import shown

MOST_DAYS = 36_500


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "retention",
        parents=shared,
        help="say what has been kept long enough, and delete it with --apply",
        description="Domain events go after 3, 7 or 30 days, which depends on their kind. With "
        "--record-days, the record of a learner goes when nothing was added to it for so long: "
        "runs, hints, questions and code. A class may have days of its own for what its learners "
        "do at its problems. Submissions, grades and activities stay.",
    )
    parser.add_argument(
        "--record-days",
        type=int,
        metavar="DAYS",
        help="keep records so long after the last entry (default: for good)",
    )
    parser.add_argument(
        "--apply", action="store_true", help="delete; without it nothing is changed"
    )
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Print how many rows go, and of how many learners."""
    if args.record_days is not None and not 1 <= args.record_days <= MOST_DAYS:
        raise InvalidInputError(
            f"--record-days {args.record_days} is no number of days from 1 to {MOST_DAYS}",
            where="--record-days",
        )
    path = wiring.database
    if isinstance(path, Path) and not await asyncio.to_thread(path.exists):
        raise NotFoundError(
            f"there is no database at {path}; {DATABASE_ENV} names another one", where=DATABASE_ENV
        )
    name = str(path) if isinstance(path, Path) else shown(path)
    retention = Retention(record_days=args.record_days)
    work = expire if args.apply else expired
    async with wiring.records() as records:
        found = await work(records.store, records.clock, retention)
    out.json(
        {
            "path": name,
            "applied": args.apply,
            "events": dict(found.events),
            "records": {user: dict(rows) for user, rows in found.records.items()},
            "classes": {one.school_class.id: _class(one) for one in found.classes},
        }
    )
    events, learners = sum(found.events.values()), len(found.records)
    done = "Deleted" if args.apply else "To be deleted, with --apply"
    rows = _rows(found.records)
    out.line(f"{done}: {events} domain events, and {rows} rows of {learners} learners' records.")
    for one in found.classes:
        of = one.school_class
        out.line(
            f"{of.name}, which keeps records for {of.record_days} days: {_rows(one.records)} rows "
            f"of {len(one.records)} learners' records."
        )
    out.line(f"This is about {name}.")
    return DONE


def _rows(records: Mapping[str, Rows]) -> int:
    return sum(sum(counted.values()) for counted in records.values())


def _class(one: ClassExpired) -> dict[str, object]:
    return {
        "name": one.school_class.name,
        "record_days": one.school_class.record_days,
        "records": {user: dict(rows) for user, rows in one.records.items()},
    }
