"""One container from creation to removal. Blocking: callers use a thread."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from contextlib import suppress

from docker import DockerClient
from docker.errors import APIError, NotFound

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.sandbox.docker.daemon import failure, in_our_words
from jupyter_codemm.sandbox.docker.flags import BoxKind, container_settings, host_settings
from jupyter_codemm.sandbox.docker.labels import Ownership, expired
from jupyter_codemm.sandbox.docker.stream import Attachment

_log = logging.getLogger(__name__)
CONFLICT = 409


class Container:
    """A container with a supervisor in it, which can be killed from another thread at any moment.

    It also ends by itself as soon as its attachment closes, for whatever reason.
    """

    def __init__(self, client: DockerClient, owner: Ownership, kind: BoxKind) -> None:
        self._client, self._owner, self._kind = client, owner, kind
        self._id = ""
        self._killed = False
        self._attachment: Attachment | None = None
        self._lock = threading.Lock()

    def start(self, lease_s: float) -> Attachment:
        """Create the container, start it and return the connection to its supervisor.

        Raises UnavailableError when the daemon fails or it was killed, MissingToolError when the
        image is gone.
        """
        labels = self._owner.labels(time.time() + lease_s)
        try:
            with in_our_words("Docker could not start a container"):
                self._create(labels)
                attachment = self._attach()
                self._client.api.start(self._id)
        except BaseException:
            self.kill()
            self.close()
            raise
        return attachment

    def kill(self) -> None:
        """Remove the container, running or not, or prevent its creation.

        Where the daemon is away the closed pipe ends it: its supervisor ends everything then.
        """
        with self._lock:
            self._killed = True
            if self._attachment is not None:
                self._attachment.hang_up()
            if self._id:
                with suppress(UnavailableError), in_our_words("Docker could not remove a box"):
                    remove(self._client, self._id)

    def close(self) -> None:
        """Give back the connection of a killed container, when no thread uses it any more."""
        if self._attachment is not None:
            self._attachment.close()

    def _attach(self) -> Attachment:
        wanted = {"stdin": 1, "stdout": 1, "stream": 1}
        try:
            self._attachment = Attachment(self._client.api.attach_socket(self._id, params=wanted))
        except AttributeError as error:  # the SDK looks for the socket of a closed response
            raise failure("the connection to Docker broke off") from error
        return self._attachment

    def _create(self, labels: Mapping[str, str]) -> None:
        api = self._client.api
        host = api.create_host_config(**host_settings(self._kind))
        settings = container_settings(self._kind.image, labels)
        with self._lock:
            if self._killed:
                raise UnavailableError("the run was stopped")
            created = api.create_container(host_config=host, **settings)
            self._id = created["Id"]


def remove(client: DockerClient, container_id: str) -> None:
    """Remove a container by force; one that is already gone or going is fine."""
    try:
        client.api.remove_container(container_id, force=True, v=True)
    except NotFound:
        return
    except APIError as error:
        if error.status_code != CONFLICT:
            raise


def sweep(client: DockerClient, owner: Ownership, now: float) -> int:
    """Remove what this installation left behind: containers whose lease has expired by `now`.

    Returns how many went. One that cannot be removed is left for the next time. Containers of other
    installations, and those whose lease still runs, are not touched.
    """
    with in_our_words("Docker could not list its containers"):
        found = client.api.containers(all=True, filters=owner.filters())
    stale = [item["Id"] for item in found if expired(item.get("Labels") or {}, now)]
    return sum(_removed(client, container_id) for container_id in stale)


def _removed(client: DockerClient, container_id: str) -> bool:
    try:
        with in_our_words("Docker could not remove a container"):
            remove(client, container_id)
    except UnavailableError as error:
        _log.warning("a container that was left behind stays: %s", error.message)
        return False
    return True
