"""The port `Store` on an SQLAlchemy engine and threads of its own."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Engine

from jupyter_codemm.errors import OvertakenError, StoreError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.store.accesses import SqlAccesses
from jupyter_codemm.store.activities import SqlActivities
from jupyter_codemm.store.artefacts import SqlArtefacts
from jupyter_codemm.store.challenges import SqlChallenges, SqlGrades
from jupyter_codemm.store.class_models import SqlClassModels
from jupyter_codemm.store.class_work import SqlAttempts, SqlWorks
from jupyter_codemm.store.classes import SqlClasses, SqlMemberships, SqlOrganizations
from jupyter_codemm.store.edits import SqlEdits
from jupyter_codemm.store.events import SqlEvents
from jupyter_codemm.store.journeys import SqlJourneys
from jupyter_codemm.store.knowledge import SqlKnowledge
from jupyter_codemm.store.leases import SqlLeases
from jupyter_codemm.store.outbox import Outbox
from jupyter_codemm.store.people import SqlPeople
from jupyter_codemm.store.queries import SqlQueries
from jupyter_codemm.store.quizzes import SqlQuizzes
from jupyter_codemm.store.regrades import SqlRegrades
from jupyter_codemm.store.secret import installation_key
from jupyter_codemm.store.sessions import SqlSessions
from jupyter_codemm.store.spending import SqlSpending
from jupyter_codemm.store.submissions import SqlSubmissions
from jupyter_codemm.store.versions import SqlVersions

T = TypeVar("T")
TRIES = 4
PAUSE_S = 0.02


@dataclass(frozen=True, slots=True)
class SqlTransaction:
    """The port `Transaction` on a connection that is inside a transaction."""

    sessions: SqlSessions
    activities: SqlActivities
    edits: SqlEdits
    versions: SqlVersions
    submissions: SqlSubmissions
    events: SqlEvents
    leases: SqlLeases
    spending: SqlSpending
    artefacts: SqlArtefacts
    journeys: SqlJourneys
    queries: SqlQueries
    quizzes: SqlQuizzes
    knowledge: SqlKnowledge
    organizations: SqlOrganizations
    classes: SqlClasses
    memberships: SqlMemberships
    challenges: SqlChallenges
    grades: SqlGrades
    attempts: SqlAttempts
    works: SqlWorks
    accesses: SqlAccesses
    regrades: SqlRegrades
    class_models: SqlClassModels
    people: SqlPeople

    @classmethod
    def on(cls, connection: Connection, now: Callable[[], datetime]) -> SqlTransaction:
        """Return the repositories of a connection. `now` stamps deletions and outbox rows."""
        outbox = Outbox(connection, now)
        versions = SqlVersions(connection, now)
        return cls(
            sessions=SqlSessions(connection),
            activities=SqlActivities(connection, outbox, versions, now),
            edits=SqlEdits(connection),
            versions=versions,
            submissions=SqlSubmissions(connection, outbox),
            events=SqlEvents(connection),
            leases=SqlLeases(connection),
            spending=SqlSpending(connection),
            artefacts=SqlArtefacts(connection),
            journeys=SqlJourneys(connection, outbox),
            queries=SqlQueries(connection, outbox),
            quizzes=SqlQuizzes(connection),
            knowledge=SqlKnowledge(connection),
            organizations=SqlOrganizations(connection),
            classes=SqlClasses(connection),
            memberships=SqlMemberships(connection),
            challenges=SqlChallenges(connection),
            grades=SqlGrades(connection),
            attempts=SqlAttempts(connection),
            works=SqlWorks(connection),
            accesses=SqlAccesses(connection),
            regrades=SqlRegrades(connection),
            class_models=SqlClassModels(connection),
            people=SqlPeople(connection, now),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database is. `name` is what people are told, `key` the file that its key is beside.

    `errors` translates what it says when it fails. `threads` is how many transactions there are at
    once. `enter` begins one, the last of several tries without any other beside it.
    """

    name: str
    key: Path
    errors: Callable[[str], AbstractContextManager[None]]
    threads: int = 1
    enter: Enter | None = None


class Enter(Protocol):
    """Begins a transaction's work."""

    def __call__(self, connection: Connection, *, alone: bool) -> None:
        """Wait until it may go on; `alone` until no other one does."""
        ...


class SqlStore:
    """Runs each piece of work in one transaction on a thread; SQLite has one, so in order."""

    def __init__(self, engine: Engine, place: Place, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._place = place
        self._now = now
        self._threads = ThreadPoolExecutor(place.threads, thread_name_prefix="codemm-store")
        self._closed = False

    async def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction; whatever it raises rolls everything back.

        Locks are held meanwhile, so `work` does nothing slow; and it may be done again, as a whole,
        when others were faster. Cancelling the caller drops work that has not begun; work that has
        begun still ends whole. Raises StoreError when the database fails or is closed.
        """
        if self._closed:
            name = self._place.name
            raise StoreError(f"The database {name} is closed.", where=name)
        return await asyncio.wrap_future(self._threads.submit(self._run, work))

    async def key(self) -> bytes:
        """Return the secret key of this installation, which is made on first use.

        Raises StoreError when it cannot be read or written.
        """
        return await asyncio.wrap_future(self._threads.submit(self._key))

    async def close(self) -> None:
        """Wait for running work and close the database; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        await asyncio.to_thread(self._threads.shutdown)
        await asyncio.to_thread(self._engine.dispose)

    def _run(self, work: Callable[[Transaction], T]) -> T:
        for _ in range(TRIES):
            try:
                return self._once(work)
            except OvertakenError:
                # Two that overtake each other again and again need different pauses.
                time.sleep(random.uniform(0, PAUSE_S))  # noqa: S311 - nothing is guessed
        return self._once(work, alone=True)

    def _once(self, work: Callable[[Transaction], T], *, alone: bool = False) -> T:
        with self._place.errors(self._place.name), self._engine.begin() as connection:
            if self._place.enter is not None:
                self._place.enter(connection, alone=alone)
            return work(SqlTransaction.on(connection, self._now))

    def _key(self) -> bytes:
        return self._once(lambda _tx: installation_key(self._place.key), alone=True)
