"""How much memory the extension takes beside bare Jupyter, alone and with a warm Python box."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

from tests.load.boxes import memory_mb
from tests.load.machine import RIGHT, Client, Server, fill

MOST_EMPTY_MB = 150
MOST_WARM_MB = 250


def server_mb(server: Server) -> float:
    """Return what the server's process and its children hold."""
    me = server.resources
    return sum(p.memory_info().rss for p in (me, *me.children(recursive=True))) / 1e6


async def settled(server: Server, *, submit: bool) -> float:
    """Ask the server something, so that it has started whole, and return its memory."""
    client = Client(server, connections=2)
    await client.ask(0, "GET", "api/status")
    if submit:
        await client.submit(0, RIGHT, wait=60)
    return server_mb(server)


def run(folder: Path, sandbox: str) -> list[str]:
    """Print the figures and return those that are too large."""
    fill(folder, 1)
    figures: dict[str, float] = {}
    for title in ("bare", "empty", "warm"):
        submit = title == "warm"
        server = Server(folder, sandbox, extension=title != "bare")
        server.start()
        try:
            figures[title] = asyncio.run(settled(server, submit=submit))
            if submit:
                figures["boxes"] = memory_mb(server)
        finally:
            server.stop()
        gc.collect()
    empty = figures["empty"] - figures["bare"]
    warm = figures["warm"] + figures["boxes"] - figures["bare"]
    print(f"  bare Jupyter server: {figures['bare']:.0f} MB")
    print(f"  with the extension, empty pool: {empty:+.0f} MB")
    print(f"  with a warm Python box: {warm:+.0f} MB, of which boxes {figures['boxes']:.0f} MB")
    wrong = []
    if empty > MOST_EMPTY_MB:
        wrong.append(f"an empty pool takes {empty:.0f} MB")
    if warm > MOST_WARM_MB:
        wrong.append(f"a warm Python box takes {warm:.0f} MB")
    return wrong
