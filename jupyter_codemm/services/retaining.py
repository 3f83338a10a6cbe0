"""What has been kept long enough: domain events by kind, and the records of who left long ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType

from jupyter_codemm.ports import Clock, Store, Transaction

EVENT_DAYS: Mapping[str, int] = MappingProxyType(
    {
        "code.execution.request": 3,
        "code.execution.result": 3,
        "learning.query": 7,
        "learning.response": 7,
        "struggle.detected": 7,
        "progress.updated": 7,
        "exercise.assigned": 30,
        "exercise.submitted": 30,
        "exercise.graded": 30,
    }
)
"""How many days a domain event of each name is kept; whoever relays it has had it by then."""
ACTOR = "retention"


@dataclass(frozen=True, slots=True)
class Retention:
    """How long things are kept: events for days by name, records for days after the last entry.

    Without `record_days` records are kept for good.
    """

    record_days: int | None = None
    event_days: Mapping[str, int] = field(default_factory=lambda: EVENT_DAYS)


@dataclass(frozen=True, slots=True)
class Expired:
    """What is past its time, or has been deleted: events by name, rows of each learner by table."""

    events: Mapping[str, int]
    records: Mapping[str, Mapping[str, int]]

    @property
    def rows(self) -> int:
        """How many rows that is in all."""
        return sum(self.events.values()) + sum(sum(r.values()) for r in self.records.values())


async def expired(store: Store, clock: Clock, retention: Retention) -> Expired:
    """Return what is past its time; nothing is deleted."""
    before, idle = _moments(clock.now(), retention)

    def work(tx: Transaction) -> Expired:
        users = tx.people.idle_since(idle) if idle is not None else ()
        records = {user: tx.people.record_counts(user) for user in users}
        return Expired(tx.people.event_counts(before), records)

    return await store.transact(work)


async def expire(store: Store, clock: Clock, retention: Retention) -> Expired:
    """Delete what is past its time, each learner's record in a transaction of its own.

    What learners submitted and the activities that they own stay, and a pause of the record goes
    on. Who did something in the meantime is left alone.
    """
    before, idle = _moments(clock.now(), retention)
    events = await store.transact(lambda tx: tx.people.drop_events(before))
    records: dict[str, Mapping[str, int]] = {}
    if idle is not None:
        for user in await store.transact(lambda tx: tx.people.idle_since(idle)):
            gone = await store.transact(partial(_forgotten, user=user, idle=idle))
            if gone is not None:
                records[user] = gone
    return Expired(events, records)


def _forgotten(tx: Transaction, user: str, idle: datetime) -> Mapping[str, int] | None:
    if not tx.people.idle_since(idle, user):
        return None
    settings = tx.journeys.learner(user).settings
    gone = tx.people.forget_record(user, actor=ACTOR)
    if not settings.recording:
        # Who paused the record has not agreed to a new one.
        tx.journeys.save(replace(tx.journeys.learner(user), settings=settings))
    return gone


def _moments(now: datetime, retention: Retention) -> tuple[dict[str, datetime], datetime | None]:
    before = {name: now - timedelta(days=days) for name, days in retention.event_days.items()}
    days = retention.record_days
    return before, None if days is None else now - timedelta(days=days)
