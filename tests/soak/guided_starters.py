"""`python -m tests.soak.guided_starters --seeds 20`: guided starters of all built-in families.

For every family, language, difficulty, seed and level: nothing of the reference is shown, the
starter compiles, and it fails.
"""

from __future__ import annotations

import argparse
import sys
import time

from jupyter_codemm.contracts.base import LANGUAGES
from tests.authoring_guided.families import sweep


def main(options: argparse.Namespace) -> int:
    """Print a line per language and return the number of starters that are wrong."""
    total = 0
    for language in options.languages:
        started = time.monotonic()
        count, wrong = sweep(language, range(options.first, options.first + options.seeds))
        seconds = time.monotonic() - started
        print(f"{language:7} {count:6} starters, {len(wrong)} wrong, {seconds:.0f} s", flush=True)
        for name, found in list(wrong.items())[:20]:
            print(f"  {name}: {'; '.join(found)[:300]}")
        total += len(wrong)
    return total


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.soak.guided_starters")
    parser.add_argument("--seeds", type=int, default=3, help="seeds of every family")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    sys.exit(1 if main(parser.parse_args()) else 0)
