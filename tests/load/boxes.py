"""The containers that a load server holds, seen from outside."""

from __future__ import annotations

from contextlib import suppress

import docker
from docker.models.containers import Container
from requests.exceptions import JSONDecodeError

from tests.load.machine import Server

INSTALLATION_LABEL = "jupyter-codemm.installation"
HOLDER_LABEL = "jupyter-codemm.holder"


def containers(server: Server) -> list[Container]:
    """Return the server's boxes; the holder label names its process."""
    client = docker.from_env()
    mark = f"-{server.resources.pid}-"
    found = client.containers.list(filters={"label": INSTALLATION_LABEL}, ignore_removed=True)
    return [box for box in found if mark in box.labels.get(HOLDER_LABEL, "")]


def memory_mb(server: Server) -> float:
    """Return the anonymous memory of all boxes together; one that is just going counts nothing."""
    if server.sandbox != "docker":
        return 0.0
    total = 0.0
    for box in containers(server):
        with suppress(docker.errors.APIError, JSONDecodeError):
            stats = box.stats(stream=False)["memory_stats"].get("stats", {})
            total += stats.get("rss", stats.get("anon", 0)) / 1e6
    return total
