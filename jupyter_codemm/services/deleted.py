"""Lists of what was deleted of classes, for those who may bring it back."""

from __future__ import annotations

from jupyter_codemm.classroom import allowed, role_in
from jupyter_codemm.contracts.classroom import Challenge, Organization, SchoolClass
from jupyter_codemm.contracts.deleted import (
    DeletedChallenge,
    DeletedChallenges,
    DeletedClass,
    DeletedClasses,
)
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller, class_for


async def deleted_challenges(ctx: Context, caller: Caller, class_id: str) -> DeletedChallenges:
    """Return the deleted challenges of a class, the last deleted first; raises as `class_for`."""

    def work(tx: Transaction) -> DeletedChallenges:
        found = class_for(tx, caller, class_id, "release")
        gone = [
            line
            for one in tx.challenges.of_class(found.id, deleted=True)
            if (line := _challenge(one, found)) is not None
        ]
        gone.sort(key=lambda one: (one.deleted_at, one.id), reverse=True)
        return DeletedChallenges(challenges=tuple(gone))

    return await ctx.store.transact(work)


async def deleted_classes(ctx: Context, caller: Caller) -> DeletedClasses:
    """Return the hidden classes that the caller may bring back, the last hidden first.

    A credential that does not act as staff may bring back none.
    """
    if not caller.acts_as_staff:
        return DeletedClasses(classes=())

    def work(tx: Transaction) -> DeletedClasses:
        mine = tx.memberships.of_user(caller.user)
        gone = [
            line
            for place in tx.organizations.list({one.organization_id for one in mine})
            for one in tx.classes.of_organization(place.id, deleted=True)
            if allowed(role_in(mine, place.id, one.id), "manage_class")
            and (line := _class(one, place)) is not None
        ]
        gone.sort(key=lambda one: (one.deleted_at, one.id), reverse=True)
        return DeletedClasses(classes=tuple(gone))

    return await ctx.store.transact(work)


def _challenge(one: Challenge, found: SchoolClass) -> DeletedChallenge | None:
    if one.deleted_at is None:
        return None
    return DeletedChallenge(
        id=one.id,
        class_id=found.id,
        title=one.title,
        deleted_at=one.deleted_at,
        deleted_by=one.deleted_by,
    )


def _class(one: SchoolClass, place: Organization) -> DeletedClass | None:
    if one.deleted_at is None:
        return None
    return DeletedClass(
        id=one.id,
        organization_id=place.id,
        organization=place.name,
        name=one.name,
        deleted_at=one.deleted_at,
        deleted_by=one.deleted_by,
    )
