"""What a person does on a Hub and with what their classes gave them, as functions on a page."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.hub.hubs import PASSWORD, Hub
from tests.ui.lab_page import READY_MS, open_panel, show_part


def sign_in(page: Page, hub: Hub, user: str) -> None:
    """Sign in at the Hub and come to one's own JupyterLab, which runs."""
    page.goto(f"{hub.url}/hub/login?next=/user/{user}/lab")
    page.get_by_label("Username").fill(user)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator("#jupyterlab-splash").wait_for(state="detached", timeout=READY_MS)
    page.locator(".jp-LauncherCard:visible").first.wait_for(timeout=READY_MS)


def given(page: Page, title: str) -> Locator:
    """Return what the classes of the user were given under a title."""
    shown = page.get_by_role("list", name="Given to my classes").get_by_role("listitem")
    return shown.filter(has_text=title)


def join(page: Page, code: str, class_name: str) -> Locator:
    """Enter a class by its code and return the panel."""
    panel = open_panel(page)
    show_part(panel, "Activities")
    panel.get_by_text("Join a class").click()
    panel.get_by_label("Join code").fill(code)
    panel.get_by_role("button", name="Join", exact=True).click()
    expect(panel.get_by_text(f"You are in the class “{class_name}”.")).to_be_visible()
    return panel
