"""`jupyter codemm worker`: judge what a class service hands over."""

from __future__ import annotations

import argparse

from jupyter_codemm.cli.options import Commands, add_sandbox
from jupyter_codemm.cli.output import Output
from jupyter_codemm.cli.wiring import Wiring, WorkerOptions
from jupyter_codemm.errors import InvalidInputError

MOST_AT_ONCE = 256
LAST_PORT = 65535


def add_parser(commands: Commands, shared: list[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "worker",
        parents=shared,
        help="judge the submissions of a class service, on any machine",
        description="Takes submissions from the Redis that CODEMM_QUEUE_URL names (and "
        "CODEMM_QUEUE_PASSWORD, CODEMM_QUEUE_CA) and judges them. It needs no database. At SIGTERM "
        "it ends what it has begun, and then itself.",
    )
    add_sandbox(parser)
    parser.add_argument(
        "--concurrency", type=int, help="how many are judged at once (default: the processors)"
    )
    parser.add_argument(
        "--monitor-port", type=int, default=0, help="serve /metrics and /health there (0: nowhere)"
    )
    parser.add_argument(
        "--monitor-ip", default="127.0.0.1", help="the address for that (default: 127.0.0.1)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, wiring: Wiring, out: Output) -> int:
    """Judge until told to stop."""
    del out
    concurrency: int | None = args.concurrency
    if concurrency is not None and not 1 <= concurrency <= MOST_AT_ONCE:
        raise InvalidInputError(
            f"--concurrency: must be 1 to {MOST_AT_ONCE} (got {concurrency})", where="--concurrency"
        )
    port: int = args.monitor_port
    if not 0 <= port <= LAST_PORT:
        raise InvalidInputError(
            f"--monitor-port: must be 0 to {LAST_PORT} (got {port})", where="--monitor-port"
        )
    monitor = (args.monitor_ip, port) if port else None
    return wiring.judge_jobs(WorkerOptions(args.sandbox, concurrency, monitor))
