"""Who asks for anything outside of this machine: a page, and the processes of a server."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Route

from tests.ui.lab import Lab

_WATCHED = "watched by the test"
_HOOK = """
import sys

NEAR = {"", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::"}


def told(line):
    with open(LOG, "a") as log:
        log.write(line + "\\n")


def hook(event, args):
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host or ""
    if name not in NEAR:
        told(f"{event} {name}")


told(WATCHED)
sys.addaudithook(hook)
"""


def watch_processes(folder: Path) -> dict[str, str]:
    """Return variables with which every Python process notes what it asks of other machines."""
    folder.mkdir()
    constants = f"LOG = {str(folder / 'asked.log')!r}\nWATCHED = {_WATCHED!r}\n"
    (folder / "sitecustomize.py").write_text(constants + _HOOK)
    return {"PYTHONPATH": str(folder)}


def asked_by_processes(folder: Path) -> list[str]:
    """Return what was noted; fails when no process was watched."""
    lines = (folder / "asked.log").read_text().splitlines()
    assert _WATCHED in lines
    return [line for line in lines if line != _WATCHED]


def cut_off(context: BrowserContext, lab: Lab) -> list[str]:
    """Answer no request of a browser to any host beside a server; return a list of those asked."""
    ours = urlsplit(lab.url).netloc
    asked: list[str] = []
    context.route(re.compile("^https?://"), _refuser(ours, asked))

    def listen(page: Page) -> None:
        page.on("websocket", lambda it: None if ours in it.url else asked.append(it.url))

    context.on("page", listen)
    for page in context.pages:
        listen(page)
    return asked


def _refuser(ours: str, asked: list[str]) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        if urlsplit(route.request.url).netloc == ours:
            route.fallback()
        else:
            asked.append(route.request.url)
            route.abort()

    return answer
