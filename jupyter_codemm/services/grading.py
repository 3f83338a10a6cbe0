"""Grades of challenges: what submissions come to, and what staff decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jupyter_codemm.classroom import Action, decided, regraded, released_events, suggested
from jupyter_codemm.contracts.classroom import Challenge
from jupyter_codemm.contracts.gradebook import (
    Gradebook,
    GradeHistory,
    JudgedAgain,
    OverrideRequest,
)
from jupyter_codemm.contracts.grading import Grade, GradeCause, GradeEvent, Scored
from jupyter_codemm.contracts.regrading import NewVerdict
from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.accesses import check_learner, record_grade_read
from jupyter_codemm.services.attempting import is_attempt, log_attempts
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller, challenge_for
from jupyter_codemm.services.given import given_activity
from jupyter_codemm.services.newest import with_newest

NO_GRADE = "{user} has no grade for this challenge."
NO_OVERRIDE = "The grade of {user} is what the tests say: there is no decision to take back."


def grade_submission(tx: Transaction, ctx: Context, done: Submission) -> None:
    """Let a judged submission count for the challenge that it was made to, if any.

    A challenge that is gone meanwhile keeps nobody from their verdict.
    """
    if done.challenge_id is None or done.judged_at is None or not is_attempt(done):
        return
    try:
        challenge = tx.challenges.get(done.challenge_id)
        made = newest_of(tx, challenge.id, done.user)
        log_attempts(tx, ctx.key, made, done.problem_id)
        _settle(tx, challenge, done.user, Step("submitted", done.judged_at), made)
    except NotFoundError:
        return


def newest_of(tx: Transaction, challenge_id: str, user: str) -> tuple[Submission, ...]:
    """Return what somebody submitted to a challenge, oldest first, with the newest verdicts."""
    return with_newest(tx, tx.submissions.of_challenge(challenge_id, user))


def settle_again(
    tx: Transaction, ctx: Context, challenge: Challenge, user: str, *, at: datetime, actor: str
) -> Grade | None:
    """Bring a grade and its logs up to date after submissions were judged again, and return it.

    What staff decided stays.
    """
    made = newest_of(tx, challenge.id, user)
    for problem_id in {one.problem_id for one in made}:
        log_attempts(tx, ctx.key, made, problem_id)
    _settle(tx, challenge, user, Step("regraded", at, actor), made)
    return tx.grades.get(challenge.id, user)


async def gradebook(ctx: Context, caller: Caller, challenge_id: str) -> Gradebook:
    """Return the grades of a challenge, pending ones of learners without a submission included."""

    def work(tx: Transaction) -> Gradebook:
        challenge = challenge_for(tx, caller, challenge_id, "see_work")
        known = {grade.user: grade for grade in tx.grades.of_challenge(challenge.id)}
        members = () if challenge.class_id is None else tx.memberships.roles(challenge.class_id)
        names = {one.user for one in members if one.role == "learner"} | set(known)
        grades = [known.get(name) or _pending(challenge, name) for name in sorted(names)]
        return Gradebook(challenge_id=challenge.id, grades=tuple(grades))

    return await ctx.store.transact(work)


async def history(ctx: Context, caller: Caller, challenge_id: str, user: str) -> GradeHistory:
    """Return how somebody's grade came to be; everybody may see what was released of their own.

    Who reads that of somebody else is written down. Raises as `challenge_for`, and NotFoundError
    for somebody who is and was no learner of the class and has no grade.
    """

    def work(tx: Transaction) -> GradeHistory:
        action: Action = "solve" if user == caller.user else "see_work"
        challenge = challenge_for(tx, caller, challenge_id, action)
        events = tx.grades.events(challenge.id, user)
        if not events and user != caller.user:
            _check_was_learner(tx, challenge, user)
        record_grade_read(tx, ctx, caller, challenge, user)
        again = tx.regrades.verdicts(challenge.id, user)
        return GradeHistory(
            events=released_events(events) if user == caller.user else events,
            judged_again=tuple(map(_again, again)),
        )

    return await ctx.store.transact(work)


async def override(
    ctx: Context, caller: Caller, challenge_id: str, asked: OverrideRequest
) -> Grade:
    """Decide a grade, or take the decision back, and return the grade.

    A review that the decision had put aside counts again when that is taken back.

    Raises NotFoundError for somebody who is not in the class, WrongStateError when there is no
    decision to take back.
    """
    now = ctx.clock.now()

    def work(tx: Transaction) -> Grade:
        challenge = challenge_for(tx, caller, challenge_id, "grade")
        before = tx.grades.get(challenge.id, asked.user)
        if before is None and not _is_learner(tx, challenge, asked.user):
            raise NotFoundError(f"{asked.user} is not in this class.", where="user")
        if asked.percent is None:
            if before is None or not before.is_override:
                raise WrongStateError(NO_OVERRIDE.format(user=asked.user), where="user")
            made = newest_of(tx, challenge.id, asked.user)
            suggestion = _suggestion(tx, challenge, asked.user, made)
            after = regraded(_before_override(tx, challenge, asked.user), suggestion)
            step = Step("released_override", now, caller.user)
        else:
            after = decided(
                before or _pending(challenge, asked.user),
                asked.percent,
                at=now,
                comment=asked.comment,
                is_override=True,
            )
            step = Step("overridden", now, caller.user)
        record(tx, before, after, step)
        return after

    return await ctx.store.transact(work)


@dataclass(frozen=True, slots=True)
class Step:
    """Why a grade changes, when, and by whom; nobody where nobody acts by hand."""

    cause: GradeCause
    at: datetime
    actor: str | None = None


def _settle(
    tx: Transaction, challenge: Challenge, user: str, step: Step, made: Iterable[Submission]
) -> None:
    """Bring a grade up to date with what was submitted; a decision of staff stays."""
    before = tx.grades.get(challenge.id, user)
    record(tx, before, regraded(before, _suggestion(tx, challenge, user, made)), step)


def _before_override(tx: Transaction, challenge: Challenge, user: str) -> Grade | None:
    """Return the grade that a decision against the tests has put aside, such as a review."""
    aside = None
    for event in tx.grades.events(challenge.id, user):
        if event.after.is_override and not (event.before and event.before.is_override):
            aside = event.before
    return aside


def _suggestion(
    tx: Transaction, challenge: Challenge, user: str, made: Iterable[Submission]
) -> Grade:
    problems = [problem.id for problem in given_activity(tx, challenge).problems]
    return suggested(challenge, problems, filter(None, map(_scored, made)), user)


def _scored(submission: Submission) -> Scored | None:
    outcome = submission.outcome
    if outcome is None or not is_attempt(submission) or not outcome.max_points:
        return None
    return Scored(
        submission_id=submission.id,
        problem_id=submission.problem_id,
        version=submission.challenge_version or 1,
        at=submission.submitted_at,
        points=outcome.points,
        max_points=outcome.max_points,
        passed=outcome.passed,
        total=outcome.total,
        # What the judge failed at first took no attempt, and takes none when it is judged later.
        is_free=submission.first_verdict == "judge_error",
    )


def record(tx: Transaction, before: Grade | None, after: Grade, step: Step) -> None:
    """Keep a change of a grade, if it is one."""
    if after == before:
        return
    tx.grades.record(
        GradeEvent(
            challenge_id=after.challenge_id,
            user=after.user,
            at=step.at,
            cause=step.cause,
            actor=step.actor,
            before=before,
            after=after,
        )
    )


def _again(one: NewVerdict) -> JudgedAgain:
    return JudgedAgain(
        submission_id=one.submission_id,
        problem_id=one.problem_id,
        problem_version=one.problem_version,
        verdict=one.outcome.verdict,
        passed=one.outcome.passed,
        total=one.outcome.total,
        judged_at=one.judged_at,
    )


def _pending(challenge: Challenge, user: str) -> Grade:
    return Grade(challenge_id=challenge.id, user=user, status="pending")


def _is_learner(tx: Transaction, challenge: Challenge, user: str) -> bool:
    return any(
        one.class_id == challenge.class_id and one.is_active for one in tx.memberships.of_user(user)
    )


def _check_was_learner(tx: Transaction, challenge: Challenge, user: str) -> None:
    if challenge.class_id is None:
        raise NotFoundError(NO_GRADE.format(user=user), where="user")
    check_learner(tx, tx.classes.get(challenge.class_id), user)
