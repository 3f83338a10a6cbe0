"""A Jupyter server extension in which many users submit, and which measures its own loop."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import replace
from pathlib import Path

import psutil
from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from jupyter_codemm.app import JupyterCodemm

TOKEN = "token-of-the-load-tests"
USER_HEADER = "X-Load-User"
TICK_S = 0.01


class HeaderUsers(IdentityProvider):
    """Jupyter's own token authentication; a header then names who of the many it is."""

    async def get_user(self, handler):
        user = super().get_user(handler)
        if asyncio.iscoroutine(user):
            user = await user
        name = handler.request.headers.get(USER_HEADER)
        return User(username=name) if user and name else user


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

    def access(self):
        return replace(super().access(), account=str)

    async def _start_jupyter_server_extension(self, serverapp) -> None:
        await super()._start_jupyter_server_extension(serverapp)
        self.watching = asyncio.create_task(self.loop.watch())


def _jupyter_server_extension_points():
    return [{"module": "tests.load.server", "app": LoadCodemm}]


def arguments(data: Path, sandbox: str, *, extension: bool) -> list[str]:
    """Return what starts a Jupyter server, with this extension in place of the installed one."""
    extensions = {"tests.load.server": extension, "jupyter_codemm": False}
    return [
        f"--ServerApp.jpserver_extensions={extensions}",
        f"--LoadCodemm.database={data}/codemm.sqlite",
        f"--LoadCodemm.sandbox={sandbox}",
        "--LoadCodemm.author=builtin",
        f"--ServerApp.root_dir={data}",
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=0",
        "--ServerApp.open_browser=False",
        "--ServerApp.allow_root=True",
        f"--IdentityProvider.token={TOKEN}",
        f"--HeaderUsers.token={TOKEN}",
        "--ServerApp.identity_provider_class=tests.load.server.HeaderUsers",
    ]
