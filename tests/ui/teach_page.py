"""What somebody who teaches does on the pages of the class service, as functions on a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.hub.hubs import PASSWORD, SERVICE, Hub

LOOKS = (
    ("dark", "no-preference"),
    ("dark", "more"),
    ("light", "more"),
    ("light", "no-preference"),
)


def enter_pages(page: Page, hub: Hub, user: str, path: str = "") -> None:
    """Go to an address of the pages and sign in at the Hub on the way."""
    page.goto(f"{hub.url}/services/{SERVICE}/{path}")
    page.get_by_label("Username").fill(user)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def assert_page_accessible(page: Page, view: str) -> None:
    """Ask axe about the whole page in every look that a system may ask for; the last one stays."""
    for scheme, contrast in LOOKS:
        page.emulate_media(color_scheme=scheme, contrast=contrast)
        found = Axe().run(page).response["violations"]
        told = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
        assert told == [], f"{view}, {scheme}, contrast {contrast}"


def open_tab(page: Page, name: str) -> None:
    """Show a part of a class."""
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
