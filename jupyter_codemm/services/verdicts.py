"""From a submission whose turn has come to an outcome; what is no fault of the learner says so."""

from __future__ import annotations

from jupyter_codemm.contracts.job import JudgeJob
from jupyter_codemm.contracts.outcome import Outcome, Tier
from jupyter_codemm.contracts.problem import Limits, Problem
from jupyter_codemm.errors import CodemmError, UnreachableError
from jupyter_codemm.judging import judge
from jupyter_codemm.ports import JobQueue, Sandbox
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.leases import Pause
from jupyter_codemm.services.submissions import Turn
from jupyter_codemm.services.tiers import too_weak

INTERNAL = "The judge had an internal error; your program is not to blame. Please submit it again."
UNWRITABLE = (
    "The verdict could not be stored; your program is not to blame. Please submit it again."
)
RETRY_SECONDS = 3.0


async def outcome_of(ctx: Context, turn: Turn, jobs: JobQueue) -> Outcome:
    """Have one judged, and see that it was in a sandbox that is strong enough.

    Raises UnreachableError when there is no way to the judge for now.
    """
    if turn.problem is None:
        return judge_error(None, turn.why, ctx.sandbox.tier)
    submission = turn.submission
    job = JudgeJob(id=submission.id, problem=turn.problem, source=submission.source)
    await jobs.submit(job)
    outcome = await jobs.result(job.id)
    weak = too_weak(ctx, submission.language, outcome.tier)
    return judge_error(turn.problem, weak, ctx.sandbox.tier) if weak else outcome


async def judged(job: JudgeJob, sandbox: Sandbox, pause: Pause) -> Outcome:
    """Judge a job; when the judge itself fails, once more after a while, in a fresh box.

    Raises UnreachableError when there is no way to the sandbox for now.
    """
    try:
        outcome = await judge(job.problem, job.source, sandbox)
        if outcome.verdict == "judge_error":
            await pause(RETRY_SECONDS)
            outcome = await judge(job.problem, job.source, sandbox)
    except UnreachableError:
        raise
    except CodemmError as error:
        return judge_error(job.problem, error.message, sandbox.tier)
    return outcome


def judge_error(problem: Problem | None, message: str, tier: Tier) -> Outcome:
    """Return the outcome of a submission that could not be judged in a sandbox of that tier."""
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
        tier=tier,
        limits=problem.limits if problem is not None else Limits(),
    )
