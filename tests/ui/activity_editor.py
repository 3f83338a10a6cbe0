"""What a person does in the editing view of an activity, as functions on a page."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.ui.lab_page import open_panel, show_part

REPLY_MS = 30_000


def open_editor(page: Page, made) -> Locator:
    listed = show_part(open_panel(page), "Activities")
    entries = listed.get_by_role("list", name="Activities").locator(":scope > li")
    entry = entries.filter(has_text=made["title"]).first
    entry.get_by_role("button", name="Edit", exact=True).press("Enter")
    editor = page.locator(".jp-codemm-Editor")
    expect(editor.get_by_role("heading", level=2)).to_be_focused(timeout=REPLY_MS)
    expect(editor.get_by_role("heading", level=2)).to_have_text(made["title"])
    problems(editor).first.wait_for(timeout=REPLY_MS)
    return editor


def problems(editor: Locator) -> Locator:
    """Return the problems in their order."""
    return editor.get_by_role("list", name="Problems", exact=True).locator(":scope > li")


def titles(editor: Locator) -> list[str]:
    """Return their titles without numbers."""
    found = problems(editor).locator(".jp-codemm-Activity-title").all_inner_texts()
    return [title.split(". ", 1)[1] for title in found]


def heading(editor: Locator, text: str) -> Locator:
    """Return the heading of the view, which names what is in it."""
    return editor.get_by_role("heading", level=2, name=re.compile(text))
