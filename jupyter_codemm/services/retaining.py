"""What has been kept long enough: domain events by kind, and the records of who left long ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType

from jupyter_codemm.ports import Clock, Store, Transaction
from jupyter_codemm.services.class_retention import (
    ACTOR,
    ClassExpired,
    ClassRules,
    Rows,
    class_expired,
    expire_classes,
    unless_unreadable,
)

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


@dataclass(frozen=True, slots=True)
class Retention:
    """How long things are kept: events for days by name, records for days after the last entry.

    Without `record_days` records are kept for good. What a class says of its own goes before it.
    """

    record_days: int | None = None
    event_days: Mapping[str, int] = field(default_factory=lambda: EVENT_DAYS)


@dataclass(frozen=True, slots=True)
class Expired:
    """What is past its time, or has been deleted: events by name, rows of each learner by table.

    `classes` is what goes of records at problems of a class by its own rule.
    """

    events: Mapping[str, int]
    records: Mapping[str, Rows]
    classes: tuple[ClassExpired, ...] = ()


async def expired(store: Store, clock: Clock, retention: Retention) -> Expired:
    """Return what is past its time; nothing is deleted."""
    now = clock.now()
    before = _before(now, retention)
    events = await store.transact(lambda tx: tx.people.event_counts(before))
    rules = await store.transact(lambda tx: ClassRules.of(tx, retention.record_days))
    users = await store.transact(lambda tx: _idle(tx, rules, now))
    records = {user: await store.transact(partial(_counted, user=user)) for user in users}
    return Expired(events, records, await class_expired(store, rules, now, users))


async def expire(store: Store, clock: Clock, retention: Retention) -> Expired:
    """Delete what is past its time, each learner's record in a transaction of its own.

    What learners submitted and the activities that they own stay, and a pause of the record goes
    on. Who did something in the meantime is left alone, and so is a record that cannot be read.
    """
    now = clock.now()
    before = _before(now, retention)
    events = await store.transact(lambda tx: tx.people.drop_events(before))
    rules = await store.transact(lambda tx: ClassRules.of(tx, retention.record_days))
    records: dict[str, Rows] = {}
    for user in await store.transact(lambda tx: _idle(tx, rules, now)):
        work = partial(_forgotten, user=user, rules=rules, now=now)
        gone = await unless_unreadable(store, work)
        if gone is not None:
            records[user] = gone
    return Expired(events, records, await expire_classes(store, rules, now))


def _counted(tx: Transaction, user: str) -> Rows:
    return tx.people.record_counts(user)


def _forgotten(tx: Transaction, user: str, rules: ClassRules, now: datetime) -> Rows | None:
    if not _idle(tx, rules, now, user):
        return None
    settings = tx.journeys.learner(user).settings
    gone = tx.people.forget_record(user, actor=ACTOR)
    if not settings.recording:
        # Who paused the record has not agreed to a new one.
        tx.journeys.save(replace(tx.journeys.learner(user), settings=settings))
    return gone


def _idle(
    tx: Transaction, rules: ClassRules, now: datetime, user: str | None = None
) -> tuple[str, ...]:
    """Return who did nothing for as long as the site keeps records, and each class of theirs."""
    days = rules.site_days
    if days is None:
        return ()
    found = tx.people.idle_since(now - timedelta(days=days), user)
    return tuple(name for name in found if _is_past(tx, now, name, days, rules.longest(name)))


def _is_past(tx: Transaction, now: datetime, user: str, site: int, longest: int | None) -> bool:
    if longest is None or longest <= site:
        return True
    return bool(tx.people.idle_since(now - timedelta(days=longest), user))


def _before(now: datetime, retention: Retention) -> dict[str, datetime]:
    return {name: now - timedelta(days=days) for name, days in retention.event_days.items()}
