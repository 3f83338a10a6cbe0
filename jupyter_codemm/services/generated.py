"""Proven problems become an activity, or its missing part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.session import AuthoringSession
from jupyter_codemm.contracts.spec import ActivitySpec
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.generation import activity_title
from jupyter_codemm.ports import FinishedSlot, Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.edit_records import accepted_edits, arranged


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
        grown = _grown(tx, before, spec, finished)
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


def _grown(
    tx: Transaction, before: Activity, spec: ActivitySpec, finished: tuple[FinishedSlot, ...]
) -> Activity:
    """Return the activity with what is new; what its author did to it meanwhile stays done."""
    automatic = before.title == activity_title(before.spec or spec, len(before.problems))
    problems = _together(tx, before, [item.problem for item in finished])
    grown = arranged(before, problems, tuple(item.verification for item in finished))
    title = activity_title(spec, len(problems)) if automatic else before.title
    return grown.updated(title=title, spec=spec)


def _together(
    tx: Transaction, before: Activity, generated: Sequence[Problem]
) -> tuple[Problem, ...]:
    """Return the problems in the author's order, each new one behind the one of the slot before.

    One that the author removed stays away, and what the author had written stays.
    """
    ids = [problem.id for problem in generated]
    asked_for = {edit.new_problem_id for edit in accepted_edits(tx, before)}
    ever = {problem.id for problem in (*before.problems, *tx.versions.problems(before.id))}
    together = [p for p in before.problems if p.id in ids or p.id in asked_for]
    for number, problem in enumerate(generated):
        if problem.id not in ever:
            earlier = (i for i, p in enumerate(together, 1) if p.id in ids[:number])
            together.insert(max(earlier, default=0), problem)
    return tuple(together)


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
