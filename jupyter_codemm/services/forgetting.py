"""What is kept of a reference goes when its problem is dropped or replaced."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.contracts.session import AuthoringSession
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.ports import FinishedSlot, Transaction


def forget_dropped(
    tx: Transaction, session: AuthoringSession, before: Sequence[FinishedSlot]
) -> None:
    """Erase the artefacts of those problems that neither the session nor its activity has left."""
    left = {finished.problem.id for finished in tx.sessions.finished_slots(session.id)}
    dropped = [item.problem.id for item in before if item.problem.id not in left]
    if dropped:
        taught = _taught(tx, session)
        tx.artefacts.forget([problem_id for problem_id in dropped if problem_id not in taught])


def _taught(tx: Transaction, session: AuthoringSession) -> frozenset[str]:
    if session.activity_id is None:
        return frozenset()
    try:
        activity = tx.activities.get(session.activity_id, session.owner)
    except NotFoundError:
        return frozenset()
    return frozenset(problem.id for problem in activity.problems)
