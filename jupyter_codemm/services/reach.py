"""Whose documents somebody may read, and whose they may change."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from jupyter_codemm.contracts.knowledge import Scope
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.given import is_there, seen_as

LOCAL_ORGANIZATION = Scope(level="organization", id="local")
"""The one organisation of an installation that serves one person."""


class Reach(Protocol):
    """Decides by roles. A scope that it does not name is never searched."""

    def readable(
        self, tx: Transaction, user: str, activity_id: str | None, now: datetime
    ) -> tuple[Scope, ...]:
        """Return the scopes whose documents belong to an activity, or to none, nearest first.

        Raises NotFoundError for an activity that the user may not work on at that moment.
        """
        ...

    def may_change(self, tx: Transaction, user: str, scope: Scope) -> bool:
        """Return whether the user may add documents to a scope, and delete those in it."""
        ...


class ByRoles:
    """One's own activities, those that one's classes were given, and what goes with them."""

    def readable(
        self, tx: Transaction, user: str, activity_id: str | None, now: datetime
    ) -> tuple[Scope, ...]:
        """Return the activity with the classes and organisations that were given it.

        One's own comes with what everybody here may read. A class that is hidden gives nothing.
        """
        if activity_id is None:
            return (LOCAL_ORGANIZATION,)
        here = Scope(level="activity", id=activity_id)
        try:
            tx.activities.get(activity_id, user)
        except NotFoundError:
            given = tx.challenges.of_activity(activity_id)
            seen = [
                one
                for one in given
                if seen_as(tx, user, one, now) is not None and is_there(tx, one)
            ]
            if not seen:
                raise
            classes = {one.class_id for one in seen if one.class_id is not None}
            organizations = {one.organization_id for one in seen}
            return (
                here,
                *(Scope(level="class", id=name) for name in sorted(classes)),
                *(Scope(level="organization", id=name) for name in sorted(organizations)),
            )
        return (here, LOCAL_ORGANIZATION)

    def may_change(self, tx: Transaction, user: str, scope: Scope) -> bool:
        """Return whether it is an activity of the user's."""
        if scope.level != "activity":
            return False
        try:
            tx.activities.get(scope.id, user)
        except NotFoundError:
            return False
        return True
