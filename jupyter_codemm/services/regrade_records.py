"""The steps of a run that judges submissions again, each a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jupyter_codemm.contracts.classroom import Challenge
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.regrading import (
    NewVerdict,
    Regrade,
    RegradeLine,
    RegradeReport,
    VerdictChange,
)
from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.errors import InvalidInputError, NotFoundError, WrongStateError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller, challenge_for
from jupyter_codemm.services.grading import newest_of, settle_again
from jupyter_codemm.services.leases import held_elsewhere
from jupyter_codemm.services.regrade_turns import Ground, LearnerTurn, ground_of, next_turn

PREFIX = "regrade:"
RUNNING = "A regrading of this challenge is under way; wait for its end, or cancel it."
ENDED = "This regrading has ended already."
WAITS = "It waits for submissions that have no verdict yet."
NOTHING = "Nothing was submitted to this challenge yet."


def lease_key(regrade_id: str) -> str:
    """Return the key of the lease under which a run is worked on."""
    return f"{PREFIX}{regrade_id}"


@dataclass(frozen=True, slots=True)
class RegradeRecords:
    """What runs do to the store. A run is leased from the moment it is stored."""

    ctx: Context
    lease_seconds: float

    async def add(self, caller: Caller, challenge_id: str) -> Regrade:
        """Store a new run of a challenge and lease it.

        Raises as `challenge_for`, WrongStateError while another one runs, and InvalidInputError
        when nothing was submitted yet.
        """
        now = self.ctx.clock.now()

        def work(tx: Transaction) -> Regrade:
            challenge = challenge_for(tx, caller, challenge_id, "release")
            if any(one.state == "running" for one in tx.regrades.of_challenge(challenge.id)):
                raise WrongStateError(RUNNING)
            waiting = tx.submissions.waiting([challenge.id]).values()
            total = sum(tx.submissions.judged(challenge.id).values()) + sum(map(len, waiting))
            if not total:
                raise InvalidInputError(NOTHING, where="challenge_id")
            made = Regrade(
                id=self.ctx.new_id("regrade"),
                challenge_id=challenge.id,
                actor=caller.user,
                activity_version=challenge.activity_version,
                total=total,
                created_at=now,
            )
            tx.regrades.add(made)
            self._acquire(tx, made.id)
            return made

        return await self.ctx.store.transact(work)

    async def cancel(self, caller: Caller, challenge_id: str, regrade_id: str) -> Regrade:
        """End a run before its time, whoever works on it; who was settled stays so."""
        now = self.ctx.clock.now()

        def work(tx: Transaction) -> Regrade:
            run = self._run(tx, challenge_for(tx, caller, challenge_id, "release"), regrade_id)
            if run.state != "running":
                raise WrongStateError(ENDED)
            ended = run.updated(state="cancelled", ended_at=now)
            tx.regrades.save(ended)
            lease = tx.leases.get(lease_key(run.id))
            if lease is not None:
                tx.leases.release(lease.key, lease.holder)
            return ended

        return await self.ctx.store.transact(work)

    async def of_challenge(self, caller: Caller, challenge_id: str) -> tuple[Regrade, ...]:
        """Return the runs of a challenge, newest first."""

        def work(tx: Transaction) -> tuple[Regrade, ...]:
            challenge = challenge_for(tx, caller, challenge_id, "see_work")
            return tx.regrades.of_challenge(challenge.id)

        return await self.ctx.store.transact(work)

    async def report(self, caller: Caller, challenge_id: str, regrade_id: str) -> RegradeReport:
        """Return a run and what it has changed so far."""

        def work(tx: Transaction) -> RegradeReport:
            run = self._run(tx, challenge_for(tx, caller, challenge_id, "see_work"), regrade_id)
            return RegradeReport(regrade=run, lines=tx.regrades.lines(run.id))

        return await self.ctx.store.transact(work)

    async def next(self, regrade_id: str) -> LearnerTurn | Literal["later"] | None:
        """Return the next learner of a run; None when it is at its end, which is then noted.

        Also None when it is no longer under way, or no longer this process's; "later" when all who
        are left wait for a verdict, which is noted too.
        """

        def work(tx: Transaction) -> LearnerTurn | Literal["later"] | None:
            under_way = self._under_way(tx, regrade_id)
            if under_way is None:
                return None
            run, ground = under_way
            turn = next_turn(tx, run, ground)
            if turn is None:
                self._end(tx, run.updated(state="done", total=run.done))
            elif turn == "later" and run.note != WAITS:
                tx.regrades.save(run.updated(note=WAITS))
            return turn

        return await self.ctx.store.transact(work)

    async def settle(
        self, regrade_id: str, turn: LearnerTurn, outcomes: Mapping[str, Outcome]
    ) -> bool:
        """Keep the new verdicts of one learner and bring their grade up to date, all at once.

        What the judge failed at keeps its verdict. Returns whether the run goes on.
        """
        now = self.ctx.clock.now()

        def work(tx: Transaction) -> bool:
            under_way = self._under_way(tx, regrade_id)
            if under_way is None:
                return False
            run, ground = under_way
            challenge = ground.challenge
            first = {one.id: one for one in newest_of(tx, challenge.id, turn.user)}
            if not first:  # the learner had everything erased meanwhile
                return True
            # What was erased is gone for good, also when they have submitted again since.
            judged = [one for one in turn.submissions if one.id in first]
            verdicts = [
                NewVerdict(
                    regrade_id=run.id,
                    submission_id=one.id,
                    challenge_id=challenge.id,
                    user=turn.user,
                    problem_id=one.problem_id,
                    problem_version=turn.problems[one.problem_id].version,
                    outcome=outcomes[one.id],
                    judged_at=now,
                )
                for one in judged
                if outcomes[one.id].verdict != "judge_error"
            ]
            failed = len(judged) - len(verdicts)
            before = tx.grades.get(challenge.id, turn.user)
            tx.regrades.keep(verdicts)
            after = settle_again(tx, self.ctx, challenge, turn.user, at=now, actor=run.actor)
            line = RegradeLine(
                user=turn.user,
                before=before,
                after=after,
                judged=len(verdicts),
                failed=failed,
                changed=tuple(
                    change for one in verdicts if (change := _change(first[one.submission_id], one))
                ),
            )
            tx.regrades.settle(run.id, line)
            done = run.done + turn.looked_at
            total = max(run.total, done)
            tx.regrades.save(
                run.updated(done=done, total=total, failed=run.failed + failed, note="")
            )
            return True

        return await self.ctx.store.transact(work)

    async def note(self, regrade_id: str, note: str) -> bool:
        """Say why a run makes no progress; return whether it goes on."""

        def work(tx: Transaction) -> bool:
            under_way = self._under_way(tx, regrade_id)
            if under_way is None:
                return False
            run, _ = under_way
            if run.note != note:
                tx.regrades.save(run.updated(note=note))
            return True

        return await self.ctx.store.transact(work)

    async def adopt(self, known: frozenset[str]) -> tuple[list[str], bool]:
        """Lease runs that nobody works on; return them, and whether others work on some."""

        def work(tx: Transaction) -> tuple[list[str], bool]:
            free, theirs = [], False
            for run in tx.regrades.running():
                if run.id in known:
                    continue
                if held_elsewhere(tx, lease_key(run.id), self.ctx):
                    theirs = True
                elif self._acquire(tx, run.id):
                    free.append(run.id)
            return free, theirs

        return await self.ctx.store.transact(work)

    async def release(self, regrade_ids: frozenset[str]) -> None:
        """Give up leases, so that another process may go on at once."""

        def work(tx: Transaction) -> None:
            for regrade_id in regrade_ids:
                tx.leases.release(lease_key(regrade_id), self.ctx.holder)

        await self.ctx.store.transact(work)

    def _under_way(self, tx: Transaction, regrade_id: str) -> tuple[Regrade, Ground] | None:
        """Return a run of this process with what it judges by; one that cannot go on ends here."""
        if not self._holds(tx, regrade_id):
            return None
        run = tx.regrades.get(regrade_id)
        ground = ground_of(tx, run)
        if run.state != "running":
            tx.leases.release(lease_key(run.id), self.ctx.holder)
        elif isinstance(ground, Ground):
            return run, ground
        else:
            self._end(tx, run.updated(state="cancelled"), ground)
        return None

    def _end(self, tx: Transaction, run: Regrade, note: str = "") -> None:
        tx.regrades.save(run.updated(ended_at=self.ctx.clock.now(), note=note))
        tx.leases.release(lease_key(run.id), self.ctx.holder)

    def _run(self, tx: Transaction, challenge: Challenge, regrade_id: str) -> Regrade:
        run = tx.regrades.get(regrade_id)
        if run.challenge_id != challenge.id:
            raise NotFoundError(f"There is no regrading {regrade_id}.")
        return run

    def _acquire(self, tx: Transaction, regrade_id: str) -> bool:
        now = self.ctx.clock.now()
        return tx.leases.acquire(lease_key(regrade_id), self.ctx.holder, now, self.lease_seconds)

    def _holds(self, tx: Transaction, regrade_id: str) -> bool:
        lease = tx.leases.get(lease_key(regrade_id))
        return lease is not None and lease.holder == self.ctx.holder


def _change(before: Submission, after: NewVerdict) -> VerdictChange | None:
    """Return how a verdict differs from the one before; None when it does not."""
    first, now = before.outcome, after.outcome
    if first is None or (first.verdict, first.passed) == (now.verdict, now.passed):
        return None
    return VerdictChange(
        submission_id=after.submission_id,
        problem_id=after.problem_id,
        before=first.verdict,
        before_passed=first.passed,
        before_total=first.total,
        after=now.verdict,
        after_passed=now.passed,
        after_total=now.total,
    )
