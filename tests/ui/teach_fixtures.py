"""A browser for the pages of the class service, for every module that needs one."""

from __future__ import annotations

import pytest

from tests.ui.browsers import missing_tool, opened_browser
from tests.ui.conftest import check_assets_are_fresh

__all__ = ["browser", "page"]


@pytest.fixture(scope="module")
def browser(hub):
    """Chromium."""
    if reason := missing_tool():
        pytest.skip(reason)
    check_assets_are_fresh()
    with opened_browser() as chromium:
        yield chromium


@pytest.fixture
def page(browser):
    """An empty page. What its script did not expect, or its policy forbade, fails the test."""
    errors = []
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.on("weberror", lambda error: errors.append(str(error.error)))
    window = context.new_page()
    window.on(
        "console",
        lambda said: errors.append(said.text) if "Security Policy" in said.text else None,
    )
    yield window
    context.close()
    assert errors == []
