"""Grades that a person gives after looking at the work, where tests alone do not decide."""

from __future__ import annotations

from jupyter_codemm.classroom import reopened, reviewed
from jupyter_codemm.contracts.gradebook import ReviewQueue
from jupyter_codemm.contracts.grading import Grade, ReviewRequest
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller, challenge_for
from jupyter_codemm.services.grading import Step, record

BY_TESTS = "This challenge is graded by its tests; to decide against them, override the grade."
NOTHING = "{user} has submitted nothing that could be looked at."
NOT_DECIDED = "The grade of {user} waits for somebody already."
OVERRIDDEN = "The grade of {user} is a decision against the tests; take that back first."


async def reviews(ctx: Context, caller: Caller, challenge_id: str) -> ReviewQueue:
    """Return what waits for a person, longest first, and what was decided; for staff."""

    def work(tx: Transaction) -> ReviewQueue:
        challenge = challenge_for(tx, caller, challenge_id, "see_work")
        grades = tx.grades.of_challenge(challenge.id)
        waiting = [one for one in grades if one.status == "manual_review"]
        since = {log.user: log.at[-1] for log in tx.attempts.of_challenge(challenge.id)}
        waiting.sort(key=lambda one: (since.get(one.user, challenge.created_at), one.user))
        decided = [one for one in grades if one.grader == "teacher" and one.graded_at is not None]
        decided.sort(key=lambda one: (one.graded_at, one.user), reverse=True)
        return ReviewQueue(
            challenge_id=challenge.id,
            rubric=challenge.terms.rubric,
            waiting=tuple(waiting),
            reviewed=tuple(decided),
        )

    return await ctx.store.transact(work)


async def review(ctx: Context, caller: Caller, challenge_id: str, asked: ReviewRequest) -> Grade:
    """Grade somebody's work, or let it wait for that again, and return the grade.

    Raises WrongStateError for a grade that is made by tests and for a grade that is a
    decision against them, NotFoundError for somebody without a submission, and InvalidInputError
    as `reviewed` does.
    """
    now = ctx.clock.now()

    def work(tx: Transaction) -> Grade:
        challenge = challenge_for(tx, caller, challenge_id, "grade")
        before = tx.grades.get(challenge.id, asked.user)
        if challenge.terms.evaluation == "tests" and not _is_a_persons(before):
            raise WrongStateError(BY_TESTS)
        if before is None:
            raise NotFoundError(NOTHING.format(user=asked.user), where="user")
        if before.is_override:
            raise WrongStateError(OVERRIDDEN.format(user=asked.user), where="user")
        if not asked.reopen:
            after = reviewed(before, asked, challenge.terms.rubric, at=now)
            record(tx, before, after, Step("reviewed", now, caller.user))
            return after
        if before.status != "graded":
            raise WrongStateError(NOT_DECIDED.format(user=asked.user), where="user")
        after = reopened(before)
        record(tx, before, after, Step("reopened", now, caller.user))
        return after

    return await ctx.store.transact(work)


def _is_a_persons(grade: Grade | None) -> bool:
    """Return whether a grade waits for a person or comes from one, by terms of before perhaps."""
    return grade is not None and (grade.status == "manual_review" or grade.grader == "teacher")
