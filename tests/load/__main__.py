"""`make load`: many users at once, kills at random moments, memory, and a soak. See --help."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.load import burst, costs, deadline, footprint, kills, soak


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "what", choices=("burst", "costs", "deadline", "kills", "footprint", "soak")
    )
    parser.add_argument("--sandbox", choices=("docker", "local"), default="docker")
    parser.add_argument("--users", type=int, default=300)
    parser.add_argument("--submissions", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--workers", type=int, default=0, help="of a deadline; 0: the server judges"
    )
    parser.add_argument("--target", choices=tuple(kills.TARGETS), action="append")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="codemm-load-") as name:
        if args.what == "burst":
            wrong = burst.run(Path(name), args.sandbox, args.users)
        elif args.what == "costs":
            wrong = costs.run(Path(name), args.sandbox, args.users)
        elif args.what == "deadline":
            wrong = deadline.run(Path(name), args.sandbox, args.users, args.workers)
        elif args.what == "footprint":
            wrong = footprint.run(Path(name), args.sandbox)
        elif args.what == "soak":
            wrong = soak.run(Path(name), args.sandbox, args.submissions, args.seed)
        else:
            targets = args.target or [t for t in kills.TARGETS if t != "daemon"]
            wrong = kills.run(Path(name), args.sandbox, targets, args.rounds, args.seed)
    for line in wrong:
        print(f"NOT RIGHT: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
