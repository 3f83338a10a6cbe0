"""What the extension adds to the start of JupyterLab: bytes, and time in alternating pairs.

Two servers run side by side, one with nothing of ours in the browser; both have the server
extension. Each start is that of a new browser profile, with nothing cached, until the splash is
gone and the launcher is there.
"""

from __future__ import annotations

import asyncio
import gzip
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.figures import Figures
from tests.ui.browsers import missing_tool, opened_browser
from tests.ui.lab import Lab, assets, running_lab

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WARM_UPS = 2


async def report(figures: Figures, pairs: int) -> None:
    """Print the figures of so many pairs."""
    print("\nJupyterLab's start with and without the extension")
    if reason := missing_tool():
        print(f"  (not measured: {reason})")
        return
    _sizes(figures)
    ours, bare = await asyncio.to_thread(_starts, pairs)
    figures.times("start with the extension", ours)
    figures.times("start without it", bare)
    figures.pairs("with - without", ours, bare)


def _sizes(figures: Figures) -> None:
    """Print what a page may load of the extension, chunks that it never asks for included."""
    scripts = [file.read_bytes() for file in sorted((assets() / "static").glob("*.js"))]
    figures.kilobytes("scripts and styles", sum(map(len, scripts)))
    figures.kilobytes("the same, gzipped", sum(len(gzip.compress(text)) for text in scripts))


def _starts(pairs: int) -> tuple[list[float], list[float]]:
    """Return seconds with and without; who is first alternates."""
    seconds: dict[bool, list[float]] = {True: [], False: []}
    with (
        tempfile.TemporaryDirectory(prefix="codemm-startup-") as folder,
        running_lab(Path(folder) / "extended") as extended,
        running_lab(Path(folder) / "bare", extended=False) as bare,
        opened_browser() as browser,
    ):
        labs = {True: extended, False: bare}
        for turn in range(-WARM_UPS, pairs):
            for kind in (turn % 2 == 0, turn % 2 == 1):
                taken = _started(browser, labs[kind])
                if turn >= 0:
                    seconds[kind].append(taken)
    return seconds[True], seconds[False]


def _started(browser: Browser, lab: Lab) -> float:
    from tests.ui.lab_page import enter_lab  # noqa: PLC0415 - imports playwright

    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    try:
        page = context.new_page()
        started = time.perf_counter()
        enter_lab(page, lab)
        return time.perf_counter() - started
    finally:
        context.close()
