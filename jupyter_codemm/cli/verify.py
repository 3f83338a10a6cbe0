"""`jupyter codemm verify`: every gate on a draft."""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path
from typing import Any

from jupyter_codemm.cli.batch import Line, in_order, read_lines
from jupyter_codemm.cli.files import read_contract
from jupyter_codemm.cli.options import Commands, add_sandbox
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.gates import verify
from jupyter_codemm.generation import meaning
from jupyter_codemm.ports import Sandbox

LEAST_AT_ONCE = 2
SAID = {"none": "ok", "fixed": "fixed", "warned": "warned"}
# Part of a reference: for its author's repairs, and for no file.
PRIVATE = frozenset({"edit"})


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("verify", parents=shared, help="run every gate on a draft")
    parser.add_argument("draft", nargs="?", type=Path, metavar="DRAFT.json")
    parser.add_argument("--batch", type=Path, metavar="FILE.jsonl", help="lines {id, draft}")
    add_sandbox(parser)
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Verify and print; a rejected draft is a job done."""
    if (args.draft is None) == (args.batch is None):
        raise InvalidInputError("verify: give DRAFT.json or --batch FILE.jsonl", where="arguments")
    draft = read_contract(args.draft, ProblemDraft) if args.draft else None
    lines = read_lines(args.batch) if args.batch else []
    sandbox = await wiring.sandbox(args.sandbox)
    try:
        if draft is not None:
            _print(await _verified(draft, sandbox), out)

        async def one(line: Line) -> dict[str, Any]:
            value = await asyncio.to_thread(line.contract, "draft", ProblemDraft, args.batch.parent)
            return {"id": line.id} | await _verified(value, sandbox)

        async for record in in_order(lines, one, max(LEAST_AT_ONCE, os.cpu_count() or 1)):
            out.record(record)
    finally:
        await sandbox.close()
    return DONE


async def _verified(draft: ProblemDraft, sandbox: Sandbox) -> dict[str, Any]:
    verified = await verify(draft, sandbox, audit=True)
    record: dict[str, Any] = {
        "accepted": verified.accepted,
        "gates": [_public(gate) for gate in verified.gates],
    }
    if verified.evidence is not None:
        record["mutation"] = {
            "score": verified.evidence.score,
            "mutants": verified.evidence.mutants,
            "killable": verified.evidence.killable,
        }
    if verified.accepted:
        record["problem"] = verified.draft.problem.to_json()
        record["unclaimed"] = _unclaimed(draft, verified.draft)
    return record


def _unclaimed(written: ProblemDraft, proven: ProblemDraft) -> list[str]:
    """Return the tests whose results nobody but the reference tells."""
    claimed = [one.input for one in written.candidates if one.claimed is not None]
    claimed += [test.input for test in written.problem.tests]
    return [test.name for test in proven.problem.tests if test.input not in claimed]


def _public(gate: GateOutcome) -> dict[str, Any]:
    known = {key: value for key, value in gate.evidence.items() if key not in PRIVATE}
    return gate.model_copy(update={"evidence": known}).to_json()


def _print(record: dict[str, Any], out: Output) -> None:
    out.json(record)
    out.line("accepted" if record["accepted"] else "rejected")
    for gate in record["gates"]:
        evidence = ", ".join(f"{key}={value}" for key, value in gate["evidence"].items())
        word = SAID[gate["action"]] if gate["ok"] else "NO"
        out.line(f"  {word:<6} {gate['gate']:<24} {evidence}")
        if not gate["ok"]:
            out.line(f"{'':<10}{meaning(GateOutcome.parse(gate))}")
    if record.get("unclaimed"):
        names = ", ".join(record["unclaimed"])
        out.line(f"  check by hand: {names} (new inputs; only the reference tells their results)")
