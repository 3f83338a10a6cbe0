"""The attached connection of a container: its standard input and output over one socket."""

from __future__ import annotations

import socket
from typing import Any

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.sandbox.wire import HEAD_BYTES, body_size

FRAME_HEAD_BYTES = 8
STDOUT = 1
CHUNK = 1 << 16
ENDED = "the container ended before it answered"


class Attachment:
    """Sends one message and reads one reply; the daemon interleaves the output channels."""

    def __init__(self, handle: Any, deadline_s: float) -> None:  # noqa: ANN401 - SDK: several kinds
        self._handle = handle
        self._socket: socket.socket = getattr(handle, "_sock", handle)
        self._socket.settimeout(deadline_s)
        self._output = bytearray()

    def send(self, message: bytes) -> None:
        """Send bytes to the container's standard input."""
        self._socket.sendall(message)

    def reply(self) -> bytes:
        """Return the body of one message; raises UnavailableError when it does not come."""
        try:
            self._fill(HEAD_BYTES)
            size = body_size(bytes(self._output[:HEAD_BYTES]))
            self._fill(HEAD_BYTES + size)
        except TimeoutError as error:
            raise UnavailableError("the container did not answer in time") from error
        return bytes(self._output[HEAD_BYTES : HEAD_BYTES + size])

    def close(self) -> None:
        """Close the connection, which the supervisor takes as the end."""
        self._socket.close()
        self._handle.close()

    def _fill(self, size: int) -> None:
        while len(self._output) < size:
            head = self._exactly(FRAME_HEAD_BYTES)
            content = self._exactly(int.from_bytes(head[4:], "big"))
            if head[0] == STDOUT:
                self._output += content

    def _exactly(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            chunk = self._socket.recv(min(CHUNK, size - len(data)))
            if not chunk:
                raise UnavailableError(ENDED)
            data += chunk
        return bytes(data)
