"""What an activity was, version by version."""

from __future__ import annotations

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.editing import ActivityVersion
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context


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


def _line(activity: Activity) -> ActivityVersion:
    return ActivityVersion(
        version=activity.version,
        title=activity.title,
        state=activity.state,
        problem_count=len(activity.problems),
        recorded_at=activity.created_at,
    )
