"""The main job in the panel: chat, specification, generation, notebook; and what survives."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Locator, Page, expect

from tests.ui.authoring import PROOF_MS, REPLY_MS, begin, get_ready, say
from tests.ui.lab_page import (
    enter_lab,
    open_panel,
    show_part,
    take_screenshot,
    use_theme,
    wait_for_notebook,
    widen_sidebar,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DONE = re.compile("Done: [0-9]+ problem")


def rows(panel: Locator) -> Locator:
    """Return the rows of the generation in view."""
    return panel.get_by_role("list", name="Problems").get_by_role("listitem")


def pictures(page: Page, folder, name: str) -> None:
    """Take a picture in each theme, at the width of a sidebar and as wide as it can be."""
    for theme in ("Light", "Dark", "Dark High Contrast"):
        use_theme(page, f"JupyterLab {theme}")
        look = theme.lower().replace(" ", "-")
        widen_sidebar(page, 380 + 33)
        take_screenshot(page, folder, f"{name}-{look}")
        widen_sidebar(page, 1150)
        take_screenshot(page, folder, f"{name}-{look}-wide")
        panel = page.locator(".jp-codemm-Panel")
        assert panel.evaluate("node => node.scrollWidth <= node.clientWidth")
    use_theme(page, "JupyterLab Light")


def test_chat_leads_to_a_notebook_by_keyboard_alone(page, screenshots):
    panel = open_panel(page)
    widen_sidebar(page, 413)
    message = begin(panel)
    message.focus()
    page.keyboard.type("two Python problems on loops")
    page.keyboard.press("Enter")
    talk = panel.get_by_role("log", name="Conversation")
    expect(talk).to_contain_text("two Python problems on loops", timeout=REPLY_MS)
    reply = panel.get_by_role("button", name="all easy")
    reply.wait_for(timeout=REPLY_MS)
    pictures(page, screenshots, "author-asked")
    reply.press("Enter")
    expect(message).to_be_focused()
    panel.get_by_role("button", name="return", exact=True).press("Enter")
    expect(talk).to_contain_text("Ready: Python, 2 problems", timeout=REPLY_MS)

    topics = panel.get_by_role("button", name="Topics: loops. Change")
    topics.press("Enter")
    field = panel.get_by_role("textbox", name="Topics")
    expect(field).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("strings")
    pictures(page, screenshots, "author-editing")
    field.press("Enter")
    expect(panel.get_by_role("button", name="Topics: strings. Change")).to_be_focused()
    panel.get_by_role("button", name=re.compile("^Problems:")).press("Enter")
    panel.get_by_role("spinbutton", name="Easy").fill("4")
    panel.get_by_role("spinbutton", name="Hard").fill("4")
    panel.get_by_role("button", name="Save").press("Enter")
    expect(panel.get_by_role("alert")).to_be_visible(timeout=REPLY_MS)
    page.keyboard.press("Escape")

    panel.get_by_role("button", name="Generate 2 problems").press("Enter")
    expect(rows(panel)).to_have_count(2, timeout=REPLY_MS)
    expect(panel.get_by_role("region", name="Generation")).to_be_focused()
    pictures(page, screenshots, "author-generating")
    expect(panel.get_by_text(DONE).first).to_be_visible(timeout=PROOF_MS)
    panel.get_by_text("What was proven").click()
    expect(panel.get_by_text("The starter fails").first).to_be_visible(timeout=REPLY_MS)
    pictures(page, screenshots, "author-done")
    told = page.get_by_role("alert").filter(has_text=DONE)
    told.get_by_role("button", name="Open notebook").press("Enter")
    wait_for_notebook(page)


def test_generation_outlives_a_reload_and_is_stopped_and_resumed(page, lab, browser):
    second = page.context.new_page()
    enter_lab(second, lab)
    other = open_panel(second)
    begin(other)
    enter_lab(page, lab)  # now this page knows the conversation that the other one has opened
    panel = open_panel(page)
    get_ready(panel, "7 easy python problems on loops, return style").click()
    expect(rows(panel)).to_have_count(7, timeout=REPLY_MS)
    enter_lab(page, lab)
    panel = open_panel(page)
    expect(rows(panel)).to_have_count(7, timeout=REPLY_MS)
    expect(panel.get_by_text("Proven", exact=True).first).to_be_visible(timeout=PROOF_MS)

    expect(other.get_by_text("Proven", exact=True).first).to_be_visible(timeout=REPLY_MS)
    other.get_by_role("button", name="Cancel generation").click()
    for each in (panel, other):
        expect(each.get_by_text("Generation was cancelled").first).to_be_visible(timeout=REPLY_MS)
    expect(panel.get_by_role("button", name="Resume generation")).to_be_visible(timeout=REPLY_MS)
    panel.get_by_role("button", name="Resume generation").click()
    for each in (panel, other):
        expect(each.get_by_text("Done: 7 problems proven").first).to_be_visible(timeout=PROOF_MS)
        expect(each.get_by_text("Proven", exact=True)).to_have_count(7)


def test_an_activity_is_published_deleted_and_brought_back(page, lab, screenshots):
    made = lab.generate("one easy python problem on loops", "return")
    panel = open_panel(page)
    listed = show_part(panel, "Activities")
    entry = listed.get_by_role("list", name="Activities").locator(":scope > li").first
    expect(entry).to_contain_text(made["title"])
    entry.get_by_role("button", name="Publish…").press("Enter")
    question = entry.get_by_role("alertdialog")
    expect(question).to_contain_text("Hidden tests stay with the judge")
    question.get_by_role("button", name="Publish now").press("Enter")
    expect(entry).to_contain_text("Published", timeout=REPLY_MS)
    before = listed.get_by_role("button", name="Open notebook").count()
    entry.get_by_role("button", name="Delete…").press("Enter")
    expect(question).to_contain_text("It is published.")
    expect(question.get_by_role("button", name="Keep it")).to_be_focused()
    question.get_by_role("button", name="Delete it").press("Enter")
    undo = listed.get_by_role("button", name="Undo the deletion of")
    expect(undo).to_be_focused(timeout=REPLY_MS)
    expect(listed.get_by_role("button", name="Open notebook")).to_have_count(before - 1)
    pictures(page, screenshots, "activities-deleted")
    undo.press("Enter")
    expect(listed.get_by_role("button", name="Open notebook")).to_have_count(before)
    expect(undo).to_have_count(0)


def test_nothing_that_is_said_is_executed(page, lab):
    panel = open_panel(page)
    begin(panel)
    nasty = '<img src=x onerror="window.hit=1"> [x](javascript:window.hit=2) **loops**'
    say(panel, nasty)
    talk = panel.get_by_role("log", name="Conversation")
    expect(talk).to_contain_text(nasty, timeout=REPLY_MS)
    enter_lab(page, lab)
    panel = open_panel(page)
    expect(panel.get_by_role("log", name="Conversation")).to_contain_text(nasty, timeout=REPLY_MS)
    assert panel.locator(".jp-codemm-Conversation img, .jp-codemm-Conversation a").count() == 0
    assert page.evaluate("() => window.hit === undefined")
