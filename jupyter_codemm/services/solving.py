"""What learners may know of a problem beside its notebook."""

from __future__ import annotations

from jupyter_codemm.contracts.cell import header_line
from jupyter_codemm.contracts.solving import ProblemView
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.given import problem_for


async def view_problem(ctx: Context, user: str, problem_id: str) -> ProblemView:
    """Return a problem as its answer cell needs it.

    Raises NotFoundError when the user may not work on it. Who opens a problem will soon run it: the
    sandbox gets ready for it.
    """
    now = ctx.clock.now()
    one = await ctx.store.transact(lambda tx: problem_for(tx, user, problem_id, now))
    activity, problem = one.activity, one.problem
    ctx.warmth.begin((problem,), ctx.sandbox, now)
    return ProblemView(
        id=problem.id,
        activity_id=activity.id,
        title=problem.title,
        language=problem.language,
        version=problem.version,
        header=header_line(problem),
        starter=problem.starter.rstrip(),
        entry_file=problem.entry_file,
    )
