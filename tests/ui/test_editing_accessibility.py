"""What axe finds in the editing views: nothing of any impact, in every theme."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from playwright.sync_api import expect

from tests.ui.accessibility import assert_accessible
from tests.ui.activity_editor import REPLY_MS, open_editor, problems, titles
from tests.ui.lab_page import widen_sidebar

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROOF_MS = 240_000
PANEL = ".jp-codemm-Panel"


def test_the_views_of_an_activity(page, lab):
    made = lab.generate("two easy python problems on strings", "return", seed=5)
    widen_sidebar(page, 413)
    editor = open_editor(page, made)
    first, second = titles(editor)
    assert_accessible(page, PANEL, "the problems")
    editor.get_by_role("button", name="Publish…").press("Enter")
    assert_accessible(page, PANEL, "the question before publishing")
    editor.get_by_role("button", name="Not yet").press("Enter")
    expect(editor.get_by_role("button", name="Publish…")).to_be_focused()
    editor.get_by_role("button", name=f"Remove: {second}").press("Enter")
    editor.get_by_role("button", name="Undo the removal").wait_for(timeout=REPLY_MS)
    assert_accessible(page, PANEL, "a removal")
    editor.get_by_role("button", name="Undo the removal").press("Enter")
    expect(problems(editor)).to_have_count(2, timeout=REPLY_MS)

    editor.get_by_role("button", name=f"Edit: {first}").press("Enter")
    editor.get_by_text("Tests and reference solution").click()
    editor.get_by_role("textbox", name="Title").fill(" ")
    editor.get_by_role("button", name="Prove and show the difference").press("Enter")
    expect(editor.get_by_role("alert")).to_contain_text("is blank", timeout=REPLY_MS)
    assert_accessible(page, PANEL, "a form with a refused field")
    editor.get_by_role("textbox", name="Title").fill("Another name")
    starter = editor.get_by_role("textbox", name="Starter code")
    starter.fill(starter.input_value().replace("Write your", "Put your"))
    editor.get_by_role("button", name="Prove and show the difference").press("Enter")
    editor.get_by_role("button", name="Accept").wait_for(timeout=PROOF_MS)
    for more in ("What was proven", "The new statement as learners see it"):
        editor.get_by_text(more).click()
    assert_accessible(page, PANEL, "a proposed change")
    editor.get_by_role("button", name="Back to the problems").press("Enter")
    assert_accessible(page, PANEL, "the problems while a change is open")
    editor.get_by_role("button", name="Look at it").press("Enter")
    editor.get_by_role("button", name="Discard").press("Enter")

    editor.get_by_role("button", name=f"Regenerate: {second}").press("Enter")
    assert_accessible(page, PANEL, "what shall be written")
    editor.get_by_role("button", name="Back to the problems").press("Enter")
    editor.get_by_role("button", name=f"Preview: {first}").press("Enter")
    editor.get_by_role("group", name="Starter code").wait_for(timeout=REPLY_MS)
    assert_accessible(page, PANEL, "a preview")
    editor.get_by_role("button", name="Back to the problems").press("Enter")
    editor.get_by_role("button", name="Versions").press("Enter")
    editor.get_by_role("button", name="Look at it").first.press("Enter")
    editor.get_by_role("list", name=re.compile("Problems of version")).wait_for(timeout=REPLY_MS)
    assert_accessible(page, PANEL, "the versions")
