"""Running a program without judging it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from jupyter_codemm.contracts.submission import RunOutput, RunReply, RunRequest
from jupyter_codemm.judging import Hear, judge
from jupyter_codemm.judging import run as execute
from jupyter_codemm.services.context import Context


async def run(ctx: Context, user: str, request: RunRequest, hear: Hear | None = None) -> RunReply:
    """Run source on a problem's samples, or alone on stdin. Nothing is recorded.

    `hear` is told what a program that runs alone prints, while it prints it. Raises NotFoundError
    for a problem that the user may not work on, InvalidInputError for files that the language does
    not allow, and MissingToolError when it does not work here.
    """
    if request.language is not None:
        outcome = await execute(
            request.language, request.source, request.stdin, ctx.sandbox, hear=hear
        )
        return RunReply(run=outcome)
    problem_id = request.problem_id or ""
    _, problem = await ctx.store.transact(lambda tx: tx.activities.problem(problem_id, user))
    samples = await judge(problem, request.source, ctx.sandbox, tests=problem.samples)
    return RunReply(samples=samples, title=problem.title, signature=problem.signature)


async def follow_run(
    ctx: Context, user: str, request: RunRequest
) -> AsyncGenerator[RunOutput | RunReply, None]:
    """Run, and yield what is printed as it comes, then the reply, which holds all of it again.

    Closing the generator stops the program. Raises what `run` raises.
    """
    heard: asyncio.Queue[RunOutput | None] = asyncio.Queue()

    def hear(output: RunOutput) -> None:
        heard.put_nowait(output)

    task = asyncio.create_task(run(ctx, user, request, hear))
    task.add_done_callback(lambda _task: heard.put_nowait(None))
    try:
        while (output := await heard.get()) is not None:
            yield output
        yield await task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
