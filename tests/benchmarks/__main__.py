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
from tests.benchmarks import activities, proving, spec_turns, verdicts
from tests.benchmarks.figures import Figures

PARTS = ("spec", "proving", "activities", "judging")


async def main(options: argparse.Namespace) -> None:
    figures = Figures()
    if "spec" in options.only:
        spec_turns.report(options.turns)
    if "proving" in options.only:
        await proving.report(options.problems, options.languages)
    if "activities" in options.only:
        await activities.report(options.pair, options.slots)
    if "judging" in options.only:
        print("\n8-test submissions, accepted, warm")
        await verdicts.report(figures, options.rounds, options.languages)
    if options.json:
        options.json.write_text(json.dumps(figures.data, indent=2))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m {Path(__file__).parent.name}")
    add = parser.add_argument
    add("--rounds", type=int, default=31, help="counted rounds of a judged submission")
    add("--problems", type=int, default=9, help="problems to prove in each tier and language")
    add("--turns", type=int, default=200, help="dialogues of the spec benchmark")
    add("--pair", nargs=2, choices=LANGUAGES, default=("python", "java"), help="two activities")
    add("--slots", type=int, choices=range(1, 8), default=7, help="problems of each of them")
    add("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to measure")
    add(
        "--languages",
        nargs="+",
        choices=LANGUAGES,
        default=LANGUAGES,
        help="languages to prove and judge",
    )
    add("--json", type=Path, help="file for the figures of the judge")
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main(arguments()))
