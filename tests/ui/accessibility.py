"""What axe finds in our own parts: it should be nothing of any impact, in every theme."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.ui.lab_page import use_theme

THEMES = ("Dark", "Dark High Contrast", "Light")


def assert_accessible(page: Page, part: str, view: str) -> None:
    """Ask axe about a part of the page in each theme; the last one stays."""
    for theme in THEMES:
        use_theme(page, f"JupyterLab {theme}")
        found = Axe().run(page, context=part).response["violations"]
        told = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
        assert told == [], f"{view}, {theme}"
