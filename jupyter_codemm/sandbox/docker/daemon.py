"""The Docker daemon, and what its failures mean in our words."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import docker
from docker.errors import APIError, DockerException, ImageNotFound
from requests import Response
from requests.exceptions import RequestException
from urllib3.exceptions import HTTPError

from jupyter_codemm.errors import MissingToolError, UnavailableError

DEFAULT_HOST = "unix:///var/run/docker.sock"
ANSWER_S = 1
WORK_S = 60
BUILD_S = 3600
MOST_TOLD = 300


def connect(timeout_s: int = WORK_S, connections: int = 10) -> docker.DockerClient:
    """Return a client of the daemon that the environment names; it may still not answer.

    Raises UnavailableError when there is no way to it.
    """
    with in_our_words("Docker cannot be reached"):
        _knock(os.environ.get("DOCKER_HOST") or DEFAULT_HOST)
        return docker.DockerClient.from_env(timeout=timeout_s, max_pool_size=connections)


def answers() -> bool:
    """Return within about a second whether a daemon answers."""
    try:
        client = connect(ANSWER_S)
    except UnavailableError:
        return False
    try:
        return bool(client.ping())
    except (DockerException, RequestException, HTTPError, OSError):
        return False
    finally:
        client.close()


def _knock(host: str) -> None:
    """Raise OSError when a local socket has nobody behind it; the SDK would leave it open."""
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

    Raises MissingToolError for an image that is not there, UnavailableError for everything else.
    """
    try:
        yield
    except ImageNotFound as error:
        raise MissingToolError(
            "the judge image is gone; build it with: jupyter codemm images build"
        ) from error
    except APIError as error:
        raise UnavailableError(f"{sentence}: {str(error.explanation)[:MOST_TOLD]}") from error
    except (DockerException, RequestException, HTTPError, OSError) as error:
        raise UnavailableError(f"{sentence} ({type(error).__name__})") from error
