"""The attached connection of a container: its standard input and output over one socket."""

from __future__ import annotations

import select
import socket
import time
from contextlib import suppress
from typing import Any

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.sandbox.docker.daemon import failure
from jupyter_codemm.sandbox.wire import HEAD_BYTES, body_size

FRAME_HEAD_BYTES = 8
STDOUT = 1
CHUNK = 1 << 16
SHORTEST_S = 0.001
ENDED = "the container ended before it answered"
TOO_LATE = "the container did not answer in time"


class Attachment:
    """Sends messages and reads messages; the daemon interleaves the output channels."""

    def __init__(self, handle: Any) -> None:  # noqa: ANN401 - the SDK gives several kinds
        self._handle = handle
        self._socket: socket.socket = getattr(handle, "_sock", handle)
        self._output = bytearray()
        self._deadline = 0.0

    def expect_within(self, seconds: float) -> None:
        """Set the time by which everything that follows must have happened."""
        self._deadline = time.monotonic() + seconds

    def send(self, message: bytes) -> None:
        """Send bytes to the container's standard input."""
        self._arm()
        try:
            self._socket.sendall(message)
        except TimeoutError as error:
            raise UnavailableError(TOO_LATE) from error
        except OSError as error:
            raise failure(ENDED) from error

    def receive(self) -> bytes:
        """Return the body of the next message.

        Raises UnavailableError when it does not come, UnreachableError when the daemon is away.
        """
        self._fill(HEAD_BYTES)
        size = HEAD_BYTES + body_size(bytes(self._output[:HEAD_BYTES]))
        self._fill(size)
        body = bytes(self._output[HEAD_BYTES:size])
        del self._output[:size]
        return body

    @property
    def quiet(self) -> bool:
        """Whether the connection stands and nothing came that was not asked for.

        Always so where a connection cannot be looked at without reading (pipes of Windows).
        """
        if self._output:
            return False
        if not isinstance(self._socket, socket.socket):
            return True
        poll = select.poll() if hasattr(select, "poll") else None
        if poll is None:
            return not select.select([self._socket], [], [], 0)[0]
        poll.register(self._socket, select.POLLIN)
        return not poll.poll(0)

    def hang_up(self) -> None:
        """End the connection, also for a thread that is just reading it. The supervisor ends too.

        Where that cannot be (pipes of Windows), removing the container does it.
        """
        if isinstance(self._socket, socket.socket):
            with suppress(OSError):  # it broke off by itself
                self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give the connection back, when no thread uses it any more."""
        self._socket.close()
        self._handle.close()

    def _arm(self) -> None:
        left = self._deadline - time.monotonic()
        self._socket.settimeout(max(SHORTEST_S, left))

    def _fill(self, size: int) -> None:
        while len(self._output) < size:
            head = self._exactly(FRAME_HEAD_BYTES)
            content = self._exactly(int.from_bytes(head[4:], "big"))
            if head[0] == STDOUT:
                self._output += content

    def _exactly(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            self._arm()
            try:
                chunk = self._socket.recv(min(CHUNK, size - len(data)))
            except TimeoutError as error:
                raise UnavailableError(TOO_LATE) from error
            except OSError as error:
                raise failure(ENDED) from error
            if not chunk:
                raise failure(ENDED)
            data += chunk
        return bytes(data)
