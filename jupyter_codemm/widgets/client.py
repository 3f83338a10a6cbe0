"""The kernel's HTTP client: run and submit, by the token of the connection file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jupyter_codemm.contracts.api import ErrorDetail
from jupyter_codemm.contracts.connection import KERNEL_TOKEN_HEADER, Connection, Me
from jupyter_codemm.contracts.solving import HintReply, HintRequest
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import (
    RunOutput,
    RunReply,
    RunRequest,
    Submission,
    SubmitRequest,
)
from jupyter_codemm.errors import CodemmError, UnavailableError
from jupyter_codemm.widgets.calling import GONE, MAX_REPLY, Api, events

EVENTS = "text/event-stream"
ALIVE_TIMEOUT_S = 10.0

Hear = Callable[[RunOutput], None]


@dataclass(frozen=True, slots=True)
class Client:
    """Calls one server. Every method raises CodemmError with the server's own sentence."""

    connection: Connection

    @property
    def _api(self) -> Api:
        return Api(self.connection.url, {KERNEL_TOKEN_HEADER: self.connection.token})

    def answers(self) -> bool:
        """Return whether the server is there and takes our token."""
        try:
            self._api.call("GET", "me", Me, timeout_s=ALIVE_TIMEOUT_S)
        except CodemmError:
            return False
        return True

    def run(self, request: RunRequest, hear: Hear) -> RunReply:
        """Run source on the samples of a problem, or alone, telling what it prints as it comes.

        Leaving this by an interrupt closes the connection, which stops the program.
        """
        with self._api.open("POST", "run", request, accept=EVENTS) as response:
            if response.headers.get_content_type() != EVENTS:  # an older server
                return RunReply.parse(response.read(MAX_REPLY), where="run")
            for name, data in events(response):
                if name == "outcome":
                    return RunReply.parse(data, where="run")
                if name == "error":
                    detail = ErrorDetail.parse(data, where="run")
                    raise CodemmError(detail.message, where=detail.where)
                hear(RunOutput.parse(data, where="run"))
        raise UnavailableError(GONE.format("it ended in the middle of a run"))

    def submit(self, request: SubmitRequest, wait_s: float) -> Submission:
        """Submit; the answer comes when it is judged or `wait_s` seconds have passed."""
        return self._api.call("POST", f"submit?wait={wait_s:g}", Submission, request)

    def submission(self, submission_id: str, wait_s: float) -> Submission:
        """Return a submission, holding up to `wait_s` seconds for its verdict."""
        return self._api.call("GET", f"submissions/{submission_id}?wait={wait_s:g}", Submission)

    def cancel(self, submission_id: str) -> Submission:
        """Stop a submission, waiting or running."""
        path = f"submissions/{submission_id}/cancel"
        return self._api.call("POST", path, Submission, timeout_s=ALIVE_TIMEOUT_S)

    def hint(self, problem_id: str, source: Source) -> HintReply:
        """Return the hint that a learner may have next, for their program as it is."""
        request = HintRequest(problem_id=problem_id, source=source)
        return self._api.call("POST", "hints", HintReply, request)
