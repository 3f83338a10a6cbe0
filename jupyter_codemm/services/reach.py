"""Whose documents somebody may read, and whose they may change."""

from __future__ import annotations

from typing import Protocol

from jupyter_codemm.contracts.knowledge import Scope
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.ports import Transaction

LOCAL_ORGANIZATION = Scope(level="organization", id="local")
"""The one organisation of an installation that serves one person."""


class Reach(Protocol):
    """Decides by roles. A scope that it does not name is never searched."""

    def readable(self, tx: Transaction, user: str, activity_id: str | None) -> tuple[Scope, ...]:
        """Return the scopes whose documents belong to an activity, or to none, nearest first.

        Raises NotFoundError for an activity that the user may not work on.
        """
        ...

    def may_change(self, tx: Transaction, user: str, scope: Scope) -> bool:
        """Return whether the user may add documents to a scope, and delete those in it."""
        ...


class OwnActivities:
    """Without classes and roles: one's own activities, and what everybody here may read."""

    def readable(self, tx: Transaction, user: str, activity_id: str | None) -> tuple[Scope, ...]:
        """Return the activity, which must be the user's, and the organisation."""
        if activity_id is None:
            return (LOCAL_ORGANIZATION,)
        tx.activities.get(activity_id, user)
        return (Scope(level="activity", id=activity_id), LOCAL_ORGANIZATION)

    def may_change(self, tx: Transaction, user: str, scope: Scope) -> bool:
        """Return whether it is an activity of the user's."""
        if scope.level != "activity":
            return False
        try:
            tx.activities.get(scope.id, user)
        except NotFoundError:
            return False
        return True
