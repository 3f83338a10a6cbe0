"""`make bench`: the figures, side by side in one run.

Rounds are interleaved (ours, bare, ours, bare, …) so that a machine whose speed drifts drifts for
both; medians and ratios are printed, with the smallest and largest round.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from tests.benchmarks import proving, spec_turns, verdicts


async def main(rounds: int, turns: int) -> None:
    spec_turns.report(turns)
    await proving.report(rounds)
    await verdicts.report(rounds)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m {Path(__file__).parent.name}")
    parser.add_argument("--rounds", type=int, default=9, help="counted rounds of each measurement")
    parser.add_argument("--turns", type=int, default=200, help="dialogues of the spec benchmark")
    return parser.parse_args()


if __name__ == "__main__":
    args = arguments()
    asyncio.run(main(args.rounds, args.turns))
