"""`jupyter codemm service`: the class service of a JupyterHub."""

from __future__ import annotations

import argparse
from pathlib import Path

from jupyter_codemm.cli.options import Commands
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.errors import NotFoundError


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "service",
        parents=shared,
        help="serve the classes of a JupyterHub",
        description="JupyterHub starts this as a service, or you do, as a user of its own and with "
        "the environment that JupyterHub gives to services.",
    )
    parser.add_argument("--config", type=Path, help="a file with c.JupyterCodemm.* settings")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Serve until stopped."""
    del out
    config: Path | None = args.config
    if config is not None and not config.is_file():
        raise NotFoundError(f"--config: there is no file {config}", where="--config")
    wiring.serve_classes([] if config is None else [f"--config={config.resolve()}"])
    return DONE
