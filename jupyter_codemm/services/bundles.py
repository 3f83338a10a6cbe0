"""Challenges as files: out of one hub, into another."""

from __future__ import annotations

import asyncio

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.bundle import MAX_BUNDLE, BundledActivity, ChallengeBundle
from jupyter_codemm.contracts.classroom import Challenge
from jupyter_codemm.errors import TooLargeError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller, challenge_for, class_for
from jupyter_codemm.services.exporting import Export
from jupyter_codemm.services.given import given_activity

NOTE = "taken in from a file"


async def bundle(ctx: Context, caller: Caller, challenge_id: str) -> Export:
    """Return a challenge as a file, with all of its tests, for who may see references.

    Raises TooLargeError for one that nobody could take in.
    """

    def work(tx: Transaction) -> ChallengeBundle:
        challenge = challenge_for(tx, caller, challenge_id, "see_references")
        return ChallengeBundle(
            title=challenge.title,
            terms=challenge.terms,
            activity=BundledActivity.of(given_activity(tx, challenge)),
        )

    made = await ctx.store.transact(work)
    content = await asyncio.to_thread(made.written)
    _check_size(content)
    return Export(f"{challenge_id}.challenge.json", "application/json", content)


async def read_bundle(
    ctx: Context, caller: Caller, class_id: str, content: bytes
) -> ChallengeBundle:
    """Return what a file says, for who may take it in to a class; raises as `class_for`.

    Raises TooLargeError for one that is larger than bundles are, InvalidInputError for one that is
    none.
    """
    await ctx.store.transact(lambda tx: class_for(tx, caller, class_id, "author"))
    _check_size(content)
    # One of several megabytes takes a while: not on the event loop.
    return await asyncio.to_thread(ChallengeBundle.parse, content.strip() or b"{}")


def _check_size(content: bytes) -> None:
    if len(content) > MAX_BUNDLE:
        raise TooLargeError(
            f"bundle: {len(content):,} bytes, at most {MAX_BUNDLE:,}", where="bundle"
        )


async def take_in(ctx: Context, caller: Caller, class_id: str, given: ChallengeBundle) -> Challenge:
    """Make the challenge of a file in a class, as a draft; its activity is the caller's own.

    Exported again it gives the same bytes. Raises as `class_for`.
    """
    # As with reading it: not on the event loop.
    activity = await asyncio.to_thread(_activity, ctx, caller.user, given.activity)

    def work(tx: Transaction) -> Challenge:
        found = class_for(tx, caller, class_id, "author")
        made = Challenge(
            id=ctx.new_id("challenge"),
            organization_id=found.organization_id,
            class_id=found.id,
            owner=caller.user,
            title=given.title,
            activity_id=activity.id,
            activity_version=activity.version,
            terms=given.terms,
            created_at=activity.created_at,
        )
        tx.activities.add(activity, NOTE)
        tx.challenges.add(made)
        return made

    return await ctx.store.transact(work)


def _activity(ctx: Context, owner: str, told: BundledActivity) -> Activity:
    """Return the activity of a file as somebody's own, whose problems have their first version."""
    names = {problem.id: ctx.new_id("problem") for problem in told.problems}
    return Activity(
        id=ctx.new_id("activity"),
        owner=owner,
        title=told.title,
        language=told.language,
        learning_mode=told.learning_mode,
        spec=told.spec,
        problems=tuple(one.updated(id=names[one.id], version=1) for one in told.problems),
        verifications=tuple(
            one.updated(problem_id=names[one.problem_id])
            for one in told.verifications
            if one.problem_id in names
        ),
        created_at=ctx.clock.now(),
    )
