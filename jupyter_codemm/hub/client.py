"""Asking the class service on behalf of the owner of a server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx2

from jupyter_codemm.errors import InvalidInputError, MissingToolError, UnavailableError
from jupyter_codemm.handlers.routes import PREFIX

TOKEN_ENV = "JUPYTERHUB_API_TOKEN"  # noqa: S105 - a variable's name
CONNECT_S = 5.0
NO_ANSWER = (
    "The class service does not answer. What you wrote is kept in the notebook; try again in a "
    "minute."
)


@dataclass(frozen=True, slots=True)
class ServiceClient:
    """The class service at `url`; every request carries the token of this server's owner."""

    url: str
    token: str = field(repr=False)
    http: httpx2.AsyncClient

    @asynccontextmanager
    async def sent(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> AsyncIterator[httpx2.Response]:
        """Send a request and yield the answer, whose body is still on its way.

        Raises UnavailableError when nobody answers; a refusal is an answer.
        """
        request = self.http.build_request(
            method,
            f"{self.url}/{PREFIX}/{path}",
            headers={**headers, "Authorization": f"token {self.token}"},
            content=body,
        )
        try:
            answer = await self.http.send(request, stream=True)
        except httpx2.HTTPError:
            raise UnavailableError(NO_ANSWER, where="service_url") from None
        try:
            yield answer
        finally:
            await answer.aclose()

    async def close(self) -> None:
        """Close the connections."""
        await self.http.aclose()


def service_client(url: str, environ: Mapping[str, str]) -> ServiceClient:
    """Return a client of the service at an address, with the Hub's token of this server.

    Raises InvalidInputError for what is no address, MissingToolError outside a Hub.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InvalidInputError(
            f"service_url: must begin with http:// or https:// (got {url!r})", where="service_url"
        )
    token = environ.get(TOKEN_ENV, "")
    if not token:
        raise MissingToolError(
            f"service_url is set and {TOKEN_ENV} is not: a server uses the class service with the "
            "token that JupyterHub gives it",
            where="service_url",
        )
    # A verdict and a stream of events are waited for as long as they take.
    timeout = httpx2.Timeout(None, connect=CONNECT_S)
    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=20)
    http = httpx2.AsyncClient(timeout=timeout, limits=limits, follow_redirects=False)
    return ServiceClient(url.rstrip("/"), token, http)
