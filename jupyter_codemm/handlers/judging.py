"""Run, submit, and stop what was submitted. All take the kernel's token."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

from tornado import web
from tornado.iostream import StreamClosedError

from jupyter_codemm.contracts.api import ErrorDetail
from jupyter_codemm.contracts.submission import (
    RunOutput,
    RunReply,
    RunRequest,
    Submission,
    SubmissionList,
    SubmitRequest,
)
from jupyter_codemm.errors import CodemmError, InvalidInputError
from jupyter_codemm.handlers.base import CodemmHandler, KernelHandler, authorized
from jupyter_codemm.handlers.streams import PING, STREAM_HEADERS, with_pings
from jupyter_codemm.services import reports

EVENTS = "text/event-stream"
NAMES = {RunOutput: "output", RunReply: "outcome", ErrorDetail: "error"}
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
        at the end one `outcome` event with the body that others get, or an `error` event. While it
        waits for its turn it gets pings.
        """
        if self._gone:  # while this waited for the parts
            return
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
        reply = await self.parts.runs.run(self.owner, request)
        if wants_report(self):
            reply = await reports.with_report_of_run(self.ctx, self.owner, request, reply)
        self.reply(reply)

    async def _stream(self, request: RunRequest) -> None:
        async with aclosing(with_pings(self.parts.runs.follow(self.owner, request))) as told:
            # What is wrong with the request shows before the first item: it is answered as ever.
            first = await anext(told)
            for name, value in STREAM_HEADERS.items():
                self.set_header(name, value)
            await self._send(first)
            try:
                async for item in told:
                    await self._send(item)
            except CodemmError as error:
                await self._send(self.detail_of(error))

    async def _send(self, item: RunOutput | RunReply | ErrorDetail | None) -> None:
        if item is None:
            self.write(PING)
        else:
            self.write(f"event: {NAMES[type(item)]}\ndata: {item.model_dump_json()}\n\n")
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
        await reply_with_verdict(self, await queue.wait(self.owner, submission.id, wait))


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
        await reply_with_verdict(self, found)


class SubmissionCancelHandler(KernelHandler):
    """Stop a submission."""

    @web.authenticated
    @authorized
    async def post(self, submission_id: str) -> None:
        """Stop it, queued or running; it then has no verdict."""
        self.reply(await self.parts.submissions.cancel(self.owner, submission_id))


def wants_report(handler: CodemmHandler) -> bool:
    """Return whether a client asks for outcomes made readable, with `report=1`."""
    return handler.get_query_argument("report", "0") == "1"


async def reply_with_verdict(handler: CodemmHandler, submission: Submission) -> None:
    """Answer with a submission; with its report when the client asks for one."""
    if wants_report(handler):
        submission = await reports.with_report(handler.ctx, submission)
    await handler.reply_in_turn(submission)


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
