"""Proven problems become an activity, or its missing part."""

from __future__ import annotations

from dataclasses import replace

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.session import AuthoringSession
from jupyter_codemm.contracts.spec import ActivitySpec
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.generation import activity_title
from jupyter_codemm.ports import FinishedSlot, Transaction
from jupyter_codemm.services.context import Context


def stored_activity(
    tx: Transaction,
    ctx: Context,
    session: AuthoringSession,
    spec: ActivitySpec,
    finished: tuple[FinishedSlot, ...],
) -> Activity:
    """Return the activity of a session with these problems, stored, new or grown."""
    before = _activity_so_far(tx, session)
    if before is not None:
        grown = _grown(before, spec, finished)
        tx.activities.save(grown, "generation went on")
        return grown
    if session.activity_id is not None:
        finished = _renamed(tx, ctx, finished)
        for item in finished:
            tx.sessions.add_finished_slot(session.id, item)
    activity = Activity(
        id=ctx.new_id("activity"),
        owner=session.owner,
        title=activity_title(spec, len(finished)),
        language=spec.language,
        learning_mode=session.learning_mode,
        spec=spec,
        problems=tuple(item.problem for item in finished),
        verifications=tuple(item.verification for item in finished),
        created_at=ctx.clock.now(),
    )
    tx.activities.add(activity, "generated")
    return activity


def _activity_so_far(tx: Transaction, session: AuthoringSession) -> Activity | None:
    if session.activity_id is None:
        return None
    try:
        return tx.activities.get(session.activity_id, session.owner)
    except NotFoundError:
        return None


def _grown(before: Activity, spec: ActivitySpec, finished: tuple[FinishedSlot, ...]) -> Activity:
    automatic = before.title == activity_title(before.spec or spec, len(before.problems))
    present = {problem.id: problem for problem in before.problems}
    return before.updated(
        title=activity_title(spec, len(finished)) if automatic else before.title,
        spec=spec,
        problems=tuple(present.get(item.problem.id, item.problem) for item in finished),
        verifications=tuple(item.verification for item in finished),
        version=before.version + 1,
    )


def _renamed(
    tx: Transaction, ctx: Context, finished: tuple[FinishedSlot, ...]
) -> tuple[FinishedSlot, ...]:
    # The user deleted the activity that had these problems; its submissions still name their ids.
    renamed = []
    for item in finished:
        fresh = ctx.new_id("p")
        tx.artefacts.rename(item.problem.id, fresh)
        renamed.append(
            replace(
                item,
                problem=item.problem.updated(id=fresh),
                verification=item.verification.updated(problem_id=fresh),
            )
        )
    return tuple(renamed)
