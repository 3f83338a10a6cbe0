"""Streams say that they live while nothing happens, and end with words when something fails."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

from jupyter_codemm.handlers.streams import PING, with_pings
from jupyter_codemm.widgets.client import events


def test_a_silence_is_told_and_loses_nothing():
    async def scenario():
        go = asyncio.Event()

        async def source():
            await go.wait()
            yield "one"
            yield "two"

        async with aclosing(with_pings(source(), 0)) as told:
            assert await anext(told) is None
            go.set()
            assert [item async for item in told if item] == ["one", "two"]

    asyncio.run(scenario())


def test_the_kernel_s_client_passes_over_pings():
    text = f"{PING}event: output\ndata: 1\n\n{PING}{PING}event: error\ndata: 2\n\n"
    lines = text.encode().splitlines(keepends=True)
    assert list(events(lines)) == [("output", b"1"), ("error", b"2")]
