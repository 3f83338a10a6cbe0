"""The kernel's HTTP client: run and submit, by the token of the connection file."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from typing import TypeVar

from jupyter_codemm.contracts.api import ErrorDetail
from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.connection import KERNEL_TOKEN_HEADER, Connection, Me
from jupyter_codemm.contracts.submission import (
    RunOutput,
    RunReply,
    RunRequest,
    Submission,
    SubmitRequest,
)
from jupyter_codemm.errors import CodemmError, NotFoundError, UnavailableError

EVENTS = "text/event-stream"
MAX_REPLY = 32 << 20
TIMEOUT_S = 120.0
ALIVE_TIMEOUT_S = 10.0

_GONE = (
    "the codemm server does not answer ({}). Run the cell again: that finds or starts another one."
)
_UNKNOWN = (
    "the server does not know this problem: its activity was deleted, or the notebook was made on "
    "another machine or for another account."
)

C = TypeVar("C", bound=Contract)
Hear = Callable[[RunOutput], None]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nothing: the token is for one server, not for where it points."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        """Refuse; the caller sees the answer as an error."""


# A loopback server is never behind a proxy, whatever the environment says.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


@dataclass(frozen=True, slots=True)
class Client:
    """Calls one server. Every method raises CodemmError with the server's own sentence."""

    connection: Connection

    def answers(self) -> bool:
        """Return whether the server is there and takes our token."""
        try:
            self._call("GET", "me", Me, timeout_s=ALIVE_TIMEOUT_S)
        except CodemmError:
            return False
        return True

    def run(self, request: RunRequest, hear: Hear) -> RunReply:
        """Run source on the samples of a problem, or alone, telling what it prints as it comes.

        Leaving this by an interrupt closes the connection, which stops the program.
        """
        with self._open("POST", "run", request, accept=EVENTS) as response:
            if response.headers.get_content_type() != EVENTS:  # an older server
                return RunReply.parse(response.read(MAX_REPLY), where="run")
            for name, data in events(response):
                if name == "outcome":
                    return RunReply.parse(data, where="run")
                if name == "error":
                    detail = ErrorDetail.parse(data, where="run")
                    raise CodemmError(detail.message, where=detail.where)
                hear(RunOutput.parse(data, where="run"))
        raise UnavailableError(_GONE.format("it ended in the middle of a run"))

    def submit(self, request: SubmitRequest, wait_s: float) -> Submission:
        """Submit; the answer comes when it is judged or `wait_s` seconds have passed."""
        return self._call("POST", f"submit?wait={wait_s:g}", Submission, request)

    def submission(self, submission_id: str, wait_s: float) -> Submission:
        """Return a submission, holding up to `wait_s` seconds for its verdict."""
        return self._call("GET", f"submissions/{submission_id}?wait={wait_s:g}", Submission)

    def cancel(self, submission_id: str) -> Submission:
        """Stop a submission, waiting or running."""
        path = f"submissions/{submission_id}/cancel"
        return self._call("POST", path, Submission, timeout_s=ALIVE_TIMEOUT_S)

    def _call(
        self,
        method: str,
        path: str,
        reply: type[C],
        body: Contract | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> C:
        with self._open(method, path, body, timeout_s=timeout_s) as response:
            return reply.parse(response.read(MAX_REPLY), where=path)

    @contextmanager
    def _open(
        self,
        method: str,
        path: str,
        body: Contract | None = None,
        *,
        timeout_s: float = TIMEOUT_S,
        accept: str = "application/json",
    ) -> Iterator[HTTPResponse]:
        request = urllib.request.Request(  # noqa: S310 - the scheme is checked by the contract
            f"{self.connection.url}/{path}",
            method=method,
            data=body.model_dump_json().encode("utf-8", "surrogatepass") if body else None,
            headers={
                KERNEL_TOKEN_HEADER: self.connection.token,
                "Content-Type": "application/json",
                "Accept": accept,
            },
        )
        try:
            with _OPENER.open(request, timeout=timeout_s) as response:
                yield response
        except urllib.error.HTTPError as error:
            raise _refused(error) from None
        except (OSError, HTTPException) as error:
            raise UnavailableError(_GONE.format(_reason(error))) from None


def events(lines: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the data of each server-sent event as soon as it is complete."""
    name, data = "", b""
    for line in lines:
        field, _, value = line.rstrip(b"\r\n").partition(b": ")
        if field == b"event":
            name = value.decode("ascii", "replace")
        elif field == b"data":
            data = value
        elif not field and name:
            yield name, data
            name, data = "", b""


def _reason(error: OSError | HTTPException) -> str:
    cause = getattr(error, "reason", error)
    return getattr(cause, "strerror", None) or str(cause)


def _refused(error: urllib.error.HTTPError) -> CodemmError:
    if error.code == HTTPStatus.NOT_FOUND:
        return NotFoundError(_UNKNOWN)
    try:
        detail = json.loads(error.read(MAX_REPLY))["error"]
        return CodemmError(str(detail["message"]), where=str(detail.get("where", "")))
    except (ValueError, KeyError, TypeError, OSError):
        return UnavailableError(f"the codemm server answered {error.code}")
