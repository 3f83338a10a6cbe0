"""The Docker daemon, and what its failures mean in our words."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import docker
from docker.errors import APIError, DockerException, ImageNotFound
from docker.utils import parse_host
from requests import Response
from requests.exceptions import RequestException, Timeout
from urllib3.exceptions import HTTPError

from jupyter_codemm.errors import MissingToolError, UnavailableError, UnreachableError

DEFAULT_HOST = "unix:///var/run/docker.sock"
ANSWER_S, GREET_S = 1, 5
WORK_S = 60
BUILD_S = 3600
MOST_TOLD = 300
DISK_FULL = "no space left on device"
IMAGE_GONE = "the judge image is gone; build it with: jupyter codemm images build"
NOT_ALLOWED = (
    "this user may not use Docker's socket; add the user to the group docker, or use the local "
    "sandbox"
)
NOT_RUNNING = "Docker is not running; start it"
NO_ANSWER = "Docker does not answer; restart it"
BROKEN_OFF = "Docker broke the connection off; it may be restarting"
ONLY_ERRORS = "Docker answers with errors only; it may be restarting"
NO_ADDRESS = "DOCKER_HOST is not an address of a daemon; correct or unset it"
NO_HOST = "DOCKER_HOST names an unknown machine; correct or unset it"


class _NoAddressError(OSError):
    """What DOCKER_HOST says leads to no daemon whatever happens."""


AWAY = (NOT_RUNNING, NO_ANSWER, BROKEN_OFF, ONLY_ERRORS)
REASONS: tuple[tuple[type[Exception], str], ...] = (
    (_NoAddressError, NO_ADDRESS),
    (PermissionError, NOT_ALLOWED),
    (FileNotFoundError, NOT_RUNNING),
    (ConnectionRefusedError, NOT_RUNNING),
    (socket.gaierror, NO_HOST),
    (Timeout, NO_ANSWER),
    (TimeoutError, NO_ANSWER),
    (ConnectionError, BROKEN_OFF),
    (APIError, ONLY_ERRORS),  # to the greeting
)
FAILURES = (DockerException, RequestException, HTTPError, OSError)


def connect(timeout_s: int = WORK_S, connections: int = 10) -> docker.DockerClient:
    """Return a client of the daemon that the environment names; it has answered once.

    Raises UnavailableError when there is no way to it.
    """
    with in_our_words("Docker cannot be reached"):
        client = _greeted(min(timeout_s, GREET_S), connections)
        client.api.timeout = timeout_s
        return client


def _greeted(within_s: int, connections: int = 1) -> docker.DockerClient:
    return docker.DockerClient.from_env(timeout=within_s, max_pool_size=connections)


def obstacle() -> str:
    """Return within about a second why no daemon answers, or nothing when one does."""
    try:
        connect(ANSWER_S).close()
    except UnavailableError as error:
        return error.message
    return ""


def answers() -> bool:
    """Return within about a second whether a daemon answers."""
    return not obstacle()


def failure(words: str) -> UnavailableError:
    """Return the error for work that failed at the daemon, which is asked whether it is away now.

    A daemon that ends takes its containers with it and refuses what it was asked last: that is no
    fault of theirs.
    """
    try:
        _knock()
        _greeted(ANSWER_S).close()
    except FAILURES as error:
        if (reason := _reason(error)) in AWAY:
            return UnreachableError(f"{words}: {reason}")
    return UnavailableError(words)


def _knock() -> None:
    """Raise OSError for no address, or a local socket with nobody behind it.

    The SDK would leave that socket open.
    """
    host = os.environ.get("DOCKER_HOST") or DEFAULT_HOST
    try:
        parse_host(host)
    except (DockerException, ValueError) as error:
        raise _NoAddressError from error
    scheme, _, path = host.partition("://")
    if scheme == "unix" and sys.platform != "win32":
        with socket.socket(socket.AF_UNIX) as door:
            door.settimeout(ANSWER_S)
            door.connect(path)


@contextmanager
def closing_responses(client: docker.DockerClient) -> Iterator[None]:
    """Close what the daemon streams in a block; the SDK leaves such connections open."""
    responses: list[Response] = []

    def keep(response: Response, *_args: object, **_kwargs: object) -> None:
        responses.append(response)

    client.api.hooks["response"].append(keep)
    try:
        yield
    finally:
        client.api.hooks["response"].remove(keep)
        for response in responses:
            response.close()


@contextmanager
def in_our_words(sentence: str) -> Iterator[None]:
    """Turn a failure of the daemon, or of the way to it, into one of our errors.

    The block is not entered when nobody is behind the daemon's socket. Raises MissingToolError for
    an image that is not there, UnreachableError when no daemon answers for now, UnavailableError
    for everything else.
    """
    try:
        _knock()
        yield
    except ImageNotFound as error:
        raise MissingToolError(IMAGE_GONE) from error
    except APIError as error:
        words = f"{sentence}: {_told(str(error.explanation))}"
        raise (failure(words) if error.is_server_error() else UnavailableError(words)) from error
    except FAILURES as error:
        reason = _reason(error)
        kind = UnreachableError if reason in AWAY else UnavailableError
        raise kind(f"{sentence}: {reason}") from error


def _told(explanation: str) -> str:
    if DISK_FULL in explanation.lower():
        return "the disk that Docker uses is full; free some space, then try again"
    return explanation[:MOST_TOLD]


def _reason(error: BaseException) -> str:
    """Return what a failure on the way to the daemon means; the SDK and its parts wrap causes."""
    causes = list(_causes(error))
    for kind, words in REASONS:
        if any(isinstance(cause, kind) for cause in causes):
            return words
    return type(error).__name__


def _causes(error: BaseException) -> Iterator[BaseException]:
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop()
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            waiting += [cause.__cause__, cause.__context__, *cause.args]
