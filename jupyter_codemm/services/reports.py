"""Outcomes made readable for a page."""

from __future__ import annotations

import asyncio

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.report import Report
from jupyter_codemm.contracts.submission import RunReply, RunRequest, Submission
from jupyter_codemm.errors import NotFoundError, UnreadableError
from jupyter_codemm.reporting import report_of
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.given import problem_for
from jupyter_codemm.services.submissions import submitted_problem


async def with_report(ctx: Context, submission: Submission) -> Submission:
    """Return a submission with its report; one whose problem is gone comes without."""
    outcome = submission.outcome
    if outcome is None:
        return submission
    try:
        problem = await ctx.store.transact(lambda tx: submitted_problem(tx, submission))
    except (NotFoundError, UnreadableError):
        return submission
    return submission.model_copy(update={"report": await _report(outcome, problem)})


async def with_report_of_run(
    ctx: Context, user: str, request: RunRequest, reply: RunReply
) -> RunReply:
    """Return what a run on the samples of a problem came to, with its report."""
    samples, problem_id = reply.samples, request.problem_id
    if samples is None or problem_id is None:
        return reply
    now = ctx.clock.now()
    one = await ctx.store.transact(lambda tx: problem_for(tx, user, problem_id, now))
    return reply.model_copy(update={"report": await _report(samples, one.problem)})


async def _report(outcome: Outcome, problem: Problem) -> Report:
    # Texts of a megabyte are compared here: not on the event loop.
    return await asyncio.to_thread(report_of, outcome, problem.language, problem.signature)
