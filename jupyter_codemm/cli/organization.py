"""`jupyter codemm organization`: found one on the database of the class service."""

from __future__ import annotations

import argparse

from jupyter_codemm.cli.options import Commands
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.contracts.classroom import NewOrganization
from jupyter_codemm.services.classes import found_organization


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "organization",
        parents=shared,
        help="found an organisation for classes, with its first admin",
        description="Whoever may write the database of the class service may do this, and nobody "
        "else. The admin then founds classes and lets others in, on the pages of the service.",
    )
    parser.add_argument("name")
    parser.add_argument("--admin", required=True, metavar="USER", help="as the Hub calls them")
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Store it and print its id."""
    asked = NewOrganization.parse({"name": args.name, "admin": args.admin})
    async with wiring.records() as records:
        made = asked.made(records.new_id("organization"), records.clock.now())
        await found_organization(records.store, made, asked.admin)
    out.json({"id": made.id, "name": made.name, "admin": asked.admin})
    out.line(f"{made.name} is founded, and {asked.admin} is its admin.")
    return DONE
