"""HTTP to one codemm server, with errors as the server words them."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from typing import TypeVar

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.errors import CodemmError, NotFoundError, UnavailableError

MAX_REPLY = 32 << 20
TIMEOUT_S = 120.0

GONE = (
    "the codemm server does not answer ({}). Run the cell again: that finds or starts another one."
)
UNKNOWN = (
    "the server does not know this problem: its activity was deleted, or the notebook was made on "
    "another machine or for another account. The answer is kept for the cell that checks it, if "
    "there is one."
)

C = TypeVar("C", bound=Contract)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nothing: the token is for one server, not for where it points."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        """Refuse; the caller sees the answer as an error."""


# A loopback server is never behind a proxy, whatever the environment says.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


@dataclass(frozen=True, slots=True)
class Api:
    """One server's API and who calls it. Calls raise CodemmError with the server's own sentence."""

    url: str
    headers: Mapping[str, str] = field(repr=False)

    def call(
        self,
        method: str,
        path: str,
        reply: type[C],
        body: Contract | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> C:
        """Call and return the reply as a contract."""
        with self.open(method, path, body, timeout_s=timeout_s) as response:
            return reply.parse(response.read(MAX_REPLY), where=path)

    @contextmanager
    def open(
        self,
        method: str,
        path: str,
        body: Contract | None = None,
        *,
        timeout_s: float = TIMEOUT_S,
        accept: str = "application/json",
    ) -> Iterator[HTTPResponse]:
        """Call and give the open response."""
        request = urllib.request.Request(  # noqa: S310 - the scheme is checked by the contract
            f"{self.url}/{path}",
            method=method,
            data=body.model_dump_json().encode("utf-8", "surrogatepass") if body else None,
            headers={**self.headers, "Content-Type": "application/json", "Accept": accept},
        )
        try:
            with _OPENER.open(request, timeout=timeout_s) as response:
                yield response
        except urllib.error.HTTPError as error:
            raise _refused(error) from None
        except (OSError, HTTPException) as error:
            raise UnavailableError(GONE.format(_reason(error))) from None


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
    try:
        detail = json.loads(error.read(MAX_REPLY))["error"]
        message, where = str(detail["message"]), str(detail.get("where", ""))
    except (ValueError, KeyError, TypeError, OSError):
        message, where = "", ""
    if error.code == HTTPStatus.NOT_FOUND:
        # A hint that there is none of is no unknown problem.
        return NotFoundError(message if where == "level" else UNKNOWN, where=where)
    if not message:
        return UnavailableError(f"the codemm server answered {error.code}")
    return CodemmError(message, where=where)
