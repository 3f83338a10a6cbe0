"""Run, submit, and stop what was submitted. All take the kernel's token."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

from tornado import web
from tornado.iostream import StreamClosedError

from jupyter_codemm.contracts.submission import (
    RunOutput,
    RunReply,
    RunRequest,
    SubmissionList,
    SubmitRequest,
)
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.handlers.base import CodemmHandler, KernelHandler, authorized
from jupyter_codemm.services import running

EVENTS = "text/event-stream"
MAX_WAIT = 60.0


class RunHandler(KernelHandler):
    """Run on the samples of a problem, or alone. A client that goes away stops the program."""

    _work: asyncio.Task[None] | None = None
    _gone = False

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Run and answer with what happened; nothing is graded.

        A client that accepts `text/event-stream` gets `output` events while the program prints, and
        at the end one `outcome` event with the body that others get.
        """
        request = self.parse(RunRequest)
        streamed = EVENTS in self.request.headers.get("Accept", "")
        self._work = asyncio.create_task(self._stream(request) if streamed else self._run(request))
        try:
            await self._work
        except asyncio.CancelledError:
            if not self._gone:
                raise
        except StreamClosedError:
            return

    def on_connection_close(self) -> None:
        """Stop the program: nobody is there to see it."""
        super().on_connection_close()
        self._gone = True
        if self._work is not None:
            self._work.cancel()

    async def _run(self, request: RunRequest) -> None:
        self.reply(await running.run(self.ctx, self.owner, request))

    async def _stream(self, request: RunRequest) -> None:
        async with aclosing(running.follow_run(self.ctx, self.owner, request)) as told:
            # What is wrong with the request shows before the first item: it is answered as ever.
            first = await anext(told)
            self.set_header("Content-Type", EVENTS)
            self.set_header("Cache-Control", "no-cache, no-transform")
            self.set_header("X-Accel-Buffering", "no")
            await self._send(first)
            async for item in told:
                await self._send(item)

    async def _send(self, item: RunOutput | RunReply) -> None:
        name = "output" if isinstance(item, RunOutput) else "outcome"
        self.write(f"event: {name}\ndata: {item.model_dump_json()}\n\n")
        await self.flush()


class SubmitHandler(KernelHandler):
    """Submit for a verdict."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Queue a submission and hold up to `wait` seconds; the body is the same either way."""
        wait = wait_seconds(self.get_query_argument("wait", "4"))
        queue = self.parts.submissions
        submission = await queue.submit(self.owner, self.parse(SubmitRequest))
        await self.reply_in_turn(await queue.wait(self.owner, submission.id, wait))


class SubmissionsHandler(CodemmHandler):
    """The caller's submissions."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """List them, newest first, of one problem when `problem_id` is given."""
        problem_id = self.get_query_argument("problem_id", None)
        found = await self.parts.submissions.list(self.owner, problem_id)
        self.reply(SubmissionList(submissions=found))


class SubmissionHandler(KernelHandler):
    """One submission."""

    @web.authenticated
    @authorized
    async def get(self, submission_id: str) -> None:
        """Return it, holding up to `wait` seconds for its verdict."""
        wait = wait_seconds(self.get_query_argument("wait", "0"))
        found = await self.parts.submissions.wait(self.owner, submission_id, wait)
        await self.reply_in_turn(found)


class SubmissionCancelHandler(KernelHandler):
    """Stop a submission."""

    @web.authenticated
    @authorized
    async def post(self, submission_id: str) -> None:
        """Stop it, queued or running; it then has no verdict."""
        self.reply(await self.parts.submissions.cancel(self.owner, submission_id))


def wait_seconds(text: str) -> float:
    """Parse the `wait` parameter: seconds from 0 to 60."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= MAX_WAIT:
        raise InvalidInputError(
            f"wait: must be 0 to {MAX_WAIT:.0f} seconds (got {text[:20]!r})", where="wait"
        )
    return seconds
