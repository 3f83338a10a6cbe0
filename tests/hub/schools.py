"""Two schools with classes, and everybody whom a route may be asked by."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.contracts.classroom import Membership, NewOrganization, Organization
from jupyter_codemm.services import classes
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller

ROOT = Caller("root", acts_as_staff=True)
BOSS = Caller("boss", acts_as_staff=True)


@dataclass(frozen=True)
class Schools:
    """North with two classes, South with one; roles in `loops` are named after who has them."""

    north: str
    south: str
    loops: str
    trees: str
    south_class: str


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
    return Schools(north.id, south.id, loops.id, trees.id, other.id)
