"""What the database keeps of changes: proposals that wait, and the versions that were."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from jupyter_codemm.contracts.activity import Activity, Verification
from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.contracts.class_work import ProblemOutline
from jupyter_codemm.contracts.editing import ActivityVersion, ProblemEdit
from jupyter_codemm.contracts.problem import Problem

Name = tuple[str, int]
"""An id with the number of a version."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an edit puts in place when it is accepted. No browser gets it as it is."""

    problem: Problem = field(repr=False)
    verification: Verification
    artefacts: ProblemArtefacts | None = field(default=None, repr=False)


class Edits(Protocol):
    """Edits of one owner at a time."""

    def add(self, edit: ProblemEdit) -> None:
        """Store a new edit of a stored activity; raises WrongStateError when its id is taken."""
        ...

    def get(self, edit_id: str, owner: str) -> ProblemEdit:
        """Return an edit without its problem; raises NotFoundError when it is not the owner's."""
        ...

    def save(self, edit: ProblemEdit, proposal: Proposal | None = None) -> None:
        """Replace an edit and what it proposes; raises as `get` does."""
        ...

    def proposal(self, edit_id: str, owner: str) -> Proposal | None:
        """Return what an edit proposes, if anything; raises as `get` does."""
        ...

    def list(self, activity_id: str, owner: str, limit: int = 50) -> tuple[ProblemEdit, ...]:
        """Return the edits of an activity without their problems, newest first."""
        ...

    def working(self) -> tuple[ProblemEdit, ...]:
        """Return every edit that is being worked on, whoever owns it, oldest first."""
        ...


class Versions(Protocol):
    """What activities and their problems were. Storing an activity writes its version."""

    def list(self, activity_id: str, owner: str) -> tuple[ActivityVersion, ...]:
        """Return the versions, newest first; raises NotFoundError as for the activity."""
        ...

    def get(self, activity_id: str, version: int, owner: str) -> Activity:
        """Return an activity as it was; raises NotFoundError for a version that is not kept."""
        ...

    def problem(self, problem_id: str, version: int, user: str) -> Problem:
        """Return a problem as it was, also one that was removed since.

        Raises NotFoundError when it is unknown, not the user's, or its activity is deleted.
        """
        ...

    def problems(self, activity_id: str) -> tuple[Problem, ...]:
        """Return every problem that the activity ever had, each in its last version."""
        ...

    def outlines(self, names: Collection[Name]) -> Mapping[Name, tuple[ProblemOutline, ...]]:
        """Return the problems of versions of activities, whoever owns them, in order.

        A version that is not kept is missing.
        """
        ...
