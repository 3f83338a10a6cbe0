"""`jupyter codemm eval`: what the gates catch, refuse wrongly and cost."""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from jupyter_codemm import __version__
from jupyter_codemm.cli.files import make_folder, write_json, write_text
from jupyter_codemm.cli.leaving import place
from jupyter_codemm.cli.options import Commands, add_sandbox
from jupyter_codemm.cli.output import DONE, Output
from jupyter_codemm.cli.wiring import Wiring
from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.evaluation.bench import Bench
from jupyter_codemm.evaluation.cassette import Player, Recorder
from jupyter_codemm.evaluation.catching import CLEAN, catch_all
from jupyter_codemm.evaluation.faults.catalogue import FAULTS, PROFILES
from jupyter_codemm.evaluation.filling import REPAIR_RATES, fill_all
from jupyter_codemm.evaluation.markdown import markdown
from jupyter_codemm.evaluation.real import fill_with
from jupyter_codemm.evaluation.records import Records
from jupyter_codemm.evaluation.report import report
from jupyter_codemm.evaluation.sampling import stock
from jupyter_codemm.evaluation.simulated import MODEL, Endpoint, SimulatedModel
from jupyter_codemm.evaluation.wrong_references import WrongReferences
from jupyter_codemm.ports import LLM, Sandbox

KEY = "OPENAI_API_KEY"
MOST_SHARE = 100


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("eval", parents=shared, help="measure the gates")
    parser.add_argument("--profile", choices=PROFILES, default="2024")
    parser.add_argument(
        "--repair",
        type=float,
        action="append",
        metavar="RATE",
        help="how often a fault is mended when asked; default .2, .6 and .9",
    )
    parser.add_argument(
        "--slots",
        type=int,
        default=100,
        metavar="N",
        help="cases of each fault class, and slots at each repair rate",
    )
    parser.add_argument(
        "--languages",
        default=",".join(LANGUAGES),
        metavar="L,L",
        help="each with how many of so many cases it gets, if not as many: python:5,cpp:1",
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--split",
        choices=("report", "tune"),
        default="report",
        help="the half of the families; gates are tuned on the other one",
    )
    parser.add_argument("--only", choices=("classes", "slots"), help="half of the run")
    parser.add_argument(
        "--fault",
        action="append",
        choices=[CLEAN, *(fault.name for fault in FAULTS)],
        metavar="CLASS",
        help="only this fault class, or `clean` for good exercises; may be given again",
    )
    parser.add_argument(
        "--ablation",
        action="store_true",
        help="ask every gate about every draft, to tell what fewer would catch",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="keep every record there; a run that was stopped goes on",
    )
    parser.add_argument("--provider", metavar="URL", help=f"a real endpoint; its key is {KEY}")
    parser.add_argument("--model", metavar="NAME")
    tape = parser.add_mutually_exclusive_group()
    tape.add_argument("--record", type=Path, metavar="FILE", help="write its replies down")
    tape.add_argument("--replay", type=Path, metavar="FILE", help="answer from a recording")
    add_sandbox(parser)
    parser.set_defaults(run=run)


async def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Measure and report; a stopped run keeps what is done when it has a folder."""
    _check(args)
    if args.out is not None:
        make_folder(args.out, "--out")
    sandbox = await wiring.sandbox(args.sandbox)
    try:
        with ExitStack() as opened:
            found = await _measured(args, _bench(args, wiring, out, sandbox, opened))
    finally:
        await sandbox.close()
    text = markdown(found)
    if args.out is not None:
        write_text(args.out / "report.md", text)
        write_json(args.out / "report.json", found)
    out.line(text)
    out.json(found)
    return DONE


async def _measured(args: argparse.Namespace, bench: Bench) -> dict[str, Any]:
    if _is_real(args):
        await fill_with(bench, args.slots)
    else:
        if args.only != "slots":
            await catch_all(bench, args.slots, audit=args.ablation, classes=args.fault or ())
        if args.only != "classes":
            await fill_all(bench, args.profile, args.repair or REPAIR_RATES, args.slots)
    return report(bench.records, _settings(args), with_ablation=args.ablation)


def _bench(
    args: argparse.Namespace,
    wiring: Wiring,
    out: Output,
    sandbox: Sandbox,
    opened: ExitStack,
) -> Bench:
    model = SimulatedModel()
    if _is_real(args):
        llm = _real(args, wiring)
    else:
        endpoint = opened.enter_context(Endpoint(model))
        llm = wiring.endpoint(endpoint.base_url, MODEL, "")
    return Bench(
        stock=stock(list(_mix(args)), args.seed, split=args.split),
        model=model,
        llm=llm,
        sandbox=sandbox,
        records=Records(args.out, _settings(args)),
        wrong=WrongReferences(sandbox, args.seed),
        places=partial(place, wiring, sandbox),
        seed=args.seed,
        say=out.line,
        mix=_mix(args),
    )


def _real(args: argparse.Namespace, wiring: Wiring) -> LLM:
    if args.replay is not None:
        return Player(args.replay)
    if not args.model:
        raise InvalidInputError("--provider needs --model NAME", where="--model")
    key = os.environ.get(KEY, "")
    llm = wiring.endpoint(args.provider, args.model, key)
    return Recorder(llm, args.record, key) if args.record else llm


def _is_real(args: argparse.Namespace) -> bool:
    return args.provider is not None or args.replay is not None


def _settings(args: argparse.Namespace) -> dict[str, Any]:
    names = ("profile", "languages", "seed", "split", "ablation")
    told = {name: getattr(args, name) for name in names}
    return {"version": __version__, **told, "model": args.model or MODEL}


def _mix(args: argparse.Namespace) -> dict[Language, int]:
    """Return the languages in our order, each with its share of the cases."""
    asked: dict[str, int] = {}
    for word in args.languages.split(","):
        name, _, share = word.partition(":")
        if name not in LANGUAGES:
            raise InvalidInputError(
                f"--languages: {name} is none of {', '.join(LANGUAGES)}", where="--languages"
            )
        if share and not 0 < int(share if share.isdecimal() else 0) <= MOST_SHARE:
            raise InvalidInputError(
                f"--languages: {word} needs a share from 1 to {MOST_SHARE}", where="--languages"
            )
        asked[name] = int(share or 1)
    return {language: asked[language] for language in LANGUAGES if language in asked}


def _check(args: argparse.Namespace) -> None:
    _mix(args)
    if args.slots < 1:
        raise InvalidInputError("--slots: give at least 1", where="--slots")
    if any(not 0 <= rate <= 1 for rate in args.repair or ()):
        raise InvalidInputError("--repair: give rates from 0 to 1", where="--repair")
    _check_real(args)


def _check_real(args: argparse.Namespace) -> None:
    """Refuse options that would measure something else than their reader thinks."""
    if _is_real(args):
        simulated = ("repair", "only", "fault", "ablation")
        idle = next((name for name in simulated if getattr(args, name)), None)
        if idle is not None:
            raise InvalidInputError(
                f"--{idle} is for simulated faults, not for a real model", where=f"--{idle}"
            )
    elif args.model or args.record:
        option = "--model" if args.model else "--record"
        raise InvalidInputError(f"{option} needs --provider URL", where=option)
