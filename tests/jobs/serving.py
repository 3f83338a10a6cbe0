"""Run as a process: a service that has judged what is open in a database, and can be killed.

Usage: python -m tests.jobs.serving DATABASE NAME. It prints the id of each submission that is done,
and ends when none is open.
"""

from __future__ import annotations

import asyncio
import os
import sys

from jupyter_codemm.jobs.elsewhere import JudgingElsewhere
from jupyter_codemm.jobs.settings import QueueSettings
from jupyter_codemm.services.judging import SubmissionQueue
from jupyter_codemm.services.leases import LeaseTimes
from jupyter_codemm.store import open_store
from tests.fakes.contexts import OWNER, make_context
from tests.fakes.generating_server import MachineClock
from tests.jobs.servers import QUICK

TIMES = LeaseTimes(heartbeat_seconds=0.2, lease_seconds=1.0)


async def serve(database: str, name: str) -> None:
    store = open_store(database)
    jobs = JudgingElsewhere(QueueSettings(os.environ["CODEMM_QUEUE_URL"], times=QUICK))
    ctx = make_context(store, clock=MachineClock(), holder=name)
    queue = SubmissionQueue(ctx, times=TIMES, jobs=jobs)
    open_ones = await store.transact(lambda tx: tx.submissions.unfinished())
    await queue.recover()
    waits = [asyncio.ensure_future(queue.wait(OWNER, one.id, 120)) for one in open_ones]
    for wait in asyncio.as_completed(waits):
        sys.stdout.write(f"{(await wait).id}\n")
        sys.stdout.flush()
    await queue.close()
    await store.close()


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:]))
