"""The command line: parse, run one command, turn errors into exit codes."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import NoReturn

from jupyter_codemm import __version__
from jupyter_codemm.cli import (
    db,
    demo,
    doctor,
    evaluate,
    generate,
    images,
    judge,
    notebook,
    organization,
    retention,
    run,
    serve,
    service,
    spec,
    verify,
    worker,
)
from jupyter_codemm.cli.output import INTERRUPTED, Output, exit_code
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.errors import CodemmError, InvalidInputError

Command = Callable[[argparse.Namespace, Wiring, Output], Awaitable[int] | int]

_COMMANDS = (
    demo,
    spec,
    generate,
    judge,
    run,
    verify,
    notebook,
    doctor,
    images,
    db,
    retention,
    serve,
    service,
    worker,
    organization,
    evaluate,
)


class _Parser(argparse.ArgumentParser):
    """Raises instead of exiting, so that --json holds for usage errors too."""

    def error(self, message: str) -> NoReturn:
        raise InvalidInputError(f"{message}; see `{self.prog} --help`", where="arguments")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    parser = _Parser(prog="jupyter codemm", description="Proven programming exercises in Jupyter.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="print JSON for scripts")
    for module in _COMMANDS:
        module.add_parser(commands, [shared])
    return parser


def run_command(arguments: Sequence[str], wiring: Wiring) -> int:
    """Run one command and return its exit code: 0 done, 2 bad input, 3 something is missing."""
    out = Output(as_json="--json" in arguments)
    try:
        args = build_parser().parse_args(arguments)
        command: Command = args.run
        result = command(args, wiring, out)
        return result if isinstance(result, int) else asyncio.run(_awaited(result))
    except CodemmError as error:
        out.error(error)
        return exit_code(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone: `… | head` is no failure.
        return 0


async def _awaited(result: Awaitable[int]) -> int:
    return await result
