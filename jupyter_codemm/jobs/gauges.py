"""What a service tells a monitor of its queue, beside what its server tells anyway."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

from jupyter_codemm.jobs.ledger import Look

_WAITING = Gauge("codemm_queue_waiting", "Jobs in Redis that no worker has taken.")
_HANDED_OVER = Gauge("codemm_queue_handed_over", "Jobs of this service that have no reply.")
_WORKERS = Gauge("codemm_queue_workers", "Workers that are there.")
_PLACES = Gauge("codemm_queue_places", "How many jobs all workers do at once.")
_LOST = Counter("codemm_queue_lost", "Jobs that were lost and sent again.")


def told(look: Look, *, handed_over: int, lost: int) -> None:
    """Keep what was seen until the next look."""
    _WAITING.set(look.waiting)
    _HANDED_OVER.set(handed_over)
    _WORKERS.set(len(look.workers))
    _PLACES.set(sum(worker.concurrency for worker in look.workers.values()))
    _LOST.inc(lost)
