"""What an activity was, version by version."""

from __future__ import annotations

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.editing import ActivityVersion, RestoreVersion
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.edit_records import check_enough_tests, check_version


async def list_versions(ctx: Context, owner: str, activity_id: str) -> tuple[ActivityVersion, ...]:
    """Return the versions of an activity, newest first; raises NotFoundError."""

    def work(tx: Transaction) -> tuple[ActivityVersion, ...]:
        activity = tx.activities.get(activity_id, owner)
        kept = tx.versions.list(activity_id, owner)
        if any(line.version == activity.version for line in kept):
            return kept
        # It was stored before versions were kept.
        return (_line(activity), *kept)

    return await ctx.store.transact(work)


async def get_version(ctx: Context, owner: str, activity_id: str, version: int) -> Activity:
    """Return an activity as it was; raises NotFoundError for a version that is not kept."""

    def work(tx: Transaction) -> Activity:
        activity = tx.activities.get(activity_id, owner)
        if activity.version == version:
            return activity
        return tx.versions.get(activity_id, version, owner)

    return await ctx.store.transact(work)


async def restore_version(
    ctx: Context, owner: str, activity_id: str, version: int, asked: RestoreVersion
) -> Activity:
    """Make an activity what it was in a version, as its next version, and return it.

    It stays published if it is. Raises NotFoundError as `get_version` does, and WrongStateError
    when the activity is in another version than the caller has seen, or is published and would
    have too few tests.
    """

    def work(tx: Transaction) -> Activity:
        activity = tx.activities.get(activity_id, owner)
        check_version(activity, asked.version)
        if activity.version == version:
            return activity
        was = tx.versions.get(activity_id, version, owner)
        last = {problem.id: problem for problem in tx.versions.problems(activity_id)}
        restored = activity.updated(
            title=was.title,
            problems=tuple(_again(tx, problem, last[problem.id]) for problem in was.problems),
            verifications=was.verifications,
            version=activity.version + 1,
        )
        if restored.state == "published":
            check_enough_tests(restored)
        tx.activities.save(restored, f"version {version} restored")
        return restored

    activity = await ctx.store.transact(work)
    ctx.warmth.begin(activity.problems, ctx.sandbox, ctx.clock.now())
    return activity


def _again(tx: Transaction, was: Problem, last: Problem) -> Problem:
    """Return a problem as it was, under a version that no other text of it has."""
    if was.updated(version=last.version) == last:
        return last
    again = was.updated(version=last.version + 1)
    kept = tx.artefacts.get(was.id, was.version)
    if kept is not None:
        # What was kept of a later reference says nothing about this one.
        tx.artefacts.keep(kept.updated(problem_version=again.version))
    return again


def _line(activity: Activity) -> ActivityVersion:
    return ActivityVersion(
        version=activity.version,
        title=activity.title,
        state=activity.state,
        problem_count=len(activity.problems),
        recorded_at=activity.created_at,
    )
