"""JupyterLab in Chromium, for every test of this folder."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from build_frontend import sources_digest
from tests.ui.lab import assets, find_browser, running_lab, screenshot_folder


def missing_tool() -> str | None:
    """Return what the browser tests lack here, in words."""
    for package in ("playwright", "jupyterlab"):
        if find_spec(package) is None:
            return f"{package} is not installed"
    if find_browser() is None:
        return "no Chromium or Chrome is on PATH"
    if assets() is None:
        return "the JupyterLab extension is not built: pip install ."
    return None


def check_assets_are_fresh() -> None:
    """Fail when the installed assets were built from other sources than those of this checkout."""
    recorded = assets() / "sources.sha256"
    if recorded.is_file() and recorded.read_text(encoding="ascii") != sources_digest():
        pytest.fail("the installed JupyterLab extension is older than its sources: pip install .")


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A JupyterLab with the extension, shared by all tests."""
    if reason := missing_tool():
        pytest.skip(reason)
    check_assets_are_fresh()
    with running_lab(tmp_path_factory.mktemp("lab") / "home") as running:
        yield running


@pytest.fixture(scope="module")
def browser(lab):
    """Chromium. Per module: while it lives no test of this thread could use asyncio.run."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - optional, see missing_tool

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser())
        yield chromium
        chromium.close()


@pytest.fixture
def page(lab, browser):
    """JupyterLab, ready, in a fresh browser profile. An uncaught error in it fails the test."""
    from tests.ui.lab_page import enter_lab, use_theme  # noqa: PLC0415 - imports playwright

    errors = []
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    window = context.new_page()
    window.on("pageerror", lambda error: errors.append(str(error)))
    enter_lab(window, lab)
    use_theme(window, "JupyterLab Light")  # the choice outlives a page
    yield window
    context.close()
    assert errors == []


@pytest.fixture(scope="session")
def screenshots():
    """The folder for pictures."""
    return screenshot_folder()
