"""The database: one small store per aggregate, all inside one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from jupyter_codemm.ports.accesses import Accesses
from jupyter_codemm.ports.artefacts import Artefacts
from jupyter_codemm.ports.class_models import ClassModels
from jupyter_codemm.ports.class_work import Attempts, Works
from jupyter_codemm.ports.classroom import (
    Challenges,
    Classes,
    Grades,
    Memberships,
    Organizations,
)
from jupyter_codemm.ports.editing import Edits, Versions
from jupyter_codemm.ports.journeys import Journeys, People, Queries, Quizzes
from jupyter_codemm.ports.knowledge import Knowledge
from jupyter_codemm.ports.records import Activities, Events, Leases, Sessions, Submissions
from jupyter_codemm.ports.regrades import Regrades
from jupyter_codemm.ports.spending import Spending

T = TypeVar("T")


class Transaction(Protocol):
    """Everything that one transaction may touch."""

    @property
    def sessions(self) -> Sessions:
        """Authoring sessions."""
        ...

    @property
    def activities(self) -> Activities:
        """Activities."""
        ...

    @property
    def edits(self) -> Edits:
        """Edits of activities."""
        ...

    @property
    def versions(self) -> Versions:
        """Versions of activities."""
        ...

    @property
    def submissions(self) -> Submissions:
        """Submissions."""
        ...

    @property
    def events(self) -> Events:
        """Event streams."""
        ...

    @property
    def leases(self) -> Leases:
        """Leases."""
        ...

    @property
    def spending(self) -> Spending:
        """What calls of a model took."""
        ...

    @property
    def artefacts(self) -> Artefacts:
        """What is kept of reference solutions."""
        ...

    @property
    def journeys(self) -> Journeys:
        """Journeys of learners."""
        ...

    @property
    def queries(self) -> Queries:
        """Questions of learners."""
        ...

    @property
    def quizzes(self) -> Quizzes:
        """Quizzes of learners."""
        ...

    @property
    def knowledge(self) -> Knowledge:
        """Documents that answers may rest on."""
        ...

    @property
    def organizations(self) -> Organizations:
        """Organisations."""
        ...

    @property
    def classes(self) -> Classes:
        """Classes of organisations."""
        ...

    @property
    def memberships(self) -> Memberships:
        """Who has which role where."""
        ...

    @property
    def challenges(self) -> Challenges:
        """Challenges."""
        ...

    @property
    def grades(self) -> Grades:
        """Grades."""
        ...

    @property
    def attempts(self) -> Attempts:
        """What submissions to challenges came to."""
        ...

    @property
    def works(self) -> Works:
        """How learners stand with problems."""
        ...

    @property
    def regrades(self) -> Regrades:
        """Runs that judge submissions again."""
        ...

    @property
    def class_models(self) -> ClassModels:
        """The models of classes."""
        ...

    @property
    def accesses(self) -> Accesses:
        """Who read whose record."""
        ...

    @property
    def people(self) -> People:
        """Everything that is stored of a person."""
        ...


class Store(Protocol):
    """The database. Work runs on its own thread, in one transaction, never on the event loop."""

    async def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction; whatever it raises rolls everything back."""
        ...

    async def close(self) -> None:
        """Wait for running work and close the database."""
        ...
