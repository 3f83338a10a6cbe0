"""A real browser, where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tests.ui.lab import assets, find_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def missing_tool() -> str | None:
    """Return what pages with the extension lack here, in words."""
    for package in ("playwright", "jupyterlab"):
        if find_spec(package) is None:
            return f"{package} is not installed"
    if find_browser() is None:
        return "no Chromium or Chrome is on PATH"
    if assets() is None:
        return "the JupyterLab extension is not built: pip install ."
    return None


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """Give Chromium. While it lives, this thread cannot use asyncio.run."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - optional, see missing_tool

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        try:
            yield browser
        finally:
            browser.close()
