"""`jupyter codemm generate`: a spec in, a proven activity and its notebook out."""

from __future__ import annotations

import argparse
from pathlib import Path

from jupyter_codemm.cli.emit import emit
from jupyter_codemm.cli.files import check_folder, read_contract, read_text
from jupyter_codemm.cli.options import Commands, add_author, add_sandbox
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.progress import produce
from jupyter_codemm.cli.ready import make_ready
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.contracts.session import Guidance
from jupyter_codemm.contracts.spec import ActivitySpec
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.planning import plan
from jupyter_codemm.services import authoring
from jupyter_codemm.services.context import LOCAL_USER

INCOMPLETE = 1
MAX_SEED = 2**53


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("generate", parents=shared, help="make an activity from a spec")
    parser.add_argument("--spec", type=Path, required=True, metavar="SPEC.json")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--seed", type=int, help="the same seed gives the same activity")
    parser.add_argument(
        "--instructions", type=Path, metavar="FILE", help="what a model shall dwell on"
    )
    parser.add_argument("--course", type=Path, metavar="FILE", help="course material for a model")
    parser.add_argument("--mode", choices=("practice", "guided"), default="practice")
    add_author(parser)
    add_sandbox(parser)
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Generate, then write activity.json and the notebook into DIR."""
    if args.seed is not None and not 0 <= args.seed < MAX_SEED:
        raise InvalidInputError(f"--seed: must be 0 to 2^53-1 (got {args.seed})", where="--seed")
    check_folder(args.out, "--out")
    spec = read_contract(args.spec, ActivitySpec)
    guidance = _guidance(args)
    author = wiring.author(args.author)
    author.check(plan(spec, args.mode, {}, author.fits).slots)
    await make_ready(wiring, args.sandbox, (spec.language,), out)
    async with wiring.workbench(args.sandbox, args.author, fallback=args.fallback) as bench:
        session = await authoring.open_with_spec(bench.ctx, LOCAL_USER, spec, args.mode, guidance)
        activity = await produce(bench, LOCAL_USER, session.id, args.seed, out)
        written = await emit(bench.ctx, activity, args.out)
    complete = len(activity.problems) == spec.problem_count
    out.line(f"{written.activity}\n{written.notebook}")
    out.json(
        {
            "activity_id": activity.id,
            "activity": str(written.activity),
            "notebook": str(written.notebook),
            "problems": len(activity.problems),
            "complete": complete,
        }
    )
    return DONE if complete else INCOMPLETE


def _guidance(args: argparse.Namespace) -> Guidance:
    texts = {"instructions": args.instructions, "course_context": args.course}
    read = {name: read_text(path) for name, path in texts.items() if path is not None}
    return Guidance.parse(read, where="guidance")
