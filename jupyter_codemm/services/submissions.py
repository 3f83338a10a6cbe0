"""The records of submissions: every step of one is a transaction that checks who may take it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from jupyter_codemm.classroom import allowed, availability
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.submission import Submission, SubmissionSummary, SubmitRequest
from jupyter_codemm.errors import (
    MissingToolError,
    NotFoundError,
    UnreadableError,
    WrongStateError,
)
from jupyter_codemm.ports import Pending, Transaction
from jupyter_codemm.services.attempting import attempts_made
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.given import problem_for, under
from jupyter_codemm.services.grading import grade_submission
from jupyter_codemm.services.leases import held_elsewhere
from jupyter_codemm.services.newest import with_newest
from jupyter_codemm.services.noting import note_submission
from jupyter_codemm.services.workplaces import quality_of

PREFIX = "submission:"
OPEN = ("queued", "running")
DELETED = "The problem was deleted before this was judged."
DAMAGED = "The problem cannot be read: its record is damaged. Your program is not to blame."


def lease_key(submission_id: str) -> str:
    """Return the key of the lease under which a submission is worked on."""
    return f"{PREFIX}{submission_id}"


async def list_submissions(
    ctx: Context, user: str, problem_id: str | None = None
) -> tuple[SubmissionSummary, ...]:
    """Return the user's submissions, newest first, of one problem if it is named."""

    def work(tx: Transaction) -> tuple[SubmissionSummary, ...]:
        return tuple(map(summary_of, with_newest(tx, tx.submissions.list(user, problem_id))))

    return await ctx.store.transact(work)


async def get_submission(ctx: Context, user: str, submission_id: str) -> Submission:
    """Return a submission as it counts now; raises NotFoundError when it is not the user's."""

    def work(tx: Transaction) -> Submission:
        (found,) = with_newest(tx, [tx.submissions.get(submission_id, user)])
        return found

    return await ctx.store.transact(work)


def submitted_problem(tx: Transaction, submission: Submission) -> Problem:
    """Return the problem that was submitted to, whatever has become of it since."""
    user, version = submission.user, submission.problem_version
    if submission.challenge_id is not None:
        challenge = tx.challenges.get(submission.challenge_id)
        found = tx.versions.problem(submission.problem_id, version, challenge.owner)
        return under(challenge, found)
    try:
        _, problem = tx.activities.problem(submission.problem_id, user)
    except NotFoundError:
        return tx.versions.problem(submission.problem_id, version, user)
    if problem.version == version:
        return problem
    return tx.versions.problem(submission.problem_id, version, user)


def summary_of(submission: Submission) -> SubmissionSummary:
    """Return a submission as a list has it."""
    shared = submission.model_dump(include=set(SubmissionSummary.model_fields))
    outcome = submission.outcome
    if outcome is not None:
        counted = {"verdict", "passed", "total", "points", "max_points"}
        shared |= outcome.model_dump(include=counted)
    return SubmissionSummary(**shared)


@dataclass(frozen=True, slots=True)
class Turn:
    """A submission whose turn has come, and its problem, or why it has none any more."""

    submission: Submission
    problem: Problem | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """What a queue does to the store. A submission is leased from the moment it is stored."""

    ctx: Context
    lease_seconds: float

    async def add(
        self, user: str, request: SubmitRequest, refused: Mapping[Language, str]
    ) -> Submission:
        """Store a new submission; `refused` says why languages may not be submitted now.

        Raises NotFoundError, InvalidInputError and MissingToolError; then nothing is stored.
        """
        return await self.ctx.store.transact(
            partial(self._added, user=user, request=request, refused=refused)
        )

    async def begin(self, pending: Pending) -> Turn | None:
        """Mark one as running; None when it is no longer open or no longer this process's."""
        return await self.ctx.store.transact(partial(self._begun, pending=pending))

    async def renew(self, submission: Submission) -> None:
        """Prolong the lease of one, if it is still this process's."""
        keys, now = {lease_key(submission.id)}, self.ctx.clock.now()
        await self.ctx.store.transact(
            lambda tx: tx.leases.renew(keys, self.ctx.holder, now, self.lease_seconds)
        )

    async def end(self, turn: Turn, outcome: Outcome) -> None:
        """Write the outcome of one that is still this process's, and give up its lease.

        What the learner did goes into their journey with it. Of one that was erased nothing is
        written.
        """
        quality = None
        if turn.problem is not None and outcome.verdict != "judge_error":
            # The transaction holds the write lock, and reading a program may take a while.
            quality = await asyncio.to_thread(quality_of, turn.problem, turn.submission.source)
        await self.ctx.store.transact(
            partial(self._ended, turn=turn, outcome=outcome, quality=quality)
        )

    async def cancel(self, user: str, submission_id: str) -> Submission:
        """Mark one as cancelled, whoever works on it, and return it.

        Raises NotFoundError when it is not the user's, WrongStateError when it has its verdict.
        """
        return await self.ctx.store.transact(
            partial(self._cancelled, user=user, submission_id=submission_id)
        )

    async def adopt(self, known: Collection[str]) -> tuple[list[Pending], bool]:
        """Lease what is open and nobody works on, oldest first.

        Returns it, and whether another process still works on some.
        """
        return await self.ctx.store.transact(partial(self._adopted, known=frozenset(known)))

    async def release(self, submission_ids: Collection[str]) -> None:
        """Give up leases, so that another process may go on at once."""

        def work(tx: Transaction) -> None:
            for submission_id in submission_ids:
                self._released(tx, submission_id)

        await self.ctx.store.transact(work)

    def _added(
        self, tx: Transaction, user: str, request: SubmitRequest, refused: Mapping[Language, str]
    ) -> Submission:
        now = self.ctx.clock.now()
        one = problem_for(tx, user, request.problem_id, now)
        problem, challenge = one.problem, one.challenge
        if challenge is not None and not allowed(one.role, "see_work"):
            limited = challenge.terms.attempts is not None
            attempts = attempts_made(tx, challenge.id, problem.id, user) if limited else 0
            open_now = availability(challenge, now, attempts)
            if not open_now.is_open:
                raise WrongStateError(open_now.reason, where="problem_id")
        request.source.resolved(problem.language, entry_file=problem.entry_file)
        if problem.language in refused:
            raise MissingToolError(refused[problem.language], where="problem_id")
        submission = Submission(
            id=self.ctx.new_id("submission"),
            user=user,
            challenge_id=None if challenge is None else challenge.id,
            challenge_version=None if challenge is None else challenge.version,
            activity_id=one.activity.id,
            problem_id=problem.id,
            problem_version=problem.version,
            language=problem.language,
            source=request.source,
            status="queued",
            submitted_at=now,
        )
        tx.submissions.add(submission)
        self._acquire(tx, submission.id)
        return submission

    def _begun(self, tx: Transaction, pending: Pending) -> Turn | None:
        if not self._holds(tx, pending.id):
            return None
        try:
            submission = tx.submissions.get(pending.id, pending.user)
        except NotFoundError:
            self._released(tx, pending.id)  # it was erased
            return None
        if submission.status not in OPEN:
            return None
        running = submission.model_copy(update={"status": "running"})
        tx.submissions.save(running)
        try:
            problem = submitted_problem(tx, submission)
        except NotFoundError:
            return Turn(running, None, DELETED)
        except UnreadableError:
            return Turn(running, None, DAMAGED)
        return Turn(running, problem)

    def _ended(self, tx: Transaction, turn: Turn, outcome: Outcome, quality: float | None) -> None:
        submission, problem = turn.submission, turn.problem
        if not self._holds(tx, submission.id):
            return
        judged_at = self.ctx.clock.now()
        done = submission.updated(status="done", outcome=outcome, judged_at=judged_at)
        self._released(tx, submission.id)
        try:
            tx.submissions.save(done)
        except NotFoundError:
            return  # it was erased while it was judged: nobody waits for its outcome
        if problem is not None:
            note_submission(tx, self.ctx, done, problem, outcome, quality=quality)
            grade_submission(tx, self.ctx, done)

    def _cancelled(self, tx: Transaction, user: str, submission_id: str) -> Submission:
        submission = tx.submissions.get(submission_id, user)
        if submission.status == "done":
            raise WrongStateError("this submission has its verdict already")
        cancelled = submission.model_copy(update={"status": "cancelled"})
        tx.submissions.save(cancelled)
        lease = tx.leases.get(lease_key(submission_id))
        if lease is not None:
            # Whoever works on it notices by its next heartbeat, and may write no outcome.
            tx.leases.release(lease.key, lease.holder)
        return cancelled

    def _adopted(self, tx: Transaction, known: frozenset[str]) -> tuple[list[Pending], bool]:
        found = [item for item in tx.submissions.unfinished() if item.id not in known]
        free, theirs = [], False
        for item in found:
            if held_elsewhere(tx, lease_key(item.id), self.ctx):
                theirs = True
            elif self._acquire(tx, item.id):
                free.append(item)
        return free, theirs

    def _acquire(self, tx: Transaction, submission_id: str) -> bool:
        now = self.ctx.clock.now()
        return tx.leases.acquire(lease_key(submission_id), self.ctx.holder, now, self.lease_seconds)

    def _released(self, tx: Transaction, submission_id: str) -> None:
        tx.leases.release(lease_key(submission_id), self.ctx.holder)

    def _holds(self, tx: Transaction, submission_id: str) -> bool:
        lease = tx.leases.get(lease_key(submission_id))
        return lease is not None and lease.holder == self.ctx.holder
