"""`jupyter codemm doctor`: what works here."""

from __future__ import annotations

import argparse

from jupyter_codemm.cli.options import Commands
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.wiring import Wiring

_MARK = {"ok": "ok", "warning": "! ", "missing": "- "}


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("doctor", parents=shared, help="say what works on this machine")
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Print the health of the installation."""
    del args
    health = await wiring.health()
    out.json(health.to_json())
    out.line(
        f"jupyter_codemm {health.version}: tier {health.tier or 'none'}, author {health.author}"
    )
    for item in health.languages:
        out.line(
            f"  {'ok' if item.ok else '- '} {item.language:<7} in {item.tier:<9} {item.reason}"
        )
        if item.fix:
            out.line(f"             {item.fix}")
    if layers := next((item.layers for item in health.languages if item.layers), ()):
        out.line(f"  programs are held back by what was tried: {', '.join(layers)}")
    for check in health.checks:
        out.line(f"  {_MARK[check.level]} {check.title}: {check.detail}")
        if check.fix:
            out.line(f"             {check.fix}")
    return DONE
