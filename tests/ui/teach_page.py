"""What somebody who teaches does on the pages of the class service, as functions on a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.hub.hubs import PASSWORD, SERVICE, Hub
from tests.ui.lab import screenshot_folder
from tests.ui.lab_page import take_screenshot

WRONG = "def solve(*given):\n    return None\n"

FIRST_COLUMNS = """() => [...document.querySelectorAll(".jp-codemm-Book thead th:first-child")]
  .map(cell => cell.getBoundingClientRect().width)"""
"""How wide the first column of each table is: its words are to be read."""

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


def submit(hub: Hub, alice: str, class_id: str) -> None:
    """Let alice submit something wrong."""
    given = hub.own("alice", "GET", f"classes/{class_id}/challenges", alice).body
    (problem,) = given["challenges"][0]["problems"]
    asked = {"problem_id": problem["id"], "source": {"code": WRONG}}
    verdict = hub.own("alice", "POST", "submit?wait=60", alice, asked)
    assert verdict.body["status"] == "done", verdict


def shoot(page: Page, name: str) -> None:
    """Leave pictures of a page on a screen and on a phone."""
    take_screenshot(page, screenshot_folder(), name)
    page.set_viewport_size({"width": 380, "height": 800})
    take_screenshot(page, screenshot_folder(), f"{name}-narrow")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 380, f"{name}: {wide} pixels wide"
    columns = page.evaluate(FIRST_COLUMNS)
    assert all(width >= 100 for width in columns), f"{name}: first columns of {columns} pixels"
    page.set_viewport_size({"width": 1280, "height": 900})
