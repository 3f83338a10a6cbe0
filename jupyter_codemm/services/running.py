"""Running programs without judging them: a few at a time, in fair order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.submission import RunOutput, RunReply, RunRequest
from jupyter_codemm.contracts.suite import Suite
from jupyter_codemm.judging import Hear, judge
from jupyter_codemm.judging import run as execute
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.given import problem_for
from jupyter_codemm.services.noting import note_run
from jupyter_codemm.services.places import Places
from jupyter_codemm.services.recent import Tried
from jupyter_codemm.services.turns import Turns


@dataclass(frozen=True, slots=True)
class RunSize:
    """How many run at once, and how many may run or wait: of everybody, and of one user."""

    at_once: int = 2
    open: int = 100
    per_user: int = 4


class Runs:
    """Runs programs for whoever asks. Runs of a problem are added to the learner's journey."""

    def __init__(self, ctx: Context, size: RunSize | None = None) -> None:
        size = size or RunSize()
        self._ctx = ctx
        self._places = Places(size.open, size.per_user, "programs", "run or wait for their turn")
        self._turns = Turns(size.at_once, ctx.clock)

    async def run(self, user: str, request: RunRequest, hear: Hear | None = None) -> RunReply:
        """Run source on a problem's samples, on a suite, or alone, when its turn has come.

        `hear` is told what a program that runs alone prints, while it prints it. Raises
        NotFoundError for a problem that the user may not work on, InvalidInputError for files that
        the language does not allow, MissingToolError when it does not work here, WrongStateError
        when too many of the user's run or wait, and UnavailableError when too many of everybody do
        or there is no way to the sandbox.
        """
        with self._places.kept(user):
            what = request.suite or request.language or await self._problem(user, request)
            async with self._turns.turn(user):
                reply = await self._executed(what, request, hear)
        if request.problem_id is not None and reply.samples is not None:
            tried = Tried(request.source, reply.samples, self._ctx.clock.now())
            self._ctx.recent.put(user, request.problem_id, tried)
        await note_run(self._ctx, user, request, reply)
        return reply

    async def follow(
        self, user: str, request: RunRequest
    ) -> AsyncGenerator[RunOutput | RunReply, None]:
        """Run, and yield what is printed as it comes, then the reply, which holds all of it again.

        Closing the generator stops the program. Raises what `run` raises.
        """
        heard: asyncio.Queue[RunOutput | None] = asyncio.Queue()

        def hear(output: RunOutput) -> None:
            heard.put_nowait(output)

        task = asyncio.create_task(self.run(user, request, hear))
        task.add_done_callback(lambda _task: heard.put_nowait(None))
        try:
            while (output := await heard.get()) is not None:
                yield output
            yield await task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _problem(self, user: str, request: RunRequest) -> Problem:
        now = self._ctx.clock.now()
        found = await self._ctx.store.transact(
            lambda tx: problem_for(tx, user, request.problem_id or "", now)
        )
        return found.problem

    async def _executed(
        self, what: Problem | Suite | Language, request: RunRequest, hear: Hear | None
    ) -> RunReply:
        source, sandbox = request.source, self._ctx.sandbox
        if isinstance(what, Problem | Suite):
            problem = what if isinstance(what, Problem) else what.problem()
            tests = problem.samples if isinstance(what, Problem) else problem.tests
            samples = await judge(problem, source, sandbox, tests=tests)
            return RunReply(samples=samples, title=what.title, signature=what.signature)
        outcome = await execute(what, source, request.stdin, sandbox, hear=hear)
        return RunReply(run=outcome)
