"""`jupyter codemm images`: the judge images."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from jupyter_codemm.cli.options import Commands
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.ready import BASE_VARIABLE
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.sandbox import images


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("images", parents=shared, help="build or list the judge images")
    parser.add_argument("action", choices=("build", "list"))
    parser.add_argument("--language", choices=LANGUAGES, help="only this one (default: all)")
    parser.add_argument(
        "--base",
        metavar="IMAGE",
        help=f"the base image, local or from a registry (default: ${BASE_VARIABLE} or Debian)",
    )
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Build with progress, or list what is there."""
    del wiring
    if args.action == "list":
        rows = await images.listing()
        out.json(
            [{"tag": row.tag, "toolchain": row.toolchain, "current": row.current} for row in rows]
        )
        for row in rows:
            out.line(f"{row.toolchain:<8} {'current' if row.current else 'old':<8} {row.tag}")
        return DONE
    base = args.base or os.environ.get(BASE_VARIABLE)
    if base is not None and (not base.strip() or base.startswith("-")):
        raise InvalidInputError(f"--base: not an image name (got {base!r})", where="--base")
    wanted: Sequence[Language] = [args.language] if args.language else LANGUAGES
    tags = await images.build(wanted, base, lambda line: out.line(f"  {line}"))
    out.json({"images": list(tags)})
    for tag in tags:
        out.line(tag)
    return DONE
