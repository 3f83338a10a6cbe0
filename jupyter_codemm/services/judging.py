"""Running and submitting: what learners do with a problem."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.problem import Limits, Problem
from jupyter_codemm.contracts.submission import (
    RunReply,
    RunRequest,
    Submission,
    SubmitRequest,
)
from jupyter_codemm.errors import CodemmError, NotFoundError, StoreError, UnavailableError
from jupyter_codemm.judging import judge
from jupyter_codemm.judging import run as execute
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.leases import (
    Heartbeat,
    LeaseTimes,
    Lookout,
    Pause,
    held_elsewhere,
)
from jupyter_codemm.services.surprises import log_surprise
from jupyter_codemm.services.wakeups import heard

_log = logging.getLogger(__name__)
POLL_SECONDS = 2.0
WORKERS = 2
MAX_WAITING = 100


async def run(ctx: Context, user: str, request: RunRequest) -> RunReply:
    """Run source on a problem's samples, or alone on stdin. Nothing is recorded.

    Raises NotFoundError for a problem that the user may not work on, InvalidInputError for files
    that the language does not allow, and MissingToolError when it does not work here.
    """
    if request.language is not None:
        outcome = await execute(request.language, request.source, request.stdin, ctx.sandbox)
        return RunReply(run=outcome)
    problem_id = request.problem_id or ""
    _, problem = await ctx.store.transact(lambda tx: tx.activities.problem(problem_id, user))
    samples = await judge(problem, request.source, ctx.sandbox, tests=problem.samples)
    return RunReply(samples=samples, title=problem.title, signature=problem.signature)


async def list_submissions(
    ctx: Context, user: str, problem_id: str | None = None
) -> tuple[Submission, ...]:
    """Return the user's submissions, newest first, of one problem if it is named."""
    return await ctx.store.transact(lambda tx: tx.submissions.list(user, problem_id))


async def get_submission(ctx: Context, user: str, submission_id: str) -> Submission:
    """Return a submission; raises NotFoundError when it is not the user's."""
    return await ctx.store.transact(lambda tx: tx.submissions.get(submission_id, user))


class SubmissionQueue:
    """Judges submissions, a few at a time, each once.

    A submission is leased from the moment it is stored, so that after a crash another process, or
    the next one, judges it.
    """

    def __init__(
        self,
        ctx: Context,
        *,
        workers: int = WORKERS,
        max_waiting: int = MAX_WAITING,
        times: LeaseTimes | None = None,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._ctx = ctx
        self._free = asyncio.Semaphore(workers)
        self._max_waiting = max_waiting
        self._times = times or LeaseTimes()
        self._heartbeat = Heartbeat(ctx, self._times, pause, self._lost)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._accepting = 0
        self._lookout = Lookout(self._adopt, self._times, pause)

    async def submit(self, user: str, request: SubmitRequest) -> Submission:
        """Store a submission, queue it, and return it as it is then.

        Raises NotFoundError for a problem that the user may not work on, InvalidInputError for
        files that the language does not allow, and UnavailableError when too many are waiting.
        """
        if len(self._tasks) + self._accepting >= self._max_waiting:
            raise UnavailableError("too many submissions are waiting; try again in a minute")
        self._accepting += 1
        try:
            submission = await self._ctx.store.transact(
                partial(self._stored, user=user, request=request)
            )
            self._queue(submission)
        finally:
            self._accepting -= 1
        return submission

    async def wait(self, user: str, submission_id: str, seconds: float) -> Submission:
        """Return a submission as soon as it is done, or as it is after `seconds`."""
        now = asyncio.get_running_loop().time
        deadline = now() + seconds
        with self._ctx.wakeups.listening() as rung:
            while True:
                submission = await get_submission(self._ctx, user, submission_id)
                left = deadline - now()
                if submission.status == "done" or left <= 0:
                    return submission
                await heard(rung, min(left, POLL_SECONDS))

    async def recover(self) -> None:
        """Judge what a dead process left behind; only expired leases are touched."""
        await self._lookout.look()

    async def close(self) -> None:
        """Stop judging; what was not done is judged when a server is started again."""
        await self._lookout.close()
        tasks = tuple(self._tasks.values())
        keys = tuple(self._heartbeat.keys)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._heartbeat.close()

        def release(tx: Transaction) -> None:
            for key in keys:
                tx.leases.release(key, self._ctx.holder)

        await self._ctx.store.transact(release)

    def _stored(self, tx: Transaction, user: str, request: SubmitRequest) -> Submission:
        activity, problem = tx.activities.problem(request.problem_id, user)
        request.source.resolved(problem.language, entry_file=problem.entry_file)
        submission = Submission(
            id=self._ctx.new_id("submission"),
            user=user,
            activity_id=activity.id,
            problem_id=problem.id,
            problem_version=problem.version,
            language=problem.language,
            source=request.source,
            status="queued",
            submitted_at=self._ctx.clock.now(),
        )
        tx.submissions.add(submission)
        self._acquire(tx, submission.id)
        return submission

    def _acquire(self, tx: Transaction, submission_id: str) -> bool:
        now, seconds = self._ctx.clock.now(), self._times.lease_seconds
        return tx.leases.acquire(_key(submission_id), self._ctx.holder, now, seconds)

    def _queue(self, submission: Submission) -> None:
        # A scan for what was left behind can find what `submit` has stored and not queued yet.
        if submission.id in self._tasks:
            return
        self._heartbeat.watch(_key(submission.id))
        task = asyncio.create_task(self._work(submission), name=_key(submission.id))
        self._tasks[submission.id] = task
        task.add_done_callback(partial(self._ended, submission.id))

    def _ended(self, submission_id: str, task: asyncio.Task[None]) -> None:
        log_surprise(task)
        if not task.cancelled() and isinstance(task.exception(), StoreError):
            self._lookout.look_later()
        self._heartbeat.drop(_key(submission_id))
        self._tasks.pop(submission_id, None)
        self._ctx.wakeups.ring()

    async def _work(self, submission: Submission) -> None:
        async with self._free:
            running = submission.updated(status="running")
            if not await self._ctx.store.transact(partial(self._save, submission=running)):
                return
            outcome: Outcome | None = self._judge_error(None, "an internal error; the log names it")
            try:
                outcome = await self._outcome(submission)
            except asyncio.CancelledError:
                # Our own close or a lost lease: the next holder judges it.
                outcome = None
            finally:
                if outcome is not None:
                    await self._record(submission, outcome)

    async def _record(self, submission: Submission, outcome: Outcome) -> None:
        """Store an outcome; one that cannot be written must not leave the submission running."""
        try:
            await self._ctx.store.transact(
                partial(self._done, submission=submission, outcome=outcome)
            )
        except StoreError:
            raise
        except (CodemmError, ValueError) as error:
            # The error's own text may quote the outcome.
            _log.error("%s: outcome not writable: %s", submission.id, type(error).__name__)
            trouble = self._judge_error(None, "the outcome could not be written")
            await self._ctx.store.transact(
                partial(self._done, submission=submission, outcome=trouble)
            )

    async def _outcome(self, submission: Submission) -> Outcome:
        """Return the outcome; what is no fault of the learner becomes judge_error."""
        problem_id, user = submission.problem_id, submission.user
        try:
            _, problem = await self._ctx.store.transact(
                lambda tx: tx.activities.problem(problem_id, user)
            )
        except NotFoundError:
            return self._judge_error(None, "the problem was deleted before this was judged")
        try:
            outcome = await judge(problem, submission.source, self._ctx.sandbox)
            if outcome.verdict == "judge_error":
                outcome = await judge(problem, submission.source, self._ctx.sandbox)
        except CodemmError as error:
            return self._judge_error(problem, error.message)
        return outcome

    def _judge_error(self, problem: Problem | None, message: str) -> Outcome:
        tests = problem.tests if problem is not None else ()
        return Outcome(
            verdict="judge_error",
            cases=(),
            passed=0,
            total=len(tests),
            points=0.0,
            max_points=sum(test.points for test in tests),
            time_ms=0,
            memory_kb=0,
            message=message,
            tier=self._ctx.sandbox.tier,
            limits=problem.limits if problem is not None else Limits(),
        )

    def _save(self, tx: Transaction, submission: Submission) -> bool:
        """Store a change if this process still holds the submission; return whether it does."""
        lease = tx.leases.get(_key(submission.id))
        if lease is None or lease.holder != self._ctx.holder:
            return False
        tx.submissions.save(submission)
        return True

    def _done(self, tx: Transaction, submission: Submission, outcome: Outcome) -> None:
        judged = submission.updated(status="done", outcome=outcome, judged_at=self._ctx.clock.now())
        if self._save(tx, judged):
            tx.leases.release(_key(submission.id), self._ctx.holder)

    def _lost(self, key: str) -> None:
        for submission_id, task in self._tasks.items():
            if _key(submission_id) == key:
                task.cancel()

    async def _adopt(self) -> bool:
        """Queue what nobody works on; return whether somebody else still works on some."""

        def scan(tx: Transaction) -> tuple[list[Submission], bool]:
            found = [s for s in tx.submissions.unfinished() if s.id not in self._tasks]
            theirs = [s for s in found if held_elsewhere(tx, _key(s.id), self._ctx)]
            free = [s for s in found if s not in theirs and self._acquire(tx, s.id)]
            return free, bool(theirs)

        free, theirs = await self._ctx.store.transact(scan)
        for submission in free:
            self._queue(submission)
        return theirs


def _key(submission_id: str) -> str:
    return f"submission:{submission_id}"
