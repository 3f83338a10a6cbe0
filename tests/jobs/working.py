"""Run as a process: a worker with the times of these tests, on a sandbox that obeys programs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.contracts.health import LanguageHealth
from jupyter_codemm.jobs.plan import WorkerPlan
from jupyter_codemm.jobs.settings import QueueSettings
from jupyter_codemm.jobs.worker import work
from jupyter_codemm.judging import SandboxJudge
from jupyter_codemm.sandbox.supervisor.kernel import die_with_parent
from tests.fakes.obedient_sandbox import ObedientSandbox
from tests.jobs.servers import QUICK


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--name")
    parser.add_argument("--concurrency", type=int, default=1)
    args = parser.parse_args()

    @asynccontextmanager
    async def open_judge() -> AsyncIterator[SandboxJudge]:
        yield SandboxJudge(ObedientSandbox(args.folder))

    plan = WorkerPlan(
        name=args.name or f"{args.folder.name}@{os.getpid()}",
        concurrency=args.concurrency,
        tier="rlimit",
        languages=tuple(LanguageHealth(language=one, tier="rlimit", ok=True) for one in LANGUAGES),
        open_judge=open_judge,
        prepare=die_with_parent,
    )
    return work(QueueSettings(os.environ["CODEMM_QUEUE_URL"], times=QUICK), plan)


if __name__ == "__main__":
    sys.exit(main())
