"""Runs that judge everything submitted to a challenge again, one submission after the other."""

from __future__ import annotations

import asyncio
import logging

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.regrading import Regrade, RegradeReport
from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.errors import CodemmError, UnreachableError
from jupyter_codemm.ports import JobQueue
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.leases import Heartbeat, LeaseTimes, Lookout, Pause
from jupyter_codemm.services.regrade_records import PREFIX, RegradeRecords, lease_key
from jupyter_codemm.services.regrade_turns import LearnerTurn
from jupyter_codemm.services.submissions import Turn
from jupyter_codemm.services.surprises import log_surprise
from jupyter_codemm.services.verdicts import outcome_of

_log = logging.getLogger(__name__)
AWAY = "The judge cannot be reached; this goes on as soon as it can."


class Regrades:
    """Starts, follows and stops runs. Each settles one learner after the other, each at once.

    A run is leased from the moment it is stored: after a crash another process, or the next one,
    goes on with the learners who are left.
    """

    def __init__(
        self,
        ctx: Context,
        jobs: JobQueue,
        *,
        times: LeaseTimes | None = None,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._ctx = ctx
        self._jobs = jobs
        self._times = times or LeaseTimes()
        self._pause = pause
        self._records = RegradeRecords(ctx, self._times.lease_seconds)
        self._heartbeat = Heartbeat(ctx, self._times, pause, self._lost)
        self._lookout = Lookout(self._adopt, self._times, pause)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._judged: dict[str, int] = {}
        self._closed = False

    async def start(self, caller: Caller, challenge_id: str) -> Regrade:
        """Begin to judge everything that was submitted to a challenge by the tests it gives now.

        Raises as `challenge_for`, WrongStateError while another run of it is under way, and
        InvalidInputError when nothing was submitted yet.
        """
        made = await self._records.add(caller, challenge_id)
        self._begin(made.id)
        return made

    async def cancel(self, caller: Caller, challenge_id: str, regrade_id: str) -> Regrade:
        """End a run before its time, here or elsewhere; learners that are settled stay so.

        Raises WrongStateError when it has ended already.
        """
        ended = await self._records.cancel(caller, challenge_id, regrade_id)
        self._stop(regrade_id)
        return ended

    async def of_challenge(self, caller: Caller, challenge_id: str) -> tuple[Regrade, ...]:
        """Return the runs of a challenge, newest first."""
        found = await self._records.of_challenge(caller, challenge_id)
        return tuple(self._told(one) for one in found)

    async def report(self, caller: Caller, challenge_id: str, regrade_id: str) -> RegradeReport:
        """Return a run and what it has changed so far; raises NotFoundError."""
        found = await self._records.report(caller, challenge_id, regrade_id)
        return found.model_copy(update={"regrade": self._told(found.regrade)})

    async def recover(self) -> None:
        """Go on with what a dead process left behind."""
        await self._lookout.look()

    async def wait(self) -> None:
        """Return when no run is under way here any more."""
        while self._running:
            await asyncio.wait(self._running.values())

    async def close(self) -> None:
        """Stop; runs go on when a server is started again."""
        self._closed = True
        await self._lookout.close()
        ours = frozenset(self._running)
        tasks = tuple(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._heartbeat.close()
        await self._records.release(ours)

    def _told(self, regrade: Regrade) -> Regrade:
        """Return a run that is under way here with what was judged since its last learner."""
        more = self._judged.get(regrade.id, 0)
        if regrade.state != "running" or not more:
            return regrade
        return regrade.model_copy(update={"done": min(regrade.total, regrade.done + more)})

    def _begin(self, regrade_id: str) -> None:
        if self._closed or regrade_id in self._running:
            return
        self._heartbeat.watch(lease_key(regrade_id))
        task = asyncio.create_task(self._run(regrade_id), name=lease_key(regrade_id))
        self._running[regrade_id] = task
        task.add_done_callback(lambda done: self._ended(regrade_id, done))

    def _ended(self, regrade_id: str, task: asyncio.Task[None]) -> None:
        log_surprise(task)
        del self._running[regrade_id]
        self._judged.pop(regrade_id, None)
        self._heartbeat.drop(lease_key(regrade_id))
        if task.cancelled() or task.exception() is not None:
            self._lookout.look_later()

    def _lost(self, key: str) -> None:
        """Stop what another process has taken over, or what was cancelled elsewhere."""
        self._stop(key.removeprefix(PREFIX))

    def _stop(self, regrade_id: str) -> None:
        task = self._running.get(regrade_id)
        if task is not None:
            task.cancel()

    async def _adopt(self) -> bool:
        free, theirs = await self._records.adopt(frozenset(self._running))
        for regrade_id in free:
            self._begin(regrade_id)
        return theirs

    async def _run(self, regrade_id: str) -> None:
        goes_on = True
        while goes_on:
            turn = await self._records.next(regrade_id)
            if turn is None:
                return
            if turn == "later":
                await self._pause(self._times.heartbeat_seconds)
                continue
            outcomes = {}
            self._judged[regrade_id] = 0
            for submission in turn.submissions:
                outcome = await self._judge(regrade_id, turn, submission)
                if outcome is None:
                    return
                outcomes[submission.id] = outcome
                self._judged[regrade_id] += 1
            goes_on = await self._settled(regrade_id, turn, outcomes)
            self._judged[regrade_id] = 0

    async def _settled(
        self, regrade_id: str, turn: LearnerTurn, outcomes: dict[str, Outcome]
    ) -> bool:
        """Store what came of a learner, however long the store refuses: nothing is judged twice."""
        while True:
            try:
                return await self._records.settle(regrade_id, turn, outcomes)
            except CodemmError as error:
                _log.error("%s: a learner was not settled: %s", regrade_id, error.code)
                await self._pause(self._times.heartbeat_seconds)

    async def _judge(
        self, regrade_id: str, turn: LearnerTurn, submission: Submission
    ) -> Outcome | None:
        """Judge a submission by the problem as it is given now, as soon as the judge is there.

        None when the run has ended before.
        """
        problem: Problem = turn.problems[submission.problem_id]
        again = Turn(submission, problem)
        # The submission's own id is the job of its first verdict, which may be remembered.
        job_id = f"{regrade_id}.{submission.id}"
        while True:
            try:
                return await outcome_of(self._ctx, again, self._jobs, job_id=job_id)
            except UnreachableError:
                if not await self._records.note(regrade_id, AWAY):
                    return None
                await self._pause(self._times.lease_seconds)
