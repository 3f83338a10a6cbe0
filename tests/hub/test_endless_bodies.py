"""Somebody sends on many connections at once, and ends none of it: nobody's memory is filled."""

from __future__ import annotations

import asyncio
import tracemalloc

import pytest

from jupyter_codemm.handlers.bodies import MOST_HELD
from jupyter_codemm.handlers.routes import PREFIX
from tests.handlers.small_server import http_server  # noqa: F401 - the server of these tests
from tests.hub.schools import two_schools
from tests.hub.serving import WHO

PIECE = 1 << 20
PIECES = 7
MANY = 12


class Endless:
    """A request whose body comes in chunks, and of which no end has come yet."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def send(self) -> None:
        self._writer.write(f"{PIECE:x}\r\n".encode() + b" " * PIECE + b"\r\n")
        await self._writer.drain()

    async def answer(self) -> tuple[int, str]:
        """End it, and return what was said."""
        self._writer.write(b"2\r\n{}\r\n0\r\n\r\n")
        status = int((await self._reader.readline()).split()[1])
        return status, (await self._reader.read()).decode()

    async def hang_up(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()


@pytest.fixture
def begin(http_server_port, jp_base_url):
    """Begin such a request of somebody."""

    async def call(who: str, path: str) -> Endless:
        reader, writer = await asyncio.open_connection("127.0.0.1", http_server_port[1])
        head = f"POST {jp_base_url}{PREFIX}/{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        told = f"{WHO}: {who}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        writer.write(f"{head}{told}".encode())
        return Endless(reader, writer)

    return call


@pytest.mark.usefixtures("http_server")
async def test_what_comes_without_end_is_kept_up_to_a_limit_and_only_of_who_sends_it(
    parts, begin, ask
):
    schools = await two_schools((await parts()).ctx)
    path = f"classes/{schools.loops}/bundles"
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        opened = [await begin("ada", path) for _ in range(MANY)]
        for one in opened:
            for _ in range(PIECES):
                await one.send()
        assert MANY * PIECES * PIECE > 2 * MOST_HELD
        status, _ = await ask("eve:staff", "POST", path, b" " * (6 << 20))  # all came that was sent
        assert status == 422  # hers was read, and is no bundle
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most - before < MOST_HELD + 4 * (6 << 20)
    status, told = await opened[-1].answer()
    assert (status, "sending too much at once" in told) == (503, True)
    status, _ = await opened[0].answer()
    assert status == 403
    for one in opened:
        await one.hang_up()


@pytest.mark.usefixtures("http_server")
async def test_who_hangs_up_or_was_answered_may_send_again(parts, begin, ask):
    schools = await two_schools((await parts()).ctx)
    path = f"classes/{schools.loops}/bundles"
    for _ in range(2):
        opened = [await begin("ada", path) for _ in range(MANY)]
        for one in opened:
            for _ in range(PIECES):
                await one.send()
        await asyncio.gather(*(one.answer() for one in opened[: MANY // 2]))
        for one in opened:
            await one.hang_up()
        await ask("ada", "GET", "classes")  # by then the server has heard of it
    found = [await ask("ada", "POST", path, b" " * (6 << 20)) for _ in range(MANY)]
    assert {status for status, _ in found} == {403}
