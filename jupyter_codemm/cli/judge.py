"""`jupyter codemm judge`: one submission, or a file of them."""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from jupyter_codemm.cli.batch import Line, in_order, read_lines
from jupyter_codemm.cli.files import read_bytes, read_contract, read_source
from jupyter_codemm.cli.options import Commands, add_sandbox
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.judging import judge
from jupyter_codemm.notebook import read_answers
from jupyter_codemm.ports import Sandbox


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("judge", parents=shared, help="judge source against a problem")
    parser.add_argument("problem", nargs="?", type=Path, metavar="PROBLEM.json")
    parser.add_argument("source", nargs="?", type=Path, metavar="SOURCE")
    parser.add_argument(
        "--batch", type=Path, metavar="FILE.jsonl", help="lines {id, problem, source}"
    )
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="at once (1 to 64)"
    )
    add_sandbox(parser)
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Judge and print; a wrong answer is a job done."""
    single = args.problem is not None and args.source is not None
    if single == (args.batch is not None):
        raise InvalidInputError(
            "judge: give PROBLEM.json and SOURCE, or --batch FILE.jsonl", where="arguments"
        )
    if not 1 <= args.workers <= 64:  # noqa: PLR2004 - said in the help
        raise InvalidInputError(
            f"--workers: must be 1 to 64 (got {args.workers})", where="--workers"
        )
    if single:
        problem = read_problem(args.problem)
        source = read_answer(args.source, problem, out)
        sandbox = await wiring.sandbox(args.sandbox)
        try:
            _print(await judge(problem, source, sandbox), out)
        finally:
            await sandbox.close()
        return DONE
    lines = read_lines(args.batch)
    sandbox = await wiring.sandbox(args.sandbox)
    try:
        async for record in batch(lines, args.batch.parent, sandbox, args.workers):
            out.record(record)
    finally:
        await sandbox.close()
    return DONE


def read_problem(path: Path) -> Problem:
    """Read a problem; raises InvalidInputError, which says so when it is a whole activity."""
    try:
        return read_contract(path, Problem)
    except InvalidInputError as refusal:
        try:
            count = len(read_contract(path, Activity).problems)
        except InvalidInputError:
            raise refusal from None
    raise InvalidInputError(
        f'{path}: is an activity of {count} problems; give one of its "problems" as a file of its '
        "own",
        where=str(path),
    )


def read_answer(path: Path, problem: Problem, out: Output) -> Source:
    """Read the source of a problem from a file, a directory, or the notebook that answers it."""
    if path.suffix != ".ipynb":
        return read_source(path, problem.language)
    answers = read_answers(read_bytes(path))
    for note in answers.notes:
        out.line(note)
    answer = answers.by_problem.get(problem.id)
    if answer is None:
        raise InvalidInputError(f"{path}: no cell answers {problem.id}", where=str(path))
    return answer.source(problem.entry_file)


async def batch(
    lines: list[Line], folder: Path, sandbox: Sandbox, workers: int
) -> AsyncIterator[dict[str, Any]]:
    """Judge many at once and yield their records in the order of the lines."""

    async def one(line: Line) -> dict[str, Any]:
        problem = await asyncio.to_thread(line.contract, "problem", Problem, folder)
        source = await asyncio.to_thread(line.source, problem.language, folder)
        outcome = await judge(problem, source, sandbox)
        return {"id": line.id} | outcome.to_json()

    async for record in in_order(lines, one, workers):
        yield record


def _print(outcome: Outcome, out: Output) -> None:
    out.json(outcome.to_json())
    out.line(
        f"{outcome.verdict}: {outcome.passed} of {outcome.total} tests, "
        f"{outcome.time_ms} ms, tier {outcome.tier}"
    )
    for case in outcome.cases:
        head = f"  {case.name:<14} {case.visibility:<7} {case.verdict:<14} {case.time_ms:>5} ms"
        out.line(f"{head} {case.message}".rstrip())
    if outcome.compile_output:
        out.line(outcome.compile_output)
    if outcome.message:
        out.line(outcome.message)
