"""A line to the Docker daemon that can be cut, as when the daemon restarts."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path


class CutLine:
    """Passes what comes to a socket on to the daemon's, both ways, until it is cut."""

    def __init__(self, daemon: Path, path: Path) -> None:
        self._daemon, self.path = daemon, path
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def mend(self) -> None:
        """Listen, for the first time or again."""
        self._server = await asyncio.start_unix_server(self._accept, self.path)

    async def cut(self) -> None:
        """Drop every connection and refuse new ones."""
        if self._server is not None:
            self._server.close()
            self.path.unlink(missing_ok=True)
            self._server = None
        for writer in self._writers:
            writer.transport.abort()

    async def fail_for(self, seconds: float) -> None:
        """Be cut for a while."""
        await self.cut()
        await asyncio.sleep(seconds)
        await self.mend()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(self._daemon)
        both = {writer, back}
        self._writers |= both
        try:
            async with asyncio.TaskGroup() as ways:
                ways.create_task(_pass(reader, back))
                ways.create_task(_pass(there, writer))
        finally:
            for end in both:
                end.transport.abort()
            self._writers -= both


async def _pass(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(OSError):  # one of the ends is gone
        while data := await source.read(1 << 16):
            sink.write(data)
            await sink.drain()
        sink.write_eof()
