"""What an author does with activities."""

from __future__ import annotations

from jupyter_codemm.contracts.activity import Activity, ActivitySummary
from jupyter_codemm.contracts.api import PatchActivity
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.edit_records import arranged, check_enough_tests, check_version
from jupyter_codemm.services.given import check_not_given


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

    One that is like that already stays in its version.

    Raises NotFoundError, also for a problem that it never had, and WrongStateError when it is in
    another version than the caller has seen.
    """

    def work(tx: Transaction) -> Activity:
        activity = tx.activities.get(activity_id, owner)
        check_version(activity, asked.version)
        changed = activity
        if asked.problems not in (None, _ids(activity)):
            changed = arranged(activity, _chosen(tx, activity, asked.problems or ()))
        told = _told(_ids(activity), _ids(changed))
        if asked.title not in (None, changed.title):
            changed = changed.updated(title=asked.title, version=activity.version + 1)
            told.append("renamed")
        if told:
            tx.activities.save(changed, ", ".join(told))
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


def _ids(activity: Activity) -> tuple[str, ...]:
    return tuple(problem.id for problem in activity.problems)


def _told(old: tuple[str, ...], new: tuple[str, ...]) -> list[str]:
    """Say what happened to a list of problems, for the list of versions."""
    gone = len(set(old) - set(new))
    back = len(set(new) - set(old))
    told = [f"{gone} removed"] * bool(gone) + [f"{back} restored"] * bool(back)
    return told if told or old == new else ["put in another order"]


async def delete(ctx: Context, owner: str, activity_id: str) -> None:
    """Hide an activity everywhere; its submissions stay."""

    def work(tx: Transaction) -> None:
        tx.activities.get(activity_id, owner)
        check_not_given(tx, activity_id)
        tx.activities.delete(activity_id, owner)

    await ctx.store.transact(work)


async def restore(ctx: Context, owner: str, activity_id: str) -> Activity:
    """Bring a deleted activity back and return it; raises NotFoundError as `get_activity` does."""

    def work(tx: Transaction) -> Activity:
        tx.activities.restore(activity_id, owner)
        return tx.activities.get(activity_id, owner)

    return await ctx.store.transact(work)


async def publish(ctx: Context, owner: str, activity_id: str) -> Activity:
    """Publish an activity and return it; one that is published already stays as it is.

    Raises WrongStateError when a problem has fewer than 3 tests.
    """

    def work(tx: Transaction) -> Activity:
        activity = tx.activities.get(activity_id, owner)
        if activity.state == "published":
            return activity
        check_enough_tests(activity)
        published = activity.updated(state="published", version=activity.version + 1)
        tx.activities.save(published, "published")
        return published

    activity = await ctx.store.transact(work)
    ctx.warmth.begin(activity.problems, ctx.sandbox, ctx.clock.now())
    return activity
