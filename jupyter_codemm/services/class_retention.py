"""For how long classes keep the records of their learners, and what is past that time."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from jupyter_codemm.contracts.classroom import SchoolClass
from jupyter_codemm.errors import UnreadableError
from jupyter_codemm.ports import Store, Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.problem_records import forget_at

_log = logging.getLogger(__name__)
ACTOR = "retention"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
DAILY = "class-retention"
"""The lease of whoever has deleted what is past its time today."""

Rows = Mapping[str, int]
"""How many rows, by table."""


@dataclass(frozen=True, slots=True)
class ClassExpired:
    """What is past the time that a class keeps records for, by learner."""

    school_class: SchoolClass
    records: Mapping[str, Rows]


@dataclass(frozen=True, slots=True)
class Kept:
    """What one class says of the records of its learners at its problems."""

    school_class: SchoolClass
    learners: frozenset[str]
    problems: frozenset[str]


@dataclass(frozen=True, slots=True)
class ClassRules:
    """What all classes say together; `site_days` is for those that leave it to the site.

    A class that is hidden, and a challenge that is, keep their say: records at their problems are
    neither lost with them nor kept for good.
    """

    kept: tuple[Kept, ...]
    site_days: int | None = None

    @classmethod
    def of(cls, tx: Transaction, site_days: int | None = None) -> ClassRules:
        """Return the rules as they are now."""
        classes = tx.classes.every()
        if all(one.record_days is None for one in classes):
            return cls((), site_days)
        return cls(tuple(_kept(tx, one) for one in classes), site_days)

    def longest(self, user: str) -> int | None:
        """Return the most days that a class of a learner names, None when none does."""
        days = [
            one.school_class.record_days
            for one in self.kept
            if user in one.learners and one.school_class.record_days is not None
        ]
        return max(days, default=None)

    def whose(self, tx: Transaction, one: Kept, now: datetime) -> tuple[str, ...]:
        """Return the learners of a class of whom something may be past its time, by name."""
        return tuple(sorted(self._past(tx, one, now, one.learners)))

    def due(self, tx: Transaction, one: Kept, now: datetime, user: str) -> frozenset[str]:
        """Return the problems of a class whose record is past its time for a learner.

        What waits for a person's grade is none: whoever gives it looks at the record.
        """
        past = self._past(tx, one, now, one.learners & {user}).get(user, ())
        return frozenset(problem for problem in past if not self._waits(tx, user, problem))

    def _past(
        self, tx: Transaction, one: Kept, now: datetime, users: frozenset[str]
    ) -> Mapping[str, Collection[str]]:
        days = one.school_class.record_days
        if days is None or not users or not one.problems:
            return {}
        # What several classes gave is kept for as long as any of them says: at least these days.
        sharing = [other for other in self.kept if not one.problems.isdisjoint(other.problems)]
        found: dict[str, set[str]] = {}
        last = tx.people.last_before(now - timedelta(days=days), users, one.problems)
        for (name, problem), at in last.items():
            most = self._days(sharing, name, problem)
            if most is not None and at < now - timedelta(days=most):
                found.setdefault(name, set()).add(problem)
        return found

    def _waits(self, tx: Transaction, user: str, problem: str) -> bool:
        """Return whether somebody has to grade what a learner did there; a hidden class cannot."""
        hidden = {one.school_class.id for one in self.kept if one.school_class.deleted_at}
        given = [
            one.id for one in tx.challenges.with_problem(problem) if one.class_id not in hidden
        ]
        grades = tx.grades.of_challenges(given, [user])
        return any(grade.status == "manual_review" for grade in grades)

    def _days(self, classes: Sequence[Kept], user: str, problem: str) -> int | None:
        """Return the most days that any class says here, None when they are kept for good."""
        said = [
            self.site_days if one.school_class.record_days is None else one.school_class.record_days
            for one in classes
            if user in one.learners and problem in one.problems
        ]
        known = [days for days in said if days is not None]
        return max(known) if said and len(known) == len(said) else None


def _kept(tx: Transaction, found: SchoolClass) -> Kept:
    roles = tx.memberships.roles(found.id, ended=True)
    return Kept(
        found,
        frozenset(held.user for held in roles if held.role == "learner"),
        frozenset(tx.challenges.problems_of_class(found.id, deleted=True)),
    )


async def class_expired(
    store: Store, rules: ClassRules, now: datetime, but: Collection[str] = ()
) -> tuple[ClassExpired, ...]:
    """Return what is past its time in each class, but of some people; nothing is deleted.

    What several classes have in common is told of the first one.
    """
    told: set[tuple[str, str]] = set()

    async def counted(one: Kept, user: str) -> Rows | None:
        if user in but:
            return None

        def work(tx: Transaction) -> tuple[Collection[str], Rows]:
            due = rules.due(tx, one, now, user)
            mine = [problem for problem in due if (user, problem) not in told]
            return mine, tx.people.problem_counts(user, mine)

        mine, rows = await store.transact(work)
        told.update((user, problem) for problem in mine)
        return rows if mine else None

    return await _by_class(store, rules, now, counted)


async def expire_classes(
    store: Store, rules: ClassRules, now: datetime
) -> tuple[ClassExpired, ...]:
    """Delete what is past its time in each class, each learner's in a transaction of its own.

    What they submitted, their grades and a pause of the record stay. A record that cannot be read
    is left alone, as what is known of the learner could not be made anew.
    """

    async def forgotten(one: Kept, user: str) -> Rows | None:
        work = partial(_forgotten, rules=rules, one=one, user=user, now=now)
        return await unless_unreadable(store, work)

    return await _by_class(store, rules, now, forgotten)


async def unless_unreadable(
    store: Store, work: Callable[[Transaction], Rows | None]
) -> Rows | None:
    """Do something to one learner's record; one that cannot be read keeps nobody else's."""
    try:
        return await store.transact(work)
    except UnreadableError as error:
        _log.warning("a record was left alone: %s", error.message)
        return None


async def _by_class(
    store: Store,
    rules: ClassRules,
    now: datetime,
    work: Callable[[Kept, str], Awaitable[Rows | None]],
) -> tuple[ClassExpired, ...]:
    """Return what is done about everybody's records that are past their time, class by class."""
    found = []
    for one in rules.kept:
        if one.school_class.record_days is None:
            continue
        users = await store.transact(partial(rules.whose, one=one, now=now))
        done = {user: await work(one, user) for user in users}
        records = {user: rows for user, rows in done.items() if rows is not None}
        if records:
            found.append(ClassExpired(one.school_class, records))
    return tuple(found)


def _forgotten(
    tx: Transaction, rules: ClassRules, one: Kept, user: str, now: datetime
) -> Rows | None:
    tx.journeys.learner(user)  # from here on nobody adds to the record that is looked at
    due = rules.due(tx, one, now, user)
    return forget_at(tx, user, due, actor=ACTOR) if due else None


@dataclass(slots=True)
class DailyRetention:
    """Deletes once a day what is past the time that classes keep records for.

    Of several servers on one database one does it: whoever gets the lease, which lasts for the day.
    """

    ctx: Context
    _next: datetime | None = None

    async def sweep(self) -> int:
        """Delete it when it is time; returns of how many learners."""
        now = self.ctx.clock.now()
        if self._next is not None and now < self._next:
            return 0
        self._next = now + HOUR  # also when it fails, or another server has done it today
        rules = await self.ctx.store.transact(partial(self._begin, now=now))
        if rules is None:
            return 0
        gone = await expire_classes(self.ctx.store, rules, now)
        self._next = now + DAY
        return sum(len(one.records) for one in gone)

    def _begin(self, tx: Transaction, now: datetime) -> ClassRules | None:
        mine = tx.leases.acquire(DAILY, self.ctx.holder, now, DAY.total_seconds())
        return ClassRules.of(tx) if mine else None
