"""A Jupyter server extension in which many users submit, and which measures its own loop."""

from __future__ import annotations

import asyncio
import json
import time

import psutil
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from jupyter_codemm.app import JupyterCodemm
from jupyter_codemm.handlers import Access, routes

TICK_S = 0.01


class Loop:
    """How late the event loop was, and how much memory the process had, since last asked."""

    def __init__(self) -> None:
        self.process = psutil.Process()
        self.worst_ms = 0.0
        self.peak_mb = 0.0

    async def watch(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(TICK_S)
            late_ms = (time.perf_counter() - before - TICK_S) * 1000
            self.worst_ms = max(self.worst_ms, late_ms)
            self.peak_mb = max(self.peak_mb, self.process.memory_info().rss / 1e6)

    def take(self) -> dict[str, float]:
        told = {
            "worst_lag_ms": self.worst_ms,
            "peak_mb": self.peak_mb,
            "fds": self.process.num_fds(),
            "threads": self.process.num_threads(),
        }
        self.worst_ms = self.peak_mb = 0.0
        return told


class FiguresHandler(JupyterHandler):
    """Tells what the loop watch saw."""

    def initialize(self, loop: Loop) -> None:
        self.loop = loop

    @web.authenticated
    async def get(self) -> None:
        self.finish(json.dumps(self.loop.take()))


def named(user):
    """Return the account of a user: it has their name, as in a classroom."""
    return user.username


class LoadCodemm(JupyterCodemm):
    """The extension, with an account per user name as a classroom has."""

    name = "load_codemm"

    def initialize_handlers(self) -> None:
        super().initialize_handlers()
        self.loop = Loop()
        base = self.serverapp.base_url
        self.handlers.append(
            (url_path_join(base, "load-figures"), FiguresHandler, {"loop": self.loop})
        )

    def served(self, once):
        access = Access(parts=once.get, kernel_token=self.kernel_token, account=named)
        return routes(access)

    async def _start_jupyter_server_extension(self, serverapp) -> None:
        await super()._start_jupyter_server_extension(serverapp)
        self.watching = asyncio.create_task(self.loop.watch())


def _jupyter_server_extension_points():
    return [{"module": "tests.load.server", "app": LoadCodemm}]
