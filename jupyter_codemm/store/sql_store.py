"""The port `Store` on one SQLAlchemy engine and one thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine

from jupyter_codemm.errors import StoreError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.store.activities import SqlActivities
from jupyter_codemm.store.artefacts import SqlArtefacts
from jupyter_codemm.store.challenges import SqlChallenges, SqlGrades
from jupyter_codemm.store.classes import SqlClasses, SqlMemberships, SqlOrganizations
from jupyter_codemm.store.edits import SqlEdits
from jupyter_codemm.store.events import SqlEvents
from jupyter_codemm.store.failures import store_errors
from jupyter_codemm.store.journeys import SqlJourneys
from jupyter_codemm.store.knowledge import SqlKnowledge
from jupyter_codemm.store.leases import SqlLeases
from jupyter_codemm.store.outbox import Outbox
from jupyter_codemm.store.people import SqlPeople
from jupyter_codemm.store.queries import SqlQueries
from jupyter_codemm.store.quizzes import SqlQuizzes
from jupyter_codemm.store.secret import installation_key
from jupyter_codemm.store.sessions import SqlSessions
from jupyter_codemm.store.spending import SqlSpending
from jupyter_codemm.store.submissions import SqlSubmissions
from jupyter_codemm.store.versions import SqlVersions

T = TypeVar("T")


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
            people=SqlPeople(connection, now),
        )


class SqlStore:
    """Runs each piece of work in one transaction on a thread of its own, one after another."""

    def __init__(self, engine: Engine, path: Path, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._path = path
        self._now = now
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="codemm-store")
        self._closed = False

    async def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction; whatever it raises rolls everything back.

        The write lock is held meanwhile, so `work` does nothing slow. Cancelling the caller drops
        work that has not begun; work that has begun still ends whole. Raises StoreError when the
        database fails or is closed.
        """
        if self._closed:
            raise StoreError(f"The database {self._path} is closed.", where=str(self._path))
        return await asyncio.wrap_future(self._thread.submit(self._run, work))

    async def key(self) -> bytes:
        """Return the secret key of this installation, which is made on first use.

        Raises StoreError when it cannot be read or written.
        """
        return await self.transact(lambda _tx: installation_key(self._path))

    async def close(self) -> None:
        """Wait for running work and close the database; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        await asyncio.wrap_future(self._thread.submit(self._engine.dispose))
        self._thread.shutdown(wait=False)

    def _run(self, work: Callable[[Transaction], T]) -> T:
        with store_errors(self._path), self._engine.begin() as connection:
            return work(SqlTransaction.on(connection, self._now))
