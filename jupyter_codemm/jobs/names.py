"""How things are called in Redis."""

from __future__ import annotations

TASK = "codemm.judge"
QUEUE = "codemm.judge"
NEWS = "codemm:news"
"""The channel on which workers say `began ID` and `done ID`."""

WORKERS = "codemm:workers"
"""The set of the names of workers."""

EPOCH = "codemm:epoch"
"""A word that changes when Redis has lost everything."""

PRIORITY_STEPS = (0, 3, 6, 9)
FIRST, USUAL = 0, 3
"""What was lost and is sent again goes before everything else: it has waited long enough."""

QUEUE_KEYS = tuple(f"{QUEUE}:{step}" if step else QUEUE for step in PRIORITY_STEPS)
"""The lists that hold what waits."""


def reply_key(job_id: str) -> str:
    """Where the reply to a job is, which the first to have one writes."""
    return f"codemm:reply:{job_id}"


def began_key(job_id: str) -> str:
    """Where it stands which worker began a job last, and when by that worker's clock."""
    return f"codemm:began:{job_id}"


def tries_key(job_id: str) -> str:
    """Where it is counted how often a job was begun."""
    return f"codemm:tries:{job_id}"


def sent_key(job_id: str) -> str:
    """Where it stands in which life of Redis a job was sent."""
    return f"codemm:sent:{job_id}"


def cancel_key(job_id: str) -> str:
    """Where it stands that nobody wants a job any more."""
    return f"codemm:cancel:{job_id}"


def worker_key(name: str) -> str:
    """Where a worker's notice is, for as long as the worker renews it."""
    return f"codemm:worker:{name}"
