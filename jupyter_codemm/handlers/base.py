"""What every handler shares: who asks, how a body is parsed, how an error is written."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, TypeVar, cast

from jupyter_server.auth.decorator import authorized as jupyter_authorized
from jupyter_server.auth.identity import User
from tornado import web
from tornado.httputil import HTTPServerRequest

from jupyter_codemm.contracts.api import ErrorDetail, ErrorReply
from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.connection import KERNEL_TOKEN_HEADER
from jupyter_codemm.errors import (
    CodemmError,
    ForbiddenError,
    InvalidInputError,
    MissingToolError,
    NotFoundError,
    StoreError,
    TooLargeError,
    UnavailableError,
    WrongStateError,
)
from jupyter_codemm.handlers.bodies import BodyHandler
from jupyter_codemm.handlers.parts import Access, Guard, Parts
from jupyter_codemm.services.context import LOCAL_USER, Context
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.exporting import Export

_STATUS: dict[type[CodemmError], HTTPStatus] = {
    TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    InvalidInputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFoundError: HTTPStatus.NOT_FOUND,
    ForbiddenError: HTTPStatus.FORBIDDEN,
    WrongStateError: HTTPStatus.CONFLICT,
    MissingToolError: HTTPStatus.SERVICE_UNAVAILABLE,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
}

C = TypeVar("C", bound=Contract)
Verb = TypeVar("Verb", bound=Callable[..., Awaitable[None]])


def authorized(method: Verb) -> Verb:
    """Ask Jupyter's authoriser, always for our own resource.

    The bare decorator of Jupyter remembers the first handler it served, so the resource is named.
    """
    return cast("Verb", jupyter_authorized(resource="codemm")(method))


def status_of(error: CodemmError) -> HTTPStatus:
    """Return the HTTP status of an error: that of the nearest class of its tree."""
    for kind in type(error).__mro__:
        if kind in _STATUS:
            return _STATUS[kind]
    return HTTPStatus.INTERNAL_SERVER_ERROR


def detail_of(error: CodemmError, *, tells_places: bool = True) -> ErrorDetail:
    """Return an error as clients get it."""
    if isinstance(error, StoreError) and not tells_places:
        return ErrorDetail(code=error.code, message=error.without_place, where="database")
    return ErrorDetail(code=error.code, message=error.message, where=error.where)


class GuardedHandler(BodyHandler):
    """Base of every handler. Verbs are decorated with `web.authenticated` and `authorized`."""

    auth_resource = "codemm"
    access: Guard

    def initialize(self, access: Guard) -> None:
        """Receive what the wiring gives to every handler."""
        self.access = access
        self.held = access.held

    def set_default_headers(self) -> None:
        """Also let nothing on the way, and no browser, keep what is told to one person."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")

    async def admit(self) -> None:
        """Wait for one's turn, then authenticate."""
        await self.access.turnstile.enter()
        await self.authenticate()

    async def authenticate(self) -> None:
        """Find out who asks, as Jupyter does."""
        await super().admit()

    def parse(self, contract: type[C]) -> C:
        """Parse the request's body; an empty body stands for an empty object."""
        return contract.parse(self.body().strip() or b"{}")

    def reply(self, value: Contract, status: HTTPStatus = HTTPStatus.OK) -> None:
        """Answer with a contract."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.finish(value.model_dump_json())

    def send_file(self, made: Export) -> None:
        """Answer with a file to be saved."""
        self.set_header("Content-Disposition", f'attachment; filename="{made.name}"')
        # Jupyter's own handler names everything JSON that is not named here.
        self.finish(made.content, set_content_type=made.media_type)

    async def reply_in_turn(self, value: Contract) -> None:
        """Answer what was held back: the patience of a crowd ends in one moment."""
        await self.access.turnstile.enter()
        self.reply(value)

    def detail_of(self, error: CodemmError) -> ErrorDetail:
        """Return an error as who asks may have it."""
        return detail_of(error, tells_places=self.access.tells_places)

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ANN401 - tornado's signature
        """Translate an error to HTTP, once for all verbs."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, CodemmError):
            self.set_status(status_of(error))
            detail = self.detail_of(error)
        else:
            reason = getattr(error, "reason", None) or HTTPStatus(status_code).phrase
            code = "internal" if status_code >= HTTPStatus.INTERNAL_SERVER_ERROR else "refused"
            detail = ErrorDetail(code=code, message=reason)
        self.set_header("Content-Type", "application/json")
        # `message` beside our own shape is what Jupyter's front end shows.
        body = ErrorReply(error=detail).to_json() | {"message": detail.message}
        self.finish(json.dumps(body))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:  # noqa: ANN401 - tornado's signature
        """Log expected errors as one line; their text never holds private material."""
        if isinstance(value, CodemmError):
            # Where a database is only its administrator is told, who reads this.
            told = value.message if isinstance(value, StoreError) else value.code
            self.log.info("%s %s: %s", self.request.method, self.request.path, told)
        else:
            super().log_exception(typ, value, tb)


class CodemmHandler(GuardedHandler):
    """Base of the handlers that answer from this server's own parts."""

    access: Access
    parts: Parts

    async def admit(self) -> None:
        """Also wait for the parts.

        A stranger starts nothing and hears nothing of a start that failed: the verb refuses them.
        """
        await super().admit()
        if self.current_user is not None and not self._finished:
            self.parts = await self.access.parts()

    @property
    def ctx(self) -> Context:
        """The ports that services work with."""
        return self.parts.ctx

    @property
    def owner(self) -> str:
        """The account on whose behalf this request acts."""
        return self.access.account(self.current_user)

    @property
    def caller(self) -> Caller:
        """The account, and whether this very credential may act as staff."""
        return Caller(self.owner, acts_as_staff=self.access.acts_as_staff(self.current_user))


class TakesKernelToken(GuardedHandler):
    """A handler that also takes the kernel's own token, which opens nothing else."""

    async def authenticate(self) -> None:
        """Let a kernel in by its token; everybody else goes Jupyter's way."""
        if not token_matches(self.request, self.access.kernel_token):
            await super().authenticate()
            return
        if not self.check_host():
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        self.current_user = self._jupyter_current_user = User(username=LOCAL_USER)


class KernelHandler(TakesKernelToken, CodemmHandler):
    """A handler of this server's own parts that kernels may ask, too."""


def token_matches(request: HTTPServerRequest, token: str | None) -> bool:
    """Return whether a request carries the kernel's token, in constant time; without one, not."""
    given = request.headers.get(KERNEL_TOKEN_HEADER)
    return (
        token is not None
        and given is not None
        and hmac.compare_digest(given.encode(), token.encode())
    )
