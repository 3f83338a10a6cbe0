"""`jupyter codemm serve --headless`: the same server without JupyterLab."""

from __future__ import annotations

import argparse

from jupyter_codemm.cli.options import Commands
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.errors import InvalidInputError


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("serve", parents=shared, help="serve kernels on loopback")
    parser.add_argument("--headless", action="store_true", help="without JupyterLab (the only way)")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Serve until stopped."""
    del out
    if not args.headless:
        raise InvalidInputError(
            "serve: use --headless; for JupyterLab with the extension run `jupyter lab`",
            where="--headless",
        )
    if not 0 <= args.port <= 65535:  # noqa: PLR2004 - the last port
        raise InvalidInputError(f"--port: must be 0 to 65535 (got {args.port})", where="--port")
    wiring.serve_headless(args.port)
    return DONE
