"""`jupyter codemm spec`: the authoring loop in a terminal."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from jupyter_codemm.cli.options import Commands
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.contracts.session import AuthoringSession
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.ports import LLM
from jupyter_codemm.services.context import LOCAL_USER
from jupyter_codemm.spec import Proposal, new_session, propose, take_turn


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("spec", parents=shared, help="turn messages into a spec")
    parser.add_argument("messages", nargs="+", metavar="MESSAGE")
    parser.add_argument("--mode", choices=("practice", "guided"), default="practice")
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Take one turn per message and print spec, question and state after each."""
    now = datetime.now(UTC)
    session = new_session(session_id="terminal", owner=LOCAL_USER, mode=args.mode, now=now)
    llm = wiring.llm()
    for text in args.messages:
        proposal = await proposed(session, text, llm, out)
        session, turn = take_turn(session, text, proposal, datetime.now(UTC))
        out.line(f"> {text}")
        out.line(turn.reply)
        out.line(f"  [{turn.state}] {turn.question_key}: {turn.question}")
        out.line(f"  spec: {turn.spec.model_dump_json(exclude_none=True)}")
        out.json(turn.to_json())
    return DONE


async def proposed(
    session: AuthoringSession, text: str, llm: LLM | None, out: Output
) -> Proposal | None:
    """Ask the model, if there is one; the loop goes on without it when it does not answer."""
    if llm is None:
        return None
    try:
        return await propose(session, text, llm)
    except UnavailableError as error:
        out.line(f"  (the model did not help: {error.message})")
        return None
