"""From a submission whose turn has come to an outcome; what is no fault of the learner says so."""

from __future__ import annotations

from jupyter_codemm.contracts.job import JudgeJob
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.judging import judge_error
from jupyter_codemm.ports import JobQueue
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.submissions import Turn
from jupyter_codemm.services.tiers import too_weak

UNWRITABLE = (
    "The verdict could not be stored; your program is not to blame. Please submit it again."
)


async def outcome_of(
    ctx: Context, turn: Turn, jobs: JobQueue, *, job_id: str | None = None
) -> Outcome:
    """Have one judged, and see that it was in a sandbox that is strong enough.

    The same `job_id` is the same job; it is the submission's own unless it is given. Raises
    UnreachableError when there is no way to the judge for now.
    """
    if turn.problem is None:
        return judge_error(None, turn.why, ctx.sandbox.tier)
    submission = turn.submission
    job = JudgeJob(id=job_id or submission.id, problem=turn.problem, source=submission.source)
    await jobs.submit(job)
    outcome = await jobs.result(job.id)
    weak = too_weak(ctx, submission.language, outcome.tier)
    return judge_error(turn.problem, weak, ctx.sandbox.tier) if weak else outcome
