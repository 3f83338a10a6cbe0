"""What a `MemoryStore` holds of organisations, classes, challenges and grades."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.classroom import Challenge, Membership, Organization, SchoolClass
from jupyter_codemm.contracts.grading import Grade, GradeEvent
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import ChallengeNotebook, Held


@dataclass
class MemoryOrganizations:
    rows: dict[str, Organization] = field(default_factory=dict)

    def add(self, organization: Organization) -> None:
        if organization.id in self.rows:
            raise WrongStateError(f"The organisation {organization.id} is stored already.")
        self._put(organization)

    def get(self, organization_id: str) -> Organization:
        found = self.rows.get(organization_id)
        if found is None or found.deleted_at is not None:
            raise NotFoundError(f"There is no organisation {organization_id}.")
        return found

    def save(self, organization: Organization) -> None:
        if organization.id not in self.rows:
            raise NotFoundError(f"There is no organisation {organization.id}.")
        self._put(organization)

    def list(
        self, organization_ids: Collection[str], *, deleted: bool = False
    ) -> tuple[Organization, ...]:
        found = [
            one
            for one in self.rows.values()
            if one.id in organization_ids and (one.deleted_at is not None) == deleted
        ]
        return tuple(sorted(found, key=lambda one: one.name))

    def _put(self, organization: Organization) -> None:
        alive = [one for one in self.rows.values() if one.deleted_at is None]
        others = [one.name for one in alive if one.id != organization.id]
        if organization.deleted_at is None and organization.name in others:
            raise WrongStateError(
                f"There is an organisation with the name {organization.name} already.", where="name"
            )
        self.rows[organization.id] = organization


@dataclass
class MemoryClasses:
    organizations: MemoryOrganizations
    rows: dict[str, SchoolClass] = field(default_factory=dict)

    def add(self, school_class: SchoolClass) -> None:
        if school_class.id in self.rows:
            raise WrongStateError(f"The class {school_class.id} is stored already.")
        self.organizations.get(school_class.organization_id)
        self._put(school_class)

    def get(self, class_id: str) -> SchoolClass:
        found = next((one for one in self._alive() if one.id == class_id), None)
        if found is None:
            raise NotFoundError(f"There is no class {class_id}.")
        return found

    def save(self, school_class: SchoolClass) -> None:
        known = self.rows.get(school_class.id)
        if known is None or known.organization_id != school_class.organization_id:
            raise NotFoundError(f"There is no class {school_class.id}.")
        self._put(school_class)

    def of_organization(
        self, organization_id: str, *, deleted: bool = False
    ) -> tuple[SchoolClass, ...]:
        found = [
            one
            for one in self.rows.values()
            if one.organization_id == organization_id and (one.deleted_at is not None) == deleted
        ]
        return tuple(sorted(found, key=lambda one: one.name))

    def every(self) -> tuple[SchoolClass, ...]:
        return tuple(self.rows.values())

    def by_join_code(self, code: str) -> SchoolClass | None:
        return next((one for one in self._alive() if one.join_code == code), None)

    def by_hub_groups(self, groups: Collection[str]) -> tuple[SchoolClass, ...]:
        return tuple(one for one in self._alive() if one.hub_group in groups)

    def _alive(self) -> list[SchoolClass]:
        gone = {one.id for one in self.organizations.rows.values() if one.deleted_at is not None}
        return [
            one
            for one in self.rows.values()
            if one.deleted_at is None and one.organization_id not in gone
        ]

    def _put(self, school_class: SchoolClass) -> None:
        for other in self.rows.values():
            if other.id == school_class.id:
                continue
            alive = other.deleted_at is None and school_class.deleted_at is None
            here = other.organization_id == school_class.organization_id
            if alive and here and other.name == school_class.name:
                raise WrongStateError(
                    f"There is a class with the name {other.name} already.", where="name"
                )
            if school_class.join_code is not None and other.join_code == school_class.join_code:
                raise WrongStateError(
                    "This join code is taken; make another one.", where="join_code"
                )
        self.rows[school_class.id] = school_class


@dataclass
class MemoryMemberships:
    rows: list[Membership] = field(default_factory=list)

    def begin(self, membership: Membership) -> None:
        place = (membership.user, membership.organization_id, membership.class_id)
        now = [one for one in self.rows if one.is_active and _place(one) == place]
        if any(one.role == membership.role for one in now):
            return
        self.end(*place, membership.since)
        self.rows.append(membership)

    def end(self, user: str, organization_id: str, class_id: str | None, at: datetime) -> bool:
        found = False
        for number, one in enumerate(self.rows):
            if one.is_active and _place(one) == (user, organization_id, class_id):
                self.rows[number] = one.model_copy(update={"until": max(one.since, at)})
                found = True
        return found

    def of_user(self, user: str, *, ended: bool = False) -> tuple[Membership, ...]:
        return tuple(one for one in self.rows if one.user == user and (ended or one.is_active))

    def in_class(self, class_id: str, *, ended: bool = False) -> tuple[Membership, ...]:
        here = [one for one in self.rows if one.class_id == class_id and (ended or one.is_active)]
        return tuple(sorted(here, key=lambda one: one.user))

    def roles(self, class_id: str, *, ended: bool = False) -> tuple[Held, ...]:
        found = self.in_class(class_id, ended=ended)
        return tuple(Held(one.user, one.role, one.is_active) for one in found)

    def in_organization(self, organization_id: str) -> tuple[Membership, ...]:
        here = [
            one
            for one in self.rows
            if one.organization_id == organization_id and one.class_id is None and one.is_active
        ]
        return tuple(sorted(here, key=lambda one: one.user))


def _place(one: Membership) -> tuple[str, str, str | None]:
    return one.user, one.organization_id, one.class_id


class KeptProblems(Protocol):
    kept: dict[tuple[str, int], tuple[Activity, Problem]]


class Versioned(Protocol):
    versions: KeptProblems


@dataclass
class MemoryChallenges:
    activities: Versioned
    rows: dict[str, Challenge] = field(default_factory=dict)
    kept: dict[tuple[str, int], Challenge] = field(default_factory=dict)
    places: dict[tuple[str, str], ChallengeNotebook] = field(default_factory=dict)

    def add(self, challenge: Challenge) -> None:
        if challenge.id in self.rows:
            raise WrongStateError(f"The challenge {challenge.id} is stored already.")
        self._put(challenge)

    def get(self, challenge_id: str) -> Challenge:
        found = self.rows.get(challenge_id)
        if found is None or found.deleted_at is not None:
            raise NotFoundError(f"There is no challenge {challenge_id}.")
        return found

    def save(self, challenge: Challenge, *, expected_version: int) -> None:
        known = self.rows.get(challenge.id)
        if known is None:
            raise NotFoundError(f"There is no challenge {challenge.id}.")
        if known.version != expected_version:
            raise WrongStateError("Somebody has changed this challenge meanwhile.", where="version")
        self._put(challenge)

    def of_class(self, class_id: str, *, deleted: bool = False) -> tuple[Challenge, ...]:
        return self._list(lambda one: one.class_id == class_id, deleted)

    def with_problem(self, problem_id: str) -> tuple[Challenge, ...]:
        kept = self.activities.versions.kept
        known = [one for (name, _), (one, _) in kept.items() if name == problem_id]
        ids = {activity.id for activity in known}
        return self._list(lambda one: one.activity_id in ids, False)

    def problems_of_class(
        self,
        class_id: str,
        challenge_ids: Collection[str] | None = None,
        *,
        deleted: bool = False,
    ) -> dict[str, str]:
        kept = self.activities.versions.kept
        given = [one for one in self.rows.values() if one.class_id == class_id]
        return {
            problem: one.id
            for one in reversed(given)
            if deleted or one.deleted_at is None
            for (problem, _), (activity, _) in kept.items()
            if activity.id == one.activity_id and (challenge_ids is None or one.id in challenge_ids)
        }

    def of_activity(self, activity_id: str) -> tuple[Challenge, ...]:
        return self._list(lambda one: one.activity_id == activity_id, False)

    def standalone(self, owner: str, *, deleted: bool = False) -> tuple[Challenge, ...]:
        return self._list(lambda one: one.class_id is None and one.owner == owner, deleted)

    def versions(self, challenge_id: str) -> tuple[Challenge, ...]:
        mine = [one for (name, _), one in self.kept.items() if name == challenge_id]
        return tuple(sorted(mine, key=lambda one: -one.version))

    def notebooks(self, user: str) -> Mapping[str, ChallengeNotebook]:
        return {name: one for (name, owner), one in self.places.items() if owner == user}

    def set_notebook(self, challenge_id: str, user: str, notebook: ChallengeNotebook) -> None:
        self.places[challenge_id, user] = notebook

    def _list(self, wanted, deleted: bool) -> tuple[Challenge, ...]:
        alive = (one for one in self.rows.values() if (one.deleted_at is not None) == deleted)
        return tuple(one for one in alive if wanted(one))

    def _put(self, challenge: Challenge) -> None:
        self.rows[challenge.id] = challenge
        self.kept.setdefault((challenge.id, challenge.version), challenge)


@dataclass
class MemoryGrades:
    rows: dict[tuple[str, str], Grade] = field(default_factory=dict)
    log: list[GradeEvent] = field(default_factory=list)

    def get(self, challenge_id: str, user: str) -> Grade | None:
        return self.rows.get((challenge_id, user))

    def record(self, event: GradeEvent) -> None:
        if self.get(event.challenge_id, event.user) != event.before:
            raise WrongStateError("Somebody has changed this grade meanwhile; look at it again.")
        self.rows[event.challenge_id, event.user] = event.after
        self.log.append(event)

    def of_challenge(self, challenge_id: str) -> tuple[Grade, ...]:
        return tuple(self.rows[key] for key in sorted(self.rows) if key[0] == challenge_id)

    def of_challenges(
        self, challenge_ids: Collection[str], users: Collection[str]
    ) -> tuple[Grade, ...]:
        keys = sorted(k for k in self.rows if k[0] in challenge_ids and k[1] in users)
        return tuple(self.rows[key] for key in keys)

    def holders(self, challenge_ids: Collection[str]) -> frozenset[str]:
        return frozenset(user for challenge, user in self.rows if challenge in challenge_ids)

    def of_user(self, user: str) -> tuple[Grade, ...]:
        return tuple(self.rows[key] for key in sorted(self.rows) if key[1] == user)

    def events(self, challenge_id: str, user: str) -> tuple[GradeEvent, ...]:
        return tuple(
            one for one in self.log if (one.challenge_id, one.user) == (challenge_id, user)
        )
