"""Organisations and classes: founding them, and who is let in."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Collection

from jupyter_codemm.classroom import may_grant, read_roster, role_in
from jupyter_codemm.contracts.classroom import (
    STAFF,
    ClassChange,
    ClassOfMine,
    Membership,
    MembershipSource,
    Organization,
    OrganizationOfMine,
    Role,
    RosterReport,
    SchoolClass,
)
from jupyter_codemm.errors import ForbiddenError, NotFoundError
from jupyter_codemm.ports import Store, Transaction
from jupyter_codemm.services.class_versions import check_seen, renewed
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import (
    Caller,
    class_for,
    hidden_class_for,
    may_erase,
    organization_for,
)

_CODE_BYTES = 9
NO_CODE = "There is no class with this join code."
NO_GRANT = "Your role here, {own}, does not allow to make somebody {role}."


async def found_organization(store: Store, made: Organization, admin: str) -> None:
    """Store a new organisation with its first admin.

    That is for whoever runs the service, from its command line: nobody else asks for it.
    """
    role: Role = "admin"
    first = Membership(user=admin, organization_id=made.id, role=role, since=made.created_at)

    def work(tx: Transaction) -> None:
        tx.organizations.add(made)
        tx.memberships.begin(first)

    await store.transact(work)


async def my_organizations(ctx: Context, caller: Caller) -> tuple[OrganizationOfMine, ...]:
    """Return the organisations in which the caller has a role of their own, by name."""

    def work(tx: Transaction) -> tuple[OrganizationOfMine, ...]:
        mine = tx.memberships.of_user(caller.user)
        found = tx.organizations.list({one.organization_id for one in mine})
        return tuple(
            OrganizationOfMine(organization=one, role=role)
            for one in found
            if (role := role_in(mine, one.id, None)) is not None
        )

    return await ctx.store.transact(work)


async def create_class(
    ctx: Context, caller: Caller, organization_id: str, name: str
) -> SchoolClass:
    """Store a new class, closed to everybody until it is opened; raises as `organization_for`."""
    made = SchoolClass(
        id=ctx.new_id("class"),
        organization_id=organization_id,
        name=name,
        created_at=ctx.clock.now(),
    )

    def work(tx: Transaction) -> SchoolClass:
        organization_for(tx, caller, organization_id, "manage_class")
        tx.classes.add(made)
        return made

    return await ctx.store.transact(work)


async def change_class(
    ctx: Context, caller: Caller, class_id: str, change: ClassChange
) -> SchoolClass:
    """Change a class and return it; a new join code takes the place of the one before.

    Raises WrongStateError when somebody else has changed it since the caller has seen it.
    """

    def work(tx: Transaction) -> SchoolClass:
        before = class_for(tx, caller, class_id, "manage_roster")
        check_seen("this class", before.version, change.version)
        told = change.model_dump(mode="json", exclude={"version"})
        opens = told.pop("opens")
        wanted = {name: value for name, value in told.items() if value is not None}
        if wanted.get("hub_group") == "":
            wanted["hub_group"] = None
        if wanted.get("record_days") == 0:
            wanted["record_days"] = None
        if opens is not None:
            wanted["join_code"] = secrets.token_urlsafe(_CODE_BYTES) if opens else None
        after = renewed(before, **wanted)
        tx.classes.save(after)
        return after

    return await ctx.store.transact(work)


async def delete_class(ctx: Context, caller: Caller, class_id: str) -> None:
    """Hide a class everywhere; what was done in it stays, and it can be brought back."""

    def work(tx: Transaction) -> None:
        found = class_for(tx, caller, class_id, "manage_class")
        gone = renewed(found, deleted_at=ctx.clock.now(), deleted_by=caller.user)
        tx.classes.save(gone)

    await ctx.store.transact(work)


async def restore_class(
    ctx: Context, caller: Caller, organization_id: str, class_id: str
) -> SchoolClass:
    """Bring a deleted class back.

    Raises as `hidden_class_for`, and WrongStateError when its name is another's by now.
    """

    def work(tx: Transaction) -> SchoolClass:
        found = hidden_class_for(tx, caller, organization_id, class_id)
        alive = renewed(found, deleted_at=None, deleted_by=None)
        tx.classes.save(alive)
        return alive

    return await ctx.store.transact(work)


async def my_classes(ctx: Context, caller: Caller) -> tuple[ClassOfMine, ...]:
    """Return the classes in which the caller has a role, by name."""

    def work(tx: Transaction) -> tuple[ClassOfMine, ...]:
        mine = tx.memberships.of_user(caller.user)
        organizations = tx.organizations.list({one.organization_id for one in mine})
        found = [
            ClassOfMine(
                school_class=_seen(one, role),
                organization=place.name,
                role=role,
                may_erase=may_erase(caller, mine, place.id),
            )
            for place in organizations
            for one in tx.classes.of_organization(place.id)
            if (role := role_in(mine, place.id, one.id)) is not None
        ]
        return tuple(sorted(found, key=lambda one: (one.school_class.name, one.school_class.id)))

    return await ctx.store.transact(work)


async def join(ctx: Context, caller: Caller, code: str) -> SchoolClass:
    """Enrol the caller in the class that a code lets in; who is in it already stays as they are."""

    def work(tx: Transaction) -> SchoolClass:
        found = tx.classes.by_join_code(code)
        if found is None:
            raise NotFoundError(NO_CODE, where="code")
        _enrol(tx, _membership(ctx, found, caller.user, "learner", "code"))
        return _seen(found, "learner")

    return await ctx.store.transact(work)


async def grant(
    ctx: Context, caller: Caller, class_id: str, user: str, role: Role
) -> tuple[Membership, ...]:
    """Give somebody a role in a class in place of the one before, and return the roster."""

    def work(tx: Transaction) -> tuple[Membership, ...]:
        found = class_for(tx, caller, class_id, "manage_roster")
        before = role_in(_in(tx, found, user), found.organization_id, found.id)
        for touched in (role, before):
            if touched is not None:
                _check_grant(tx, caller, found, touched)
        tx.memberships.begin(_membership(ctx, found, user, role, "hand"))
        return tx.memberships.in_class(found.id)

    return await ctx.store.transact(work)


async def unenrol(ctx: Context, caller: Caller, class_id: str, user: str) -> None:
    """End somebody's membership in a class at once; what they did stays in its reports."""

    def work(tx: Transaction) -> None:
        found = class_for(tx, caller, class_id, "manage_roster")
        role = role_in(_in(tx, found, user), found.organization_id, found.id)
        if role is None:
            raise NotFoundError(f"{user} is not in this class.", where="user")
        _check_grant(tx, caller, found, role)
        tx.memberships.end(user, found.organization_id, found.id, ctx.clock.now())

    await ctx.store.transact(work)


async def roster(
    ctx: Context, caller: Caller, class_id: str, *, ended: bool = False
) -> tuple[Membership, ...]:
    """Return who is in a class, by name; with `ended` also who was."""

    def work(tx: Transaction) -> tuple[Membership, ...]:
        found = class_for(tx, caller, class_id, "see_work")
        return tx.memberships.in_class(found.id, ended=ended)

    return await ctx.store.transact(work)


async def import_roster(
    ctx: Context, caller: Caller, class_id: str, content: bytes, *, apply: bool
) -> RosterReport:
    """Enrol the people of a list, or only say what would become of it.

    Nobody is taken out, and nobody who has a role gets another one by a list.
    """
    await ctx.store.transact(lambda tx: class_for(tx, caller, class_id, "manage_roster"))
    # A file of a megabyte may take a second: not on the event loop.
    read = await asyncio.to_thread(read_roster, content)

    def work(tx: Transaction) -> RosterReport:
        found = class_for(tx, caller, class_id, "manage_roster")
        known = {one.user for one in tx.memberships.in_class(found.id)}
        problems = list(read.problems)
        enrolled = []
        own = role_in(tx.memberships.of_user(caller.user), found.organization_id, found.id)
        for person in read.people:
            if person.user in known:
                continue
            if not may_grant(own, person.role):
                told = NO_GRANT.format(own=own, role=person.role)
                problems.append(f"line {person.line}: {told}")
                continue
            enrolled.append(person.user)
            if apply:
                _enrol(tx, _membership(ctx, found, person.user, person.role, "roster"))
        already = tuple(one.user for one in read.people if one.user in known)
        return RosterReport(
            applied=apply, enrolled=tuple(enrolled), already=already, problems=tuple(problems)
        )

    return await ctx.store.transact(work)


async def follow_groups(ctx: Context, user: str, groups: Collection[str]) -> None:
    """Let groups of the hub feed classes: who is in one is let in as a learner, once.

    Who left the group leaves the class, if nothing but the group had let them in. A class that is
    hidden keeps them: it can be brought back.
    """

    def work(tx: Transaction) -> None:
        fed = {one.id: one for one in tx.classes.by_hub_groups(groups)}
        for found in fed.values():
            _enrol(tx, _membership(ctx, found, user, "learner", "group"))
        for one in tx.memberships.of_user(user):
            if one.source != "group" or one.class_id is None or one.class_id in fed:
                continue
            if not _is_hidden(tx, one.class_id):
                tx.memberships.end(user, one.organization_id, one.class_id, ctx.clock.now())

    await ctx.store.transact(work)


def _enrol(tx: Transaction, membership: Membership) -> None:
    """Begin a membership of a class, unless there is one under way."""
    if membership.class_id not in {one.class_id for one in tx.memberships.of_user(membership.user)}:
        tx.memberships.begin(membership)


def _is_hidden(tx: Transaction, class_id: str) -> bool:
    try:
        tx.classes.get(class_id)
    except NotFoundError:
        return True
    return False


def _in(tx: Transaction, found: SchoolClass, user: str) -> tuple[Membership, ...]:
    return tuple(one for one in tx.memberships.of_user(user) if one.class_id == found.id)


def _membership(
    ctx: Context, found: SchoolClass, user: str, role: Role, source: MembershipSource
) -> Membership:
    return Membership(
        user=user,
        organization_id=found.organization_id,
        class_id=found.id,
        role=role,
        source=source,
        since=ctx.clock.now(),
    )


def _check_grant(tx: Transaction, caller: Caller, found: SchoolClass, role: Role) -> None:
    own = role_in(tx.memberships.of_user(caller.user), found.organization_id, found.id)
    if not may_grant(own, role):
        raise ForbiddenError(NO_GRANT.format(own=own, role=role))


def _seen(found: SchoolClass, role: Role) -> SchoolClass:
    """Return a class as a role may see it: who has the code lets in whomever they like."""
    return found if role in STAFF else found.model_copy(update={"join_code": None})
