"""`jupyter codemm demo`: the main job on real input, from the first word to the notebook."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from jupyter_codemm.cli.emit import Written, emit
from jupyter_codemm.cli.files import check_folder
from jupyter_codemm.cli.options import Commands, add_author, add_sandbox
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.progress import produce
from jupyter_codemm.cli.ready import make_ready
from jupyter_codemm.cli.wiring import Wiring, Workbench
from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.errors import WrongStateError
from jupyter_codemm.services import authoring
from jupyter_codemm.services.context import LOCAL_USER

# What somebody might say. It goes through the same loop as in the panel: nothing is prepared.
CONVERSATIONS: dict[Language, tuple[str, ...]] = {
    "python": (
        "Hello! I would like to practise loops and strings in Python.",
        "Three problems please: two easy and one medium.",
        "The functions should return their result.",
    ),
    "java": (
        "I need Java exercises on loops and lists.",
        "two problems, one easy and one medium",
        "return values please",
    ),
    "cpp": (
        "C++ please, something with conditionals and loops",
        "2 problems: easy:1 medium:1",
        "they should return a value",
    ),
    "sql": (
        "Can we do SQL? Filtering and grouping.",
        "three problems, easy:2 medium:1",
    ),
}


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("demo", parents=shared, help="the main job, start to end")
    parser.add_argument(
        "--language",
        choices=(*LANGUAGES, "all"),
        default="python",
        help="what to practise (default: python)",
    )
    parser.add_argument(
        "--dir", type=Path, default=Path("demo"), help="where the notebooks go (default: demo)"
    )
    parser.add_argument("--no-lab", action="store_true", help="do not open JupyterLab at the end")
    parser.add_argument("--seed", type=int, help="the same seed gives the same problems")
    add_author(parser)
    add_sandbox(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Chat, generate, write the notebooks, and open JupyterLab on the first."""
    check_folder(args.dir, "--dir")
    written = asyncio.run(produced(args, wiring, out))
    out.json({"notebooks": [str(w.notebook) for w in written]})
    if args.no_lab or out.as_json:
        return DONE
    return wiring.open_lab(written[0].notebook)


async def produced(args: argparse.Namespace, wiring: Wiring, out: Output) -> list[Written]:
    """Do the main job for each language asked for; nothing starts unless all can be judged."""
    languages = LANGUAGES if args.language == "all" else (args.language,)
    await make_ready(wiring, args.sandbox, languages, out)
    written = []
    async with wiring.workbench(args.sandbox, args.author, fallback=args.fallback) as bench:
        for language in languages:
            activity = await talked(bench, language, args.seed, out)
            files = await emit(bench.ctx, activity, args.dir)
            out.line(f"notebook: {files.notebook}")
            written.append(files)
        for check in bench.ctx.checks:
            found = await check()
            if found.level != "ok":
                out.line(f"note: {found.title}: {found.detail}; {found.fix}")
    return written


async def talked(bench: Workbench, language: Language, seed: int | None, out: Output) -> Activity:
    """Lead one conversation and generate what came out of it."""
    session = await authoring.create_session(bench.ctx, LOCAL_USER, "practice")
    state = session.state
    for text in CONVERSATIONS[language]:
        turn = (await authoring.post_message(bench.ctx, LOCAL_USER, session.id, text)).turn
        state = turn.state
        out.line(f"\nyou:    {text}")
        out.line(f"codemm: {turn.reply}")
        out.line(f"        spec: {turn.spec.model_dump_json(exclude_none=True)}")
    if state != "READY":
        raise WrongStateError(f"the {language} conversation ended in {state}, not READY")
    out.line("")
    return await produce(bench, LOCAL_USER, session.id, seed, out)
