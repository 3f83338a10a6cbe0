"""Run and submit. Both take the kernel's token."""

from __future__ import annotations

from tornado import web

from jupyter_codemm.contracts.submission import RunRequest, SubmissionList, SubmitRequest
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.handlers.base import CodemmHandler, KernelHandler, authorized
from jupyter_codemm.services import judging

MAX_WAIT = 60.0


class RunHandler(KernelHandler):
    """Run on the samples of a problem, or alone."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Run and answer with what happened; nothing is graded."""
        self.reply(await judging.run(self.ctx, self.owner, self.parse(RunRequest)))


class SubmitHandler(KernelHandler):
    """Submit for a verdict."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Queue a submission and hold up to `wait` seconds; the body is the same either way."""
        wait = wait_seconds(self.get_query_argument("wait", "4"))
        queue = self.parts.submissions
        submission = await queue.submit(self.owner, self.parse(SubmitRequest))
        self.reply(await queue.wait(self.owner, submission.id, wait))


class SubmissionsHandler(CodemmHandler):
    """The caller's submissions."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """List them, newest first, of one problem when `problem_id` is given."""
        problem_id = self.get_query_argument("problem_id", None)
        found = await judging.list_submissions(self.ctx, self.owner, problem_id)
        self.reply(SubmissionList(submissions=found))


class SubmissionHandler(KernelHandler):
    """One submission."""

    @web.authenticated
    @authorized
    async def get(self, submission_id: str) -> None:
        """Return it, holding up to `wait` seconds for its verdict."""
        wait = wait_seconds(self.get_query_argument("wait", "0"))
        self.reply(await self.parts.submissions.wait(self.owner, submission_id, wait))


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
