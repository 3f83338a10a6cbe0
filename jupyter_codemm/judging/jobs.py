"""Judging a job in a sandbox, whoever handed it over; what is no fault of the learner says so."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from jupyter_codemm.contracts.job import JudgeJob
from jupyter_codemm.contracts.outcome import Outcome, Tier
from jupyter_codemm.contracts.problem import Limits, Problem
from jupyter_codemm.errors import CodemmError, UnreachableError
from jupyter_codemm.judging.grading import judge
from jupyter_codemm.ports import Sandbox

INTERNAL = "The judge had an internal error; your program is not to blame. Please submit it again."
RETRY_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class SandboxJudge:
    """Judges in a sandbox; when the judge itself fails, once more after a while, in a fresh box."""

    sandbox: Sandbox
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def judge(self, job: JudgeJob) -> Outcome:
        """Judge a job; see the port."""
        try:
            outcome = await judge(job.problem, job.source, self.sandbox)
            if outcome.verdict == "judge_error":
                await self.pause(RETRY_SECONDS)
                outcome = await judge(job.problem, job.source, self.sandbox)
        except UnreachableError:
            raise
        except CodemmError as error:
            return judge_error(job.problem, error.message, self.sandbox.tier)
        return outcome

    def failed(self, job: JudgeJob) -> Outcome:
        """Return a judge_error that says whose fault it is not."""
        return judge_error(job.problem, INTERNAL, self.sandbox.tier)


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
