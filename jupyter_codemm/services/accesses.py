"""Writing down who of the staff reads a learner's record, and showing it to the learner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from jupyter_codemm.contracts.access import Access, AccessKind, AccessLine, AccessLog
from jupyter_codemm.contracts.classroom import Challenge, SchoolClass
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller, class_for

MOST_READ = 2_000
"""Rows that are looked at for the learner's own list."""
TOGETHER = timedelta(minutes=30)
"""Readings of the same that follow each other so closely are one line."""

Allow = Callable[[Transaction], None]
"""Checks inside the transaction that reads whether that is allowed, and writes it down."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody of a class's staff wants to read of one of its learners.

    With `problem_id` it has to be a problem that a challenge of the class gives, or gave.
    """

    caller: Caller
    class_id: str
    user: str
    what: AccessKind
    problem_id: str | None = None
    challenge_id: str | None = None

    def allowed(self, tx: Transaction, ctx: Context) -> SchoolClass:
        """Check it, write it down and return the class; raises as `checked` does."""
        found = self.checked(tx)
        self._record(tx, ctx, found)
        return found

    def checked(self, tx: Transaction) -> SchoolClass:
        """Check it and return the class.

        Raises as `class_for` does, and NotFoundError for somebody who is and was no learner of the
        class, and for a problem or a challenge that is none of its own.
        """
        found = class_for(tx, self.caller, self.class_id, "see_work")
        members = tx.memberships.of_user(self.user, ended=True)
        if not any(one.class_id == found.id and one.role == "learner" for one in members):
            raise NotFoundError(f"{self.user} is no learner of this class.", where="user")
        self._check_scope(tx, found)
        return found

    def allow(self, ctx: Context) -> Allow:
        """Return the check for whoever opens the transaction."""

        def check(tx: Transaction) -> None:
            self.allowed(tx, ctx)

        return check

    def _check_scope(self, tx: Transaction, found: SchoolClass) -> None:
        if self.problem_id is not None:
            given = tx.challenges.with_problem(self.problem_id)
            if not any(one.class_id == found.id for one in given):
                raise NotFoundError(f"This class has no problem {self.problem_id}.")
        if self.challenge_id is not None:
            challenge = tx.challenges.get(self.challenge_id)
            if challenge.class_id != found.id:
                raise NotFoundError(f"There is no challenge {self.challenge_id}.")

    def _record(self, tx: Transaction, ctx: Context, found: SchoolClass) -> None:
        if self.user == self.caller.user:
            return
        tx.accesses.record(
            Access(
                at=ctx.clock.now(),
                actor=self.caller.user,
                subject=self.user,
                what=self.what,
                class_id=found.id,
                class_name=found.name,
                challenge_id=self.challenge_id,
                problem_id=self.problem_id,
            )
        )


def record_grade_read(
    tx: Transaction, ctx: Context, caller: Caller, challenge: Challenge, user: str
) -> None:
    """Write down that staff reads how somebody's grade came to be; one's own is nobody's matter."""
    if user == caller.user:
        return
    known = None if challenge.class_id is None else tx.classes.get(challenge.class_id)
    tx.accesses.record(
        Access(
            at=ctx.clock.now(),
            actor=caller.user,
            subject=user,
            what="grade",
            class_id=challenge.class_id,
            class_name=None if known is None else known.name,
            challenge_id=challenge.id,
        )
    )


async def accesses_to(ctx: Context, user: str) -> AccessLog:
    """Return who read somebody's record, newest first; a series of readings is one line."""
    found = await ctx.store.transact(lambda tx: tx.accesses.to(user, MOST_READ + 1))
    lines: list[AccessLine] = []
    for one in found[:MOST_READ]:
        last = lines[-1] if lines else None
        if last is not None and _goes_with(last, one):
            lines[-1] = last.model_copy(update={"first_at": one.at, "reads": last.reads + 1})
        else:
            lines.append(_line(one))
    return AccessLog(accesses=tuple(lines), complete=len(found) <= MOST_READ)


def _line(one: Access) -> AccessLine:
    told = one.model_dump(exclude={"at", "subject"})
    return AccessLine(**told, first_at=one.at, last_at=one.at, reads=1)


def _goes_with(line: AccessLine, earlier: Access) -> bool:
    told = earlier.model_dump(exclude={"at", "subject"})
    same = line.model_dump(include=set(told)) == told
    return same and abs(line.first_at - earlier.at) <= TOGETHER
