"""Who asks, and whether they may: by a membership row and, for staff, by the credential too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jupyter_codemm.classroom import Action, allowed, needs_staff, role_in
from jupyter_codemm.contracts.classroom import (
    Challenge,
    Membership,
    Organization,
    Role,
    SchoolClass,
)
from jupyter_codemm.errors import ForbiddenError, NotFoundError
from jupyter_codemm.ports import Transaction

NO_ROLE = "Your role here, {role}, does not allow that."
NO_SCOPE = (
    "This credential cannot act as staff: use the pages of the class service, where you sign in "
    "for that."
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. `acts_as_staff`: this very credential carries the scope for what staff does.

    A token that code in an instructor's kernel can read does not carry it.
    """

    user: str
    acts_as_staff: bool = False


def class_for(tx: Transaction, caller: Caller, class_id: str, action: Action) -> SchoolClass:
    """Return a class with which the caller may do something.

    Raises NotFoundError for one that the caller has no role in, as for one that is not there, and
    ForbiddenError when the role or the credential does not allow it.
    """
    found = tx.classes.get(class_id)
    role = role_in(tx.memberships.of_user(caller.user), found.organization_id, found.id)
    if role is None:
        raise NotFoundError(f"There is no class {class_id}.")
    _check(caller, role, action)
    return found


def hidden_class_for(
    tx: Transaction, caller: Caller, organization_id: str, class_id: str
) -> SchoolClass:
    """Return a deleted class that the caller may bring back: whoever may delete it.

    Raises NotFoundError for everybody else, as for one that is not there, and ForbiddenError when
    the credential does not allow it.
    """
    role = role_in(tx.memberships.of_user(caller.user), organization_id, class_id)
    tx.organizations.get(organization_id)
    if role is None or not allowed(role, "manage_class"):
        raise NotFoundError(f"There is no deleted class {class_id}.")
    _check(caller, role, "manage_class")  # first: a weak credential is not told what was deleted
    gone = tx.classes.of_organization(organization_id, deleted=True)
    found = next((one for one in gone if one.id == class_id), None)
    if found is None:
        raise NotFoundError(f"There is no deleted class {class_id}.")
    return found


def organization_for(
    tx: Transaction, caller: Caller, organization_id: str, action: Action
) -> Organization:
    """Return an organisation with which the caller may do something; raises as `class_for`."""
    found = tx.organizations.get(organization_id)
    role = role_in(tx.memberships.of_user(caller.user), found.id, None)
    if role is None:
        raise NotFoundError(f"There is no organisation {organization_id}.")
    _check(caller, role, action)
    return found


def challenge_for(tx: Transaction, caller: Caller, challenge_id: str, action: Action) -> Challenge:
    """Return a challenge with which the caller may do something; raises as `class_for`.

    Whether it is visible to learners at this moment is not asked here.
    """
    found = tx.challenges.get(challenge_id)
    try:
        if found.class_id is None:
            organization_for(tx, caller, found.organization_id, action)
        else:
            class_for(tx, caller, found.class_id, action)
    except NotFoundError:
        raise NotFoundError(f"There is no challenge {challenge_id}.") from None
    return found


def may_erase(caller: Caller, mine: Iterable[Membership], organization_id: str) -> bool:
    """Return whether a caller with some memberships may erase what learners of a class left.

    That is for admins of the whole organisation: a role in the class alone does not reach so far.
    """
    role = role_in(mine, organization_id, None)
    return allowed(role, "manage_organization") and caller.acts_as_staff


def _check(caller: Caller, role: Role, action: Action) -> None:
    if not allowed(role, action):
        raise ForbiddenError(NO_ROLE.format(role=role))
    if needs_staff(action) and not caller.acts_as_staff:
        raise ForbiddenError(NO_SCOPE, where="credential")
