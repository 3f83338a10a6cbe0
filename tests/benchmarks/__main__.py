"""`make bench`: the figures, side by side in one run, as rows and with --json as data.

Rounds are interleaved (ours, bare, ours, bare, …) so that a machine whose speed drifts drifts for
both; medians and ratios are printed, with the smallest and largest round.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path

from jupyter_codemm.contracts.base import LANGUAGES
from tests.benchmarks import (
    activities,
    class_views,
    clicks,
    hints,
    journeys,
    knowledge,
    proving,
    queueing,
    replays,
    responsiveness,
    spec_turns,
    startup,
    verdicts,
)
from tests.benchmarks.figures import Figures

PARTS = (
    "spec",
    "journeys",
    "knowledge",
    "proving",
    "activities",
    "classes",
    "judging",
    "queue",
    "responsiveness",
    "hints",
    "clicks",
    "replays",
    "startup",
)


async def main(options: argparse.Namespace) -> None:
    figures = Figures()
    if "spec" in options.only:
        spec_turns.report(options.turns)
    await read(figures, options)
    if "proving" in options.only:
        await proving.report(options.problems, options.languages)
    if "activities" in options.only:
        await activities.report(options.pair, options.slots)
    await judged(figures, options)
    await served(figures, options)
    if options.json:
        options.json.write_text(json.dumps(figures.data, indent=2))


async def judged(figures: Figures, options: argparse.Namespace) -> None:
    """Measure what judging takes, here and by a worker."""
    if "judging" in options.only:
        print("\n8-test submissions, accepted, warm")
        await verdicts.report(figures, options.rounds, options.languages)
    if "queue" in options.only:
        print("\nthe same submissions through a Redis and a worker on this machine")
        await queueing.report(figures, options.rounds)


async def read(figures: Figures, options: argparse.Namespace) -> None:
    """Measure what is read of much that is stored."""
    if "journeys" in options.only:
        journeys.report(figures, options.records, options.reads)
    if "knowledge" in options.only:
        await knowledge.report(figures, options.chunks, options.reads)
    if "classes" in options.only:
        await class_views.report(figures, options.learners, options.views, options.keep)


async def served(figures: Figures, options: argparse.Namespace) -> None:
    """Measure what a user of a real server sees."""
    if "responsiveness" in options.only:
        await responsiveness.report(figures, options.generations, options.probes)
    if "hints" in options.only:
        await hints.report(figures, options.hints)
    if "clicks" in options.only:
        await clicks.report(figures, options.clicks)
    if "replays" in options.only:
        await replays.report(figures, options.records, options.clicks)
    if "startup" in options.only:
        await startup.report(figures, options.pairs)


def several(text: str) -> int:
    """Parse a number of rounds whose spread is told: two or more."""
    rounds = int(text)
    if rounds < 2:
        raise argparse.ArgumentTypeError(f"must be 2 or more (got {rounds})")
    return rounds


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m {Path(__file__).parent.name}")
    add = parser.add_argument
    add("--rounds", type=int, default=31, help="counted rounds of a judged submission")
    add("--problems", type=int, default=9, help="problems to prove in each tier and language")
    add("--turns", type=int, default=200, help="dialogues of the spec benchmark")
    add("--records", type=several, default=10_000, help="records of the journey that is opened")
    add("--reads", type=several, default=200, help="how often it is opened in parts, and read")
    add("--chunks", type=several, default=10_000, help="pieces of documents that are searched")
    add("--learners", type=several, default=1_000, help="learners of the class that is looked at")
    add("--views", type=several, default=40, help="how often staff looks at it in each way")
    add("--keep", type=Path, help="folder for the databases of that class, used again if there")
    add("--pair", nargs=2, choices=LANGUAGES, default=("python", "java"), help="two activities")
    add("--slots", type=int, choices=range(1, 8), default=7, help="problems of each of them")
    add("--generations", type=int, default=5, help="activities made while the status is asked")
    add("--probes", type=several, default=100, help="how often it is asked before each of them")
    add("--hints", type=several, default=60, help="counted hints of each server")
    add("--clicks", type=several, default=30, help="counted submissions in a browser")
    add("--pairs", type=several, default=12, help="pairs of starts of JupyterLab")
    add("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to measure")
    add(
        "--languages",
        nargs="+",
        choices=LANGUAGES,
        default=LANGUAGES,
        help="languages to prove and judge",
    )
    add("--json", type=Path, help="file for the figures of the judge and the pages")
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main(arguments()))
