"""The queue of submissions: fair, bounded, and each judged once."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.submission import Submission, SubmissionSummary, SubmitRequest
from jupyter_codemm.errors import (
    CodemmError,
    UnreachableError,
    UnreadableError,
)
from jupyter_codemm.judging import INTERNAL, judge_error
from jupyter_codemm.ports import JobQueue, Pending, Place
from jupyter_codemm.services import submissions
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.fair_queue import FairQueue
from jupyter_codemm.services.judging_here import JudgingHere
from jupyter_codemm.services.leases import Heartbeat, LeaseTimes, Lookout, Pause
from jupyter_codemm.services.places import Places
from jupyter_codemm.services.resting import Resting
from jupyter_codemm.services.submissions import OPEN, PREFIX, Records, Turn, lease_key
from jupyter_codemm.services.surprises import log_surprise
from jupyter_codemm.services.tiers import refused_languages
from jupyter_codemm.services.verdicts import UNWRITABLE, outcome_of
from jupyter_codemm.services.wakeups import heard

_log = logging.getLogger(__name__)
POLL_SECONDS = 2.0

S = TypeVar("S", Submission, SubmissionSummary)
SURE_AFTER = 3  # writes of an outcome that alone were refused, one after another


@dataclass(frozen=True, slots=True)
class QueueSize:
    """How many are judged here at once, and how many may be open: of everybody, and of one user."""

    workers: int = 2
    open: int = 2000
    per_user: int = 100


class SubmissionQueue:
    """Has submissions judged, a few at a time, in fair order, each once.

    A submission is leased from the moment it is stored, so that after a crash another process, or
    the next one, judges it. What waits is kept as ids: sources are read when their turn comes.
    """

    def __init__(
        self,
        ctx: Context,
        *,
        size: QueueSize | None = None,
        times: LeaseTimes | None = None,
        pause: Pause = asyncio.sleep,
        jobs: JobQueue | None = None,
    ) -> None:
        self._ctx = ctx
        self._size = size or QueueSize()
        self._jobs = jobs or JudgingHere(ctx.sandbox, self._size.workers, pause)
        self._places = Places(
            self._size.open, self._size.per_user, "submissions", "wait for their verdicts"
        )
        self._times = times or LeaseTimes()
        self._pause = pause
        self._records = Records(ctx, self._times.lease_seconds)
        self._heartbeat = Heartbeat(ctx, self._times, pause, self._lost)
        self._lookout = Lookout(self._adopt, self._times, pause)
        self._waiting = FairQueue()
        self._resting = Resting(ctx.clock, pause, self._wait_again)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._unreadable: set[str] = set()
        self._closed = False

    async def submit(self, user: str, request: SubmitRequest) -> Submission:
        """Store a submission, queue it, and return it as it is then.

        Raises NotFoundError for a problem that the user may not work on, InvalidInputError for
        files that the language does not allow, MissingToolError when no sandbox here is strong
        enough, WrongStateError when too many of the user are open, and UnavailableError when too
        many of everybody are. In each case nothing is stored.
        """
        with self._places.kept(user):
            refused = await refused_languages(self._ctx, self._jobs)
            submission = await self._records.add(user, request, refused)
            self._queue(Pending(submission.id, user, submission.submitted_at))
        self._pump()
        return self._placed(submission)

    async def wait(self, user: str, submission_id: str, seconds: float) -> Submission:
        """Return a submission as soon as it is final, or as it is after `seconds`."""
        now = asyncio.get_running_loop().time
        deadline = now() + seconds
        with self._ctx.wakeups.listening(lease_key(submission_id)) as rung:
            while True:
                submission = await submissions.get_submission(self._ctx, user, submission_id)
                left = deadline - now()
                if submission.status not in OPEN or left <= 0:
                    return self._placed(submission)
                if self._knows(submission_id):
                    await heard(rung, left)
                else:
                    # Whoever judges it may die, and no other process may hear of that.
                    self._lookout.look_later()
                    await heard(rung, min(left, POLL_SECONDS))

    async def list(self, user: str, problem_id: str | None = None) -> tuple[SubmissionSummary, ...]:
        """Return the user's submissions, newest first, of one problem if it is named."""
        found = await submissions.list_submissions(self._ctx, user, problem_id)
        return tuple(self._placed(submission) for submission in found)

    async def cancel(self, user: str, submission_id: str) -> Submission:
        """Stop a submission, queued or running, here or elsewhere; it gets no verdict.

        Raises NotFoundError when it is not the user's, WrongStateError when it has its verdict.
        """
        cancelled = await self._records.cancel(user, submission_id)
        self._forget(submission_id)
        await self._jobs.cancel(submission_id)
        return cancelled

    async def recover(self) -> None:
        """Judge what a dead process left behind; only expired leases are touched."""
        await self._lookout.look()

    async def close(self) -> None:
        """Stop judging; what was not done is judged when a server is started again."""
        self._closed = True
        await self._lookout.close()
        await self._resting.close()
        ours = (*self._waiting, *self._running, *self._resting)
        tasks = tuple(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._heartbeat.close()
        await self._jobs.close()
        await self._records.release(ours)

    def _knows(self, submission_id: str) -> bool:
        places = (self._waiting, self._running, self._resting)
        return any(submission_id in place for place in places)

    def _placed(self, submission: S) -> S:
        """Return a submission, with its place and what it waits for when it waits."""
        place = self._place(submission.id)
        if place is None or submission.status not in OPEN:
            return submission
        told = {"status": "queued", "position": place.position, "note": place.note}
        return submission.model_copy(update=told)

    def _place(self, submission_id: str) -> Place | None:
        """Return where one waits: behind those of this process, or among those handed over."""
        if submission_id in self._waiting or submission_id in self._resting:
            turns = self._waiting.position(submission_id)
            ahead = self._jobs.depth
            return Place(turns and turns + ahead, self._resting.why(submission_id))
        return self._jobs.place(submission_id)

    def _queue(self, pending: Pending) -> None:
        # A scan for what was left behind can find what `submit` has stored and not queued yet.
        if self._knows(pending.id):
            return
        self._places.take(pending.user)
        self._waiting.add(pending)
        self._heartbeat.watch(lease_key(pending.id))

    def _pump(self) -> None:
        """Start what is next as long as there is room for it."""
        while not self._closed and len(self._running) < self._jobs.at_once:
            pending = self._waiting.take()
            if pending is None:
                return
            task = asyncio.create_task(self._work(pending), name=lease_key(pending.id))
            self._running[pending.id] = task
            task.add_done_callback(partial(self._ended, pending))

    def _ended(self, pending: Pending, task: asyncio.Task[None]) -> None:
        log_surprise(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, UnreadableError):
            self._unreadable.add(pending.id)
        elif error is not None or task.cancelled():
            self._lookout.look_later()
        del self._running[pending.id]
        if pending.id not in self._resting:
            self._left(pending)
        self._pump()

    def _wait_again(self, pending: Pending) -> None:
        self._waiting.add(pending)
        self._pump()

    def _left(self, pending: Pending) -> None:
        self._resting.remove(pending.id)
        self._heartbeat.drop(lease_key(pending.id))
        self._places.leave(pending.user)
        self._ctx.wakeups.ring(lease_key(pending.id))

    async def _work(self, pending: Pending) -> None:
        turn = await self._records.begin(pending)
        if turn is None:
            return
        outcome: Outcome | None = self._failed(turn, INTERNAL)
        try:
            outcome = await outcome_of(self._ctx, turn, self._jobs)
        except asyncio.CancelledError:
            # Closed, cancelled or lost: whoever holds it next judges it.
            outcome = None
            raise
        except UnreachableError as error:
            rests = self._resting.lay_down(pending, error.message)
            outcome = None if rests else self._failed(turn, error.message)
        finally:
            if outcome is not None:
                await self._record(turn, outcome)

    def _failed(self, turn: Turn, message: str) -> Outcome:
        return judge_error(turn.problem, message, self._ctx.sandbox.tier)

    async def _record(self, turn: Turn, outcome: Outcome) -> None:
        """Store an outcome, however long the store refuses; nothing is judged twice for that.

        An outcome that alone is refused, while others are stored, gives way to a judge_error.
        """
        refusals = 0
        trouble = self._failed(turn, UNWRITABLE)
        while not await self._written(turn, outcome):
            # A database that is only busy refuses everything.
            refusals = refusals + 1 if await self._renewed(turn) else 0
            if refusals >= SURE_AFTER and await self._written(turn, trouble):
                return
            await self._pause(self._times.heartbeat_seconds)

    async def _renewed(self, turn: Turn) -> bool:
        try:
            await self._records.renew(turn.submission)
        except CodemmError:
            return False
        return True

    async def _written(self, turn: Turn, outcome: Outcome) -> bool:
        try:
            await self._records.end(turn, outcome)
        except (CodemmError, ValueError) as error:
            # The error's own text may quote the outcome.
            kind = type(error).__name__
            _log.error("%s: %s not written: %s", turn.submission.id, outcome.verdict, kind)
            return False
        return True

    def _lost(self, key: str) -> None:
        """Stop what another process has taken over, or what was cancelled elsewhere."""
        self._forget(key.removeprefix(PREFIX))
        self._lookout.look_later()

    def _forget(self, submission_id: str) -> None:
        """Stop working on a submission."""
        task = self._running.get(submission_id)
        if task is not None:
            task.cancel()
            return
        pending = self._waiting.remove(submission_id) or self._resting.remove(submission_id)
        if pending is not None:
            self._left(pending)

    async def _adopt(self) -> bool:
        """Queue what nobody works on; return whether somebody else still works on some."""
        known = {*self._waiting, *self._running, *self._resting, *self._unreadable}
        free, theirs = await self._records.adopt(known)
        for pending in free:
            self._queue(pending)
        self._pump()
        return theirs
