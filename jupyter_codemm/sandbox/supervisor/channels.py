"""The pipes of a running step."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

CHUNK = 1 << 16
PAUSE_S = 0.05

Tell = Callable[[str, bytes], None]


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


class Live:
    """Passes on what channels hold while they grow, in few and larger pieces."""

    def __init__(self, channels: dict[str, Output], tell: Tell) -> None:
        self.channels, self.tell = channels, tell
        self.told = dict.fromkeys(channels, 0)
        self.last = -PAUSE_S

    def pass_on(self) -> None:
        """Tell what is new, unless something was told a moment ago."""
        now = time.monotonic()
        if now - self.last >= PAUSE_S and self.finish():
            self.last = now

    def finish(self) -> bool:
        """Tell everything that is new; returns whether there was anything."""
        new = [
            name for name, channel in self.channels.items() if len(channel.data) > self.told[name]
        ]
        for name in new:
            data = self.channels[name].data
            self.tell(name, bytes(data[self.told[name] :]))
            self.told[name] = len(data)
        return bool(new)


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
