"""A container whose supervisor serves several plans, driven by hand."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.ports import ExecutionPlan
from jupyter_codemm.sandbox.answers import Answer, Hearing, Output, Reply, Reset
from jupyter_codemm.sandbox.docker.container import remove
from jupyter_codemm.sandbox.docker.daemon import answers, connect
from jupyter_codemm.sandbox.docker.flags import (
    BUILD_ROOT,
    WORK_ROOT,
    container_settings,
    host_settings,
    kind_for,
)
from jupyter_codemm.sandbox.docker.inventory import image_of
from jupyter_codemm.sandbox.docker.stream import FRAME_HEAD_BYTES, STDOUT
from jupyter_codemm.sandbox.wire import HEAD_BYTES, Box, body_size, encode, encode_warm, users

FIRST_USER = 30_000
PATIENCE_S = 60


class Serving:
    """The pipe of one container; every answer is read as a pool would read it."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._socket = getattr(connection, "_sock", connection)
        self._socket.settimeout(PATIENCE_S)
        self._heard = bytearray()
        self._users = FIRST_USER
        self.outputs: list[Output] = []

    def run(self, plan: ExecutionPlan, **how: object) -> tuple[Reply, str]:
        """Run one plan; return its reply and the reason why the reset failed, if it did."""
        box = Box(BUILD_ROOT, WORK_ROOT, {}, container=True, first_user=self._users, serve=True)
        self._users += users(plan)
        self._socket.sendall(encode(plan, box, **how))
        self.outputs = []
        hearing = Hearing("docker", plan)
        while not isinstance(answer := self._next(hearing), Reply):
            assert answer is None or isinstance(answer, Output)
            self.outputs += [answer] if answer else []
        reset = self._next(hearing)
        assert isinstance(reset, Reset)
        return answer, reset.reason

    def warm(self, plan: ExecutionPlan, *, javac: bool) -> Answer:
        """Ask for warmth and return the answer."""
        self._socket.sendall(encode_warm(Box(BUILD_ROOT, WORK_ROOT, {}), plan.preload, javac=javac))
        answer = self._next(Hearing("docker", plan))
        assert answer
        return answer

    def close(self) -> None:
        """Close the connection, which the supervisor takes as the end."""
        self._socket.close()
        self._connection.close()

    def _next(self, hearing: Hearing) -> Answer | None:
        size = body_size(self._take(HEAD_BYTES))
        return hearing.take(self._take(size))

    def _take(self, size: int) -> bytes:
        while len(self._heard) < size:
            head = self._exactly(FRAME_HEAD_BYTES)
            content = self._exactly(int.from_bytes(head[4:], "big"))
            if head[0] == STDOUT:
                self._heard += content
        taken = bytes(self._heard[:size])
        del self._heard[:size]
        return taken

    def _exactly(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            if not (chunk := self._socket.recv(size - len(data))):
                raise UnavailableError("the container ended")
            data += chunk
        return bytes(data)


@contextmanager
def serving(plan: ExecutionPlan) -> Iterator[Serving]:
    """Start a container that is large enough for `plan`, or skip with the reason."""
    if not answers():
        pytest.skip("docker: no daemon answers")
    client = connect()
    image = image_of(client, plan.language)
    if image is None:
        client.close()
        pytest.skip(f"docker: no judge image for {plan.language}")
    kind = replace(kind_for(image, plan, 0, compiles=not plan.runs), executes=True)
    created = client.api.create_container(
        host_config=client.api.create_host_config(**host_settings(kind)),
        name=f"codemm-test-{uuid.uuid4().hex}",
        **container_settings(image, {}),
    )
    try:
        wanted = {"stdin": 1, "stdout": 1, "stream": 1}
        box = Serving(client.api.attach_socket(created["Id"], params=wanted))
        try:
            client.api.start(created["Id"])
            yield box
        finally:
            box.close()
    finally:
        remove(client, created["Id"])
        client.close()
