"""The privacy of a class: decided on the pages of those who teach, told and chosen in Lab."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from playwright.sync_api import Locator, Page, expect

from tests.hub.hubs import Hub
from tests.hub.people import *  # noqa: F403 - a Hub and who is on it
from tests.ui.accessibility import assert_accessible
from tests.ui.hub_page import sign_in
from tests.ui.lab import screenshot_folder
from tests.ui.lab_page import (
    READY_MS,
    open_panel,
    scroll_to,
    show_part,
    take_screenshot,
    use_theme,
    widen_sidebar,
)
from tests.ui.teach_fixtures import *  # noqa: F403 - a browser
from tests.ui.teach_page import assert_page_accessible, enter_pages, shoot

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAME = "Loops for those who keep little"
RECORDING = "**/me/recording*"


@pytest.fixture(scope="module")
def where(hub, prof, alice, north) -> str:
    """A class in which alice learns, and where prof has looked at her record."""
    asked = {"organization_id": north, "name": NAME}
    path = f"classes/{hub.service('POST', 'classes', prof, asked).body['id']}"
    opened = {"opens": True, "record_days": 60}
    code = hub.service("PATCH", path, prof, opened).body["join_code"]
    joined = hub.own("alice", "POST", "classes/join", alice, {"code": code})
    assert joined.status < 300, joined
    for read in ("", "/submissions"):
        told = hub.service("GET", f"{path}/learners/alice{read}", prof)
        assert told.status == 200, told
    return path


def test_who_learns_chooses_for_a_class_and_sees_who_looked(hub, page, where):
    sign_in(page, hub, "alice")
    panel = open_panel(page)
    widen_sidebar(page, 413)
    chosen(page, show_part(panel, "Activities"))
    shown(page, panel, "privacy-class")
    progress = show_part(panel, "Progress")
    looked = progress.get_by_role("region", name="Who looked at it")
    lines = looked.get_by_role("listitem")
    expect(lines).to_have_count(2, timeout=READY_MS)
    expect(lines.first).to_contain_text("prof looked at the list of what you submitted.")
    expect(lines.last).to_contain_text("prof looked at your grades and problems.")
    expect(lines.last).to_contain_text(NAME)
    scroll_to(looked)
    shown(page, panel, "privacy-looked")


def chosen(page: Page, part: Locator) -> None:
    """Choose for the class, in vain at first, and as for all work again."""
    expect(part.get_by_text(re.compile(r"kept for \d+ days after the last of it"))).to_be_visible()
    research = part.get_by_role("switch", name=f"Let research use my work in {NAME}")
    expect(research).not_to_be_checked()
    page.route(RECORDING, lambda route: route.abort())
    research.focus()
    page.keyboard.press("Space")
    expect(part.get_by_role("alert")).to_contain_text("The Jupyter server does not answer.")
    page.unroute(RECORDING)
    page.keyboard.press("Space")
    expect(research).to_be_checked()
    expect(part.get_by_role("alert")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(part.get_by_role("button", name=f"As for all my work: {NAME}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(research).not_to_be_checked()
    expect(research).to_be_focused()
    page.keyboard.press("Space")
    expect(research).to_be_checked()


def shown(page: Page, panel: Locator, name: str) -> None:
    """Leave pictures of the panel, wide and narrow, dark and light."""
    for theme, width in (("Dark", 413), ("Light", 240)):
        use_theme(page, f"JupyterLab {theme}")
        widen_sidebar(page, width)
        take_screenshot(page, screenshot_folder(), f"{name}-{theme.lower()}-{width}")
        wide, there = panel.evaluate("panel => [panel.scrollWidth, panel.clientWidth]")
        assert wide <= there, f"{name}: {wide} pixels in {there}"
    widen_sidebar(page, 413)
    assert_accessible(page, ".jp-codemm-Panel", name)


def test_fewer_days_are_asked_about_and_overwrite_nothing(hub, page, prof, where):
    enter_pages(page, hub, "prof", f"teach/{where}/settings")
    days = page.get_by_label("Days to keep records")
    save = page.get_by_role("button", name="Save the days")
    expect(days).to_have_value("60")
    days.fill("45")
    save.press("Enter")
    question = page.get_by_role("alertdialog", name="Keep records for 45 days only?")
    expect(question.get_by_role("button", name="Leave it as it is")).to_be_focused()
    assert_page_accessible(page, "fewer days")
    pictured(page, "teach-30-fewer-days")
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    expect(save).to_be_focused()
    assert kept(hub, prof, where) == 60
    page.keyboard.press("Enter")
    question.get_by_role("button", name="Delete what is older").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert kept(hub, prof, where) == 45
    days.fill("400")
    assert hub.service("PATCH", where, prof, {"record_days": 90}).status == 200
    save.click()
    expect(page.get_by_text("Days to keep records is now: 90")).to_be_visible()
    expect(days).to_have_value("400")
    assert_page_accessible(page, "days that somebody else saved")
    pictured(page, "teach-31-days-of-others")
    page.get_by_role("button", name="Keep what I typed").click()
    save.click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert kept(hub, prof, where) == 400


def kept(hub: Hub, prof: str, where: str) -> int:
    """Return the days that a class has now."""
    (found,) = [
        one["school_class"]
        for one in hub.service("GET", "classes", prof).body["classes"]
        if one["school_class"]["id"] == where.removeprefix("classes/")
    ]
    return found["record_days"]


def pictured(page: Page, name: str) -> None:
    """Leave pictures of the settings, wide and narrow, dark and light."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        scroll_to(page.locator("#kept"))
        shoot(page, f"{name}-{scheme}")
