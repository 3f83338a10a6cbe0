"""What an author does with activities."""

from __future__ import annotations

from jupyter_codemm.contracts.activity import Activity, ActivitySummary
from jupyter_codemm.contracts.api import PatchActivity
from jupyter_codemm.errors import WrongStateError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context

MIN_TESTS = 3


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


async def rename(ctx: Context, owner: str, activity_id: str, title: str) -> Activity:
    """Give an activity another title and return it.

    Raises InvalidInputError for a title that is empty or too long.
    """
    checked = PatchActivity.parse({"title": title}).title

    def work(tx: Transaction) -> Activity:
        activity = tx.activities.get(activity_id, owner)
        renamed = activity.updated(title=checked, version=activity.version + 1)
        tx.activities.save(renamed)
        return renamed

    return await ctx.store.transact(work)


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
        tx.activities.save(published)
        return published

    activity = await ctx.store.transact(work)
    ctx.warmth.begin(activity.problems, ctx.sandbox, ctx.clock.now())
    return activity
