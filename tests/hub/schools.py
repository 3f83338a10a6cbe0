"""Two schools with classes, and everybody whom a route may be asked by."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.contracts.classroom import (
    Membership,
    NewChallenge,
    NewOrganization,
    Organization,
)
from jupyter_codemm.services import challenges, classes
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller
from tests.store.records import activity, outcome, submission

ROOT = Caller("root", acts_as_staff=True)
BOSS = Caller("boss", acts_as_staff=True)


@dataclass(frozen=True)
class Schools:
    """North with two classes, South with one. In `loops` is the published challenge `sums`.

    ada has submitted to its only problem, wrongly.
    """

    north: str
    south: str
    loops: str
    trees: str
    south_class: str
    activity: str
    sums: str
    problem: str
    submission: str


async def founded(ctx: Context, name: str, admin: str) -> Organization:
    """Found an organisation as its command does."""
    asked = NewOrganization(name=name, admin=admin)
    made = asked.made(ctx.new_id("organization"), ctx.clock.now())
    await classes.found_organization(ctx.store, made, admin)
    return made


async def two_schools(ctx: Context, number: int = 0) -> Schools:
    """Fill a database with them."""
    north = await founded(ctx, f"North {number}", "root")
    south = await founded(ctx, f"South {number}", "boss")
    loops = await classes.create_class(ctx, ROOT, north.id, "Loops")
    trees = await classes.create_class(ctx, ROOT, north.id, "Trees")
    other = await classes.create_class(ctx, BOSS, south.id, "Loops")
    for user, role in (("ada", "learner"), ("tom", "assistant"), ("eve", "instructor")):
        await classes.grant(ctx, ROOT, loops.id, user, role)
    await classes.grant(ctx, ROOT, trees.id, "bob", "learner")
    await classes.grant(ctx, ROOT, trees.id, "dan", "instructor")
    await classes.grant(ctx, BOSS, other.id, "zoe", "instructor")
    coordinator = Membership(
        user="cora", organization_id=north.id, role="coordinator", since=ctx.clock.now()
    )
    await ctx.store.transact(lambda tx: tx.memberships.begin(coordinator))
    made = activity(f"a{number}", owner="eve", problems=(f"p{number}",))
    await ctx.store.transact(lambda tx: tx.activities.add(made))
    eve = Caller("eve", acts_as_staff=True)
    asked = NewChallenge(activity_id=made.id, title="Sums")
    sums = await challenges.create(ctx, eve, loops.id, asked)
    published = sums.updated(state="published")
    await ctx.store.transact(lambda tx: tx.challenges.save(published, expected_version=1))
    done = submission(
        f"u{number}",
        activity_id=made.id,
        problem_id=f"p{number}",
        challenge_id=sums.id,
        challenge_version=1,
        status="done",
        outcome=outcome("wrong_answer"),
        judged_at=ctx.clock.now(),
    )
    await ctx.store.transact(lambda tx: tx.submissions.add(done))
    return Schools(
        north.id,
        south.id,
        loops.id,
        trees.id,
        other.id,
        made.id,
        sums.id,
        problem=f"p{number}",
        submission=done.id,
    )
