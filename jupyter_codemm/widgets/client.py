"""The kernel's HTTP client: run and submit, by the token of the connection file."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.connection import KERNEL_TOKEN_HEADER, Connection, Me
from jupyter_codemm.contracts.submission import RunReply, RunRequest, Submission, SubmitRequest
from jupyter_codemm.errors import CodemmError, NotFoundError, UnavailableError

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

    def run(self, request: RunRequest) -> RunReply:
        """Run source on the samples of a problem, or alone."""
        return self._call("POST", "run", RunReply, request)

    def submit(self, request: SubmitRequest, wait_s: float) -> Submission:
        """Submit; the answer comes when it is judged or `wait_s` seconds have passed."""
        return self._call("POST", f"submit?wait={wait_s:g}", Submission, request)

    def submission(self, submission_id: str, wait_s: float) -> Submission:
        """Return a submission, holding up to `wait_s` seconds for its verdict."""
        return self._call("GET", f"submissions/{submission_id}?wait={wait_s:g}", Submission)

    def _call(
        self,
        method: str,
        path: str,
        reply: type[C],
        body: Contract | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> C:
        request = urllib.request.Request(  # noqa: S310 - the scheme is checked by the contract
            f"{self.connection.url}/{path}",
            method=method,
            data=body.model_dump_json().encode("utf-8", "surrogatepass") if body else None,
            headers={
                KERNEL_TOKEN_HEADER: self.connection.token,
                "Content-Type": "application/json",
            },
        )
        try:
            with _OPENER.open(request, timeout=timeout_s) as response:
                data = response.read(MAX_REPLY)
        except urllib.error.HTTPError as error:
            raise _refused(error) from None
        except OSError as error:
            raise UnavailableError(_GONE.format(_reason(error))) from None
        return reply.parse(data, where=path)


def _reason(error: OSError) -> str:
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
