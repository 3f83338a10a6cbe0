"""Erasing what a learner left in a class, which an admin of the organisation may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jupyter_codemm.contracts.access import Access
from jupyter_codemm.contracts.classroom import SchoolClass
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.accesses import check_learner
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller, class_for, organization_for
from jupyter_codemm.services.problem_records import forget_at

TYPE_THE_NAME = "confirm: type the name of the learner, {user}, to say that it is meant"


@dataclass(frozen=True, slots=True)
class Erasure:
    """Who erases what whom left where; `confirm` has to be the learner's name."""

    caller: Caller
    class_id: str
    user: str
    confirm: str

    def allowed(self, tx: Transaction) -> SchoolClass:
        """Return the class.

        Raises as `class_for`, `organization_for` and `check_learner` do, and InvalidInputError
        without the name.
        """
        found = class_for(tx, self.caller, self.class_id, "manage_organization")
        organization_for(tx, self.caller, found.organization_id, "manage_organization")
        check_learner(tx, found, self.user)
        if self.confirm != self.user:
            raise InvalidInputError(TYPE_THE_NAME.format(user=self.user), where="confirm")
        return found


async def erase_in_class(ctx: Context, erasure: Erasure) -> Mapping[str, int]:
    """Erase a learner's records, submissions and grades in a class; returns how many rows of each.

    Hidden challenges are among it. Records at a problem that another class of the organisation
    gives, too, go as well; those that a class of another organisation gives this learner stay. The
    learner stays in the class, and sees who did it and when. Raises as `Erasure.allowed`.
    """
    user = erasure.user
    # A wording that is still being written would be stored with what is erased.
    going = await ctx.store.transact(lambda tx: _problems(tx, erasure.allowed(tx), user))
    await ctx.forget(user, going)

    def work(tx: Transaction) -> tuple[Mapping[str, int], frozenset[str]]:
        found = erasure.allowed(tx)
        actor = erasure.caller.user
        given = [
            one.id
            for deleted in (False, True)
            for one in tx.challenges.of_class(found.id, deleted=deleted)
        ]
        problems = _problems(tx, found, user)
        records = forget_at(tx, user, problems, actor=actor, action="erase")
        made = tx.people.erase_work(user, found.id, given, actor=actor)
        if user != actor:
            tx.accesses.record(
                Access(
                    at=ctx.clock.now(),
                    actor=actor,
                    subject=user,
                    what="erasure",
                    class_id=found.id,
                    class_name=found.name,
                )
            )
        return {**records, **made}, problems

    erased, gone = await ctx.store.transact(work)
    await ctx.forget(user, gone)  # of what has begun since
    return erased


def _problems(tx: Transaction, found: SchoolClass, user: str) -> frozenset[str]:
    """Return the problems of a class but for those that another organisation gives the learner."""
    elsewhere = {
        one.class_id
        for one in tx.memberships.of_user(user, ended=True)
        if one.role == "learner" and one.organization_id != found.organization_id
    }
    theirs = {
        problem
        for class_id in elsewhere
        if class_id is not None
        for problem in tx.challenges.problems_of_class(class_id, deleted=True)
    }
    return frozenset(tx.challenges.problems_of_class(found.id, deleted=True)) - theirs
