"""`jupyter codemm run`: execution only."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_codemm.cli.files import read_source, read_text
from jupyter_codemm.cli.options import Commands, add_language, add_sandbox
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.contracts.problem import MAX_TEXT
from jupyter_codemm.contracts.submission import RunOutput
from jupyter_codemm.errors import TooLargeError
from jupyter_codemm.judging import run as execute


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("run", parents=shared, help="run a program without tests")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--stdin", type=Path, metavar="FILE", help="the program's standard input")
    add_language(parser, required=True)
    add_sandbox(parser)
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Run, and print what the program prints while it prints it."""
    source = read_source(args.file, args.language)
    stdin = read_text(args.stdin) if args.stdin else ""
    if len(stdin) > MAX_TEXT:
        raise TooLargeError(f"{args.stdin}: stdin is over {MAX_TEXT} characters", where="--stdin")
    sandbox = await wiring.sandbox(args.sandbox)
    printed = Printed(out)
    try:
        outcome = await execute(args.language, source, stdin, sandbox, hear=printed.hear)
    finally:
        await sandbox.close()
    out.json(outcome.to_json())
    printed.end_line()
    for text in (outcome.compile_output, outcome.message):
        if text:
            out.line(text.rstrip("\n"))
    out.line(f"[{outcome.verdict}, {outcome.time_ms} ms, tier {outcome.tier}]")
    return DONE


@dataclass(slots=True)
class Printed:
    """What the program has printed so far: the last character of each channel."""

    out: Output
    last: dict[str, str] = field(default_factory=dict)

    def hear(self, output: RunOutput) -> None:
        """Pass on what it prints."""
        self.last[output.channel] = output.text[-1]
        self.out.program(output)

    def end_line(self) -> None:
        """Begin a line of our own."""
        if self.last.get("stdout", "\n") != "\n":
            self.out.line()
