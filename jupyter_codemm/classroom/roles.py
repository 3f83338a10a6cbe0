"""Who may do what: a membership row with a role, never a group and never a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from jupyter_codemm.contracts.classroom import ROLES, Membership, Role

Action = Literal[
    "see_class",
    "solve",
    "see_work",
    "grade",
    "author",
    "release",
    "see_references",
    "manage_roster",
    "manage_class",
    "manage_organization",
]
_LEAST: dict[Action, Role] = {
    "see_class": "learner",
    "solve": "learner",
    "see_work": "assistant",
    "grade": "assistant",
    "author": "instructor",
    "release": "instructor",
    "see_references": "instructor",
    "manage_roster": "instructor",
    "manage_class": "coordinator",
    "manage_organization": "admin",
}
"""The lowest role that may do something."""
_WHOLE_ORGANIZATION: frozenset[Role] = frozenset(("coordinator", "admin"))
"""Roles that a membership of an organisation gives in each of its classes."""


def role_in(
    memberships: Iterable[Membership], organization_id: str, class_id: str | None
) -> Role | None:
    """Return the highest role that somebody has in a class, or in an organisation without one.

    A membership of the organisation counts in its classes from coordinator on: who teaches one
    class sees no other. None when nothing gives a role there, as a membership that has ended.
    """
    found = [
        one.role
        for one in memberships
        if one.is_active and one.organization_id == organization_id and _counts(one, class_id)
    ]
    return max(found, key=ROLES.index, default=None)


def allowed(role: Role | None, action: Action) -> bool:
    """Return whether a role may do something; without a role nothing is allowed."""
    return role is not None and ROLES.index(role) >= ROLES.index(_LEAST[action])


def needs_staff(action: Action) -> bool:
    """Return whether an action is one of staff, which a credential has to be made for."""
    return _LEAST[action] != "learner"


def may_grant(own: Role | None, role: Role) -> bool:
    """Return whether somebody with a role may give another one: a lower one, or any as an admin."""
    if own is None or not allowed(own, "manage_roster"):
        return False
    return own == "admin" or ROLES.index(role) < ROLES.index(own)


def _counts(membership: Membership, class_id: str | None) -> bool:
    if membership.class_id == class_id:
        return True
    return membership.class_id is None and membership.role in _WHOLE_ORGANIZATION
