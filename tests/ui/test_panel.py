"""The panel, seen by a person: what works here, and my activities."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from tests.ui.lab_page import (
    cell,
    cell_with,
    click_widget,
    enter_lab,
    execute,
    open_panel,
    run_cell,
    show_part,
    take_screenshot,
    use_theme,
    wait_for_notebook,
    wait_for_output,
    widen_sidebar,
    write_cell,
)
from tests.ui.watching import wait_until_shown, watch_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]


WIDGET = """\
import ipywidgets
button, label = ipywidgets.Button(description="Press"), ipywidgets.Label("not yet")
button.on_click(lambda _: setattr(label, "value", "pressed"))
display(button, label)"""


@pytest.fixture(scope="module")
def activity(lab):
    """An activity of this user, without a notebook yet."""
    return lab.generate("one easy python problem on loops", "return")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_panel_shows_health_and_activities(page, activity, screenshots, theme):
    use_theme(page, theme)
    look = theme.rpartition(" ")[2].lower()
    panel = open_panel(page)
    listed = show_part(panel, "Activities")
    expect(listed.get_by_role("heading", name="My activities")).to_be_visible()
    expect(listed.get_by_text(activity["title"], exact=True).first).to_be_visible()
    take_screenshot(page, screenshots, f"panel-{look}-activities")
    show_part(panel, "Health")
    languages = panel.get_by_role("list", name="Languages").get_by_role("listitem")
    expect(languages).to_have_count(4)
    expect(languages.first).to_contain_text("Python")
    expect(panel.get_by_text("Programs run in")).to_be_visible()
    take_screenshot(page, screenshots, f"panel-{look}")
    widen_sidebar(page, 1150)
    take_screenshot(page, screenshots, f"panel-{look}-wide")
    widen_sidebar(page, 240)
    take_screenshot(page, screenshots, f"panel-{look}-narrow")
    assert panel.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_open_notebook_leads_to_a_notebook_that_runs(page, lab, activity, screenshots):
    panel = open_panel(page)
    listed = show_part(panel, "Activities")
    entry = listed.get_by_role("listitem").filter(has_text=activity["title"]).first
    entry.get_by_role("button", name="Open notebook").click()
    notebook = wait_for_notebook(page)
    assert list(lab.files.glob("*.ipynb"))
    execute(page, "notebook:insert-cell-below")
    write_cell(cell(notebook, 1), WIDGET)
    added = cell_with(notebook, "ipywidgets")
    run_cell(added)
    wait_for_output(added, "not yet")
    click_widget(added, "Press")
    wait_for_output(added, "pressed")
    take_screenshot(page, screenshots, "notebook-opened")


def test_generation_is_followed_until_its_activity_is_there(page, lab, screenshots):
    panel = open_panel(page)
    show_part(panel, "Activities")
    before = len(lab.api("GET", "activities")["activities"])
    watch_for(page, ".jp-codemm-Panel", re.compile("[1-6] of 7 problems proven"))
    lab.start_generation("7 easy python problems on loops", "return")
    panel.get_by_role("button", name="Refresh the list").click()
    wait_until_shown(page, 120_000)
    take_screenshot(page, screenshots, "panel-generating")
    mine = panel.get_by_role("list", name="Activities")
    opens = mine.get_by_role("button", name="Open notebook")
    expect(opens).to_have_count(before + 1, timeout=120_000)
    expect(panel.get_by_role("list", name="In progress")).to_have_count(0)


def test_failure_is_shown_and_overcome(page, screenshots):
    broken = {"error": {"code": "store", "message": "the database is newer than this version"}}
    page.route("**/jupyter-codemm/api/**", lambda route: route.fulfill(status=503, json=broken))
    panel = open_panel(page)
    for name in ("Activities", "Health", "Author"):
        part = show_part(panel, name)
        expect(part.get_by_role("alert")).to_contain_text("the database is newer than this version")
    take_screenshot(page, screenshots, "panel-failure")
    page.unroute("**/jupyter-codemm/api/**")
    for name in ("Author", "Activities", "Health"):
        part = show_part(panel, name)
        part.get_by_role("button", name="Try again").click()
        expect(part.get_by_role("alert")).to_have_count(0)
    show_part(panel, "Author")
    expect(panel.get_by_role("textbox", name="Message")).to_be_visible()


def test_empty_list_says_how_to_begin(page, screenshots):
    page.route(
        "**/jupyter-codemm/api/activities?*", lambda route: route.fulfill(json={"activities": []})
    )
    show_part(panel := open_panel(page), "Activities")
    expect(panel.get_by_text("No activities yet")).to_be_visible()
    take_screenshot(page, screenshots, "panel-empty")


def test_launcher_palette_and_menu_lead_to_the_panel(page, lab):
    panel = page.locator(".jp-codemm-Panel")
    page.locator(".jp-LauncherCard", has_text="Codemm").click()
    expect(panel).to_be_visible()
    expect(panel).to_be_focused()
    enter_lab(page, lab)
    expect(panel).to_have_count(0)
    page.keyboard.press("ControlOrMeta+Shift+c")
    page.locator(".lm-CommandPalette-input").last.fill("Codemm")
    page.locator(".lm-CommandPalette-item", has_text="Codemm").first.click()
    expect(panel).to_be_visible()
    enter_lab(page, lab)
    page.get_by_role("menuitem", name="View", exact=True).click()
    page.get_by_role("menuitem", name="Codemm").click()
    expect(panel).to_be_visible()


def test_panel_comes_back_with_the_layout(page, lab):
    open_panel(page)
    page.wait_for_function("() => window.jupyterapp.restored.then(() => true)")
    with page.expect_response(lambda reply: "/api/workspaces/" in reply.url and reply.ok):
        open_side = page.locator(".jp-codemm-Panel")
        expect(open_side).to_be_visible()
    page.goto(f"{lab.url}lab")
    expect(page.locator(".jp-codemm-Panel")).to_be_visible(timeout=60_000)
