"""Organisations, classes, memberships, challenges and grades in the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from jupyter_codemm.contracts.classroom import Challenge, Membership, Organization, SchoolClass
from jupyter_codemm.contracts.grading import Grade, GradeEvent


class Held(NamedTuple):
    """That somebody has a role in a class, or had it."""

    user: str
    role: str
    is_active: bool


class Organizations(Protocol):
    """Organisations. Who may see one is decided by whoever asks."""

    def add(self, organization: Organization) -> None:
        """Store a new one; raises WrongStateError when its id or, of those alive, its name is."""
        ...

    def get(self, organization_id: str) -> Organization:
        """Return one that is not deleted; raises NotFoundError."""
        ...

    def save(self, organization: Organization) -> None:
        """Replace a stored one, deleted or not; raises NotFoundError, and as `add` does."""
        ...

    def list(
        self, organization_ids: Collection[str], *, deleted: bool = False
    ) -> tuple[Organization, ...]:
        """Return those of the given ids, by name; with `deleted` those that are."""
        ...


class Classes(Protocol):
    """Classes of organisations."""

    def add(self, school_class: SchoolClass) -> None:
        """Store a new one of a stored organisation.

        Raises WrongStateError when its id, its join code or, in the organisation and of those
        alive, its name is taken.
        """
        ...

    def get(self, class_id: str) -> SchoolClass:
        """Return one that is not deleted, of an organisation that is not; raises NotFoundError."""
        ...

    def save(self, school_class: SchoolClass) -> None:
        """Replace a stored one, deleted or not; raises NotFoundError, and as `add` does."""
        ...

    def of_organization(
        self, organization_id: str, *, deleted: bool = False
    ) -> tuple[SchoolClass, ...]:
        """Return the classes of an organisation, by name; with `deleted` those that are."""
        ...

    def every(self) -> tuple[SchoolClass, ...]:
        """Return all classes of all organisations, deleted ones too, oldest first."""
        ...

    def by_join_code(self, code: str) -> SchoolClass | None:
        """Return the class that a code lets in, if any."""
        ...

    def by_hub_groups(self, groups: Collection[str]) -> tuple[SchoolClass, ...]:
        """Return the classes that are fed by some groups of the hub."""
        ...


class Memberships(Protocol):
    """Who has, and who had, which role where. What has ended is never changed."""

    def begin(self, membership: Membership) -> None:
        """Store a membership; one that is under way there ends at that moment.

        One with the same role that is under way stays as it is.
        """
        ...

    def end(self, user: str, organization_id: str, class_id: str | None, at: datetime) -> bool:
        """End a membership; returns whether there was one under way."""
        ...

    def of_user(self, user: str, *, ended: bool = False) -> tuple[Membership, ...]:
        """Return what a user has, oldest first; with `ended` also what they had."""
        ...

    def in_class(self, class_id: str, *, ended: bool = False) -> tuple[Membership, ...]:
        """Return who is in a class, by name; with `ended` also who was."""
        ...

    def roles(self, class_id: str, *, ended: bool = False) -> tuple[Held, ...]:
        """Return as `in_class` only who has which role, and quickly, in any order."""
        ...

    def in_organization(self, organization_id: str) -> tuple[Membership, ...]:
        """Return who has a role in an organisation itself, by name."""
        ...


@dataclass(frozen=True, slots=True)
class ChallengeNotebook:
    """A notebook of a challenge in somebody's folder, and the activity's version that it shows."""

    path: str
    activity_version: int


class Challenges(Protocol):
    """Challenges of classes, and those that stand alone."""

    def add(self, challenge: Challenge) -> None:
        """Store a new one with its version; raises WrongStateError when its id is taken."""
        ...

    def get(self, challenge_id: str) -> Challenge:
        """Return one that is not deleted; raises NotFoundError."""
        ...

    def save(self, challenge: Challenge, *, expected_version: int) -> None:
        """Replace a stored one, deleted or not, and keep its version.

        Raises NotFoundError, and WrongStateError when the stored one has another version than the
        caller has seen: somebody else was faster.
        """
        ...

    def of_class(self, class_id: str, *, deleted: bool = False) -> tuple[Challenge, ...]:
        """Return the challenges of a class, oldest first; with `deleted` those that are."""
        ...

    def with_problem(self, problem_id: str) -> tuple[Challenge, ...]:
        """Return those whose activity has, or had in some version, a problem; oldest first."""
        ...

    def problems_of_class(
        self,
        class_id: str,
        challenge_ids: Collection[str] | None = None,
        *,
        deleted: bool = False,
    ) -> Mapping[str, str]:
        """Return the problems that a class's challenges give or gave, each with its first one.

        With `challenge_ids` only these challenges are looked at, with `deleted` also deleted ones.
        """
        ...

    def of_activity(self, activity_id: str) -> tuple[Challenge, ...]:
        """Return those that give an activity, oldest first."""
        ...

    def standalone(self, owner: str, *, deleted: bool = False) -> tuple[Challenge, ...]:
        """Return a person's challenges without a class, oldest first."""
        ...

    def versions(self, challenge_id: str) -> tuple[Challenge, ...]:
        """Return every version of a challenge, newest first."""
        ...

    def notebooks(self, user: str) -> Mapping[str, ChallengeNotebook]:
        """Return where a person's notebooks of challenges are, by the challenge's id."""
        ...

    def set_notebook(self, challenge_id: str, user: str, notebook: ChallengeNotebook) -> None:
        """Remember where a person's notebook of a challenge is, instead of an earlier one."""
        ...


class Grades(Protocol):
    """Grades, and how each came to be."""

    def get(self, challenge_id: str, user: str) -> Grade | None:
        """Return a grade, None as long as there is none."""
        ...

    def record(self, event: GradeEvent) -> None:
        """Keep a change for good, and what it leads to as the grade.

        Raises WrongStateError when `before` is not the stored grade: somebody else was faster.
        """
        ...

    def of_challenge(self, challenge_id: str) -> tuple[Grade, ...]:
        """Return the grades of a challenge, by name."""
        ...

    def of_challenges(
        self, challenge_ids: Collection[str], users: Collection[str]
    ) -> tuple[Grade, ...]:
        """Return the grades that some people have for some challenges."""
        ...

    def holders(self, challenge_ids: Collection[str]) -> frozenset[str]:
        """Return who has a grade for one of some challenges."""
        ...

    def of_user(self, user: str) -> tuple[Grade, ...]:
        """Return a person's grades, by challenge."""
        ...

    def events(self, challenge_id: str, user: str) -> tuple[GradeEvent, ...]:
        """Return how a grade came to be, oldest first."""
        ...
