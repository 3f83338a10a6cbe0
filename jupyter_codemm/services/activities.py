"""What an author does with activities."""

from __future__ import annotations

from jupyter_codemm.contracts.activity import Activity, ActivitySummary
from jupyter_codemm.contracts.api import PatchActivity
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.edit_records import MIN_TESTS, arranged, check_version


async def list_activities(ctx: Context, owner: str) -> tuple[ActivitySummary, ...]:
    """Return the owner's activities, newest first."""
    return await ctx.store.transact(lambda tx: tx.activities.list(owner))


async def get_activity(ctx: Context, owner: str, activity_id: str) -> Activity:
    """Return an activity with its tests; raises NotFoundError when it is not the owner's.

    Who opens an activity will soon run its problems: the sandbox gets ready for them.
    """
    activity = await ctx.store.transact(lambda tx: tx.activities.get(activity_id, owner))
    ctx.warmth.begin(activity.problems, ctx.sandbox, ctx.clock.now())
    return activity


async def patch(ctx: Context, owner: str, activity_id: str, asked: PatchActivity) -> Activity:
    """Give an activity another title or list of problems and return it.

    Raises NotFoundError, also for a problem that it never had, and WrongStateError when it is in
    another version than the caller has seen.
    """

    def work(tx: Transaction) -> Activity:
        activity = tx.activities.get(activity_id, owner)
        check_version(activity, asked.version)
        changed = activity
        if asked.problems is not None:
            changed = arranged(activity, _chosen(tx, activity, asked.problems))
        if asked.title is not None:
            changed = changed.updated(title=asked.title, version=activity.version + 1)
        tx.activities.save(changed, _told(activity, changed))
        return changed

    return await ctx.store.transact(work)


def _chosen(tx: Transaction, activity: Activity, ids: tuple[str, ...]) -> tuple[Problem, ...]:
    known = {problem.id: problem for problem in activity.problems}
    if not set(ids) <= set(known):
        known = {problem.id: problem for problem in tx.versions.problems(activity.id)} | known
    for index, problem_id in enumerate(ids):
        if problem_id not in known:
            raise NotFoundError(f"There is no problem {problem_id}.", where=f"problems.{index}")
    return tuple(known[problem_id] for problem_id in ids)


def _told(before: Activity, after: Activity) -> str:
    """Say what a patch did, for the list of versions."""
    old, new = [p.id for p in before.problems], [p.id for p in after.problems]
    gone = len(set(old) - set(new))
    back = len(set(new) - set(old))
    parts = [f"{gone} removed"] * bool(gone) + [f"{back} restored"] * bool(back)
    if not parts and old != new:
        parts.append("put in another order")
    if before.title != after.title and old == new:
        parts.append("renamed")
    return ", ".join(parts)


async def delete(ctx: Context, owner: str, activity_id: str) -> None:
    """Hide an activity everywhere; its submissions stay."""

    def work(tx: Transaction) -> None:
        tx.activities.get(activity_id, owner)
        tx.activities.delete(activity_id, owner)

    await ctx.store.transact(work)


async def publish(ctx: Context, owner: str, activity_id: str) -> Activity:
    """Publish an activity and return it; one that is published already stays as it is.

    Raises WrongStateError when a problem has fewer than 3 tests.
    """

    def work(tx: Transaction) -> Activity:
        activity = tx.activities.get(activity_id, owner)
        if activity.state == "published":
            return activity
        for problem in activity.problems:
            if len(problem.tests) < MIN_TESTS:
                raise WrongStateError(
                    f"“{problem.title}” has {len(problem.tests)} test(s); "
                    f"publishing needs at least {MIN_TESTS}"
                )
        published = activity.updated(state="published", version=activity.version + 1)
        tx.activities.save(published, "published")
        return published

    activity = await ctx.store.transact(work)
    ctx.warmth.begin(activity.problems, ctx.sandbox, ctx.clock.now())
    return activity
