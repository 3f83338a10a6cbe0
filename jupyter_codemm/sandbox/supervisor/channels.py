"""The pipes of a running step."""

from __future__ import annotations

import os

CHUNK = 1 << 16


class Output:
    """One output channel, kept up to a limit."""

    def __init__(self, fd: int, limit: int) -> None:
        self.fd, self.limit = fd, limit
        self.data = bytearray()
        self.over = False

    def read(self) -> bool:
        """Take what is there; returns False once the channel is at its end."""
        try:
            chunk = os.read(self.fd, CHUNK)
        except BlockingIOError:
            return True
        room = self.limit - len(self.data)
        self.data += chunk[:room]
        self.over = self.over or len(chunk) > room
        return bool(chunk)

    def drain(self) -> None:
        """Take everything that already lies in the pipe, up to the limit."""
        while not self.over:
            before = len(self.data)
            if not self.read() or len(self.data) == before:
                return


class Input:
    """Standard input, written as the step reads it."""

    def __init__(self, fd: int, data: bytes) -> None:
        self.fd, self.left = fd, memoryview(data)

    def write(self) -> bool:
        """Write what fits; returns False once there is nothing more to write."""
        try:
            while self.left:
                self.left = self.left[os.write(self.fd, self.left) :]
        except BlockingIOError:
            return True
        except BrokenPipeError:
            return False  # the step closed its standard input: its right
        return False
