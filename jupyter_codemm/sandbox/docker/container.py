"""One container from creation to removal. Blocking: the sandbox calls it on its own threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping

from docker import DockerClient
from docker.errors import APIError, NotFound

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.ports import ExecutionPlan
from jupyter_codemm.sandbox.docker.daemon import in_our_words
from jupyter_codemm.sandbox.docker.flags import container_settings, host_settings
from jupyter_codemm.sandbox.docker.labels import Ownership, expired
from jupyter_codemm.sandbox.docker.stream import Attachment
from jupyter_codemm.sandbox.wire import lifetime_s

SLACK_S = 60
CONFLICT = 409


class Container:
    """A box of one plan, which can be killed from another thread at any moment."""

    def __init__(self, client: DockerClient, owner: Ownership) -> None:
        self._client, self._owner = client, owner
        self._id = ""
        self._killed = False
        self._lock = threading.Lock()

    def converse(self, image: str, plan: ExecutionPlan, message: bytes) -> bytes:
        """Start the container, send it a message, return its reply; it then ends by itself.

        Raises UnavailableError when the daemon or the container fails or it was killed, and
        MissingToolError when the image is gone.
        """
        deadline = lifetime_s(plan) + SLACK_S
        labels = self._owner.labels(time.time() + deadline)
        try:
            with in_our_words("Docker could not run a container"):
                self._create(image, plan, labels)
                return self._talk(message, deadline)
        except BaseException:
            self.kill()
            raise

    def kill(self) -> None:
        """Remove the container, running or not, or prevent its creation.

        Raises UnavailableError when the daemon does not do it.
        """
        with self._lock, in_our_words("Docker could not remove a container"):
            self._killed = True
            if self._id:
                remove(self._client, self._id)

    def _talk(self, message: bytes, deadline: float) -> bytes:
        api = self._client.api
        wanted = {"stdin": 1, "stdout": 1, "stream": 1}
        attachment = Attachment(api.attach_socket(self._id, params=wanted), deadline)
        try:
            api.start(self._id)
            attachment.send(message)
            return attachment.reply()
        finally:
            attachment.close()

    def _create(self, image: str, plan: ExecutionPlan, labels: Mapping[str, str]) -> None:
        api = self._client.api
        host = api.create_host_config(**host_settings(plan))
        with self._lock:
            if self._killed:
                raise UnavailableError("the run was stopped")
            created = api.create_container(host_config=host, **container_settings(image, labels))
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

    Returns how many. Containers of other installations, and those whose lease still runs, are not
    touched.
    """
    with in_our_words("Docker could not list its containers"):
        found = client.api.containers(all=True, filters=owner.filters())
        stale = [item["Id"] for item in found if expired(item.get("Labels") or {}, now)]
        for container_id in stale:
            remove(client, container_id)
    return len(stale)
