"""The Docker daemon, and what its failures mean in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import docker
from docker.errors import DockerException, ImageNotFound
from requests.exceptions import RequestException
from urllib3.exceptions import HTTPError

from jupyter_codemm.errors import MissingToolError, UnavailableError

ANSWER_S = 1
WORK_S = 60
BUILD_S = 3600


def connect(timeout_s: int = WORK_S, connections: int = 10) -> docker.DockerClient:
    """Return a client of the daemon that the environment names; it may still not answer.

    Raises UnavailableError when there is no way to it.
    """
    with in_our_words("Docker cannot be reached"):
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
    except (DockerException, RequestException, HTTPError, OSError) as error:
        raise UnavailableError(f"{sentence} ({type(error).__name__})") from error
