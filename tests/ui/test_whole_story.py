"""From the chat to an accepted answer, and the next day: each language, in both front ends."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Locator, expect

from tests.ui.answer_cells import VERDICT_MS, answer_cell, press, verdict, write_answer
from tests.ui.authoring import ASKED, LANGUAGES, PROOF_MS, REPLY_MS, begin
from tests.ui.front_ends import FRONT_ENDS, notebook_in, save
from tests.ui.lab_page import scroll_to, take_screenshot
from tests.ui.tasks import missing, task_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

THEMES = ("Light", "Dark", "Dark High Contrast")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FRONT_ENDS)
def test_from_the_chat_to_an_accepted_answer(window, lab, kind, language, screenshots):
    if reason := missing(lab, language):
        pytest.skip(reason)
    front = FRONT_ENDS[kind]

    def look(page, step):
        for theme in THEMES if language == "python" else THEMES[:1]:
            front.use_theme(page, theme)
            name = f"story-{kind}-{language}-{step}-{theme.lower().replace(' ', '-')}"
            take_screenshot(page, screenshots, name)
        front.use_theme(page, "Light")

    front.enter(window, lab)
    panel = front.panel(window)
    generate = asked_for(panel, language)
    look(window, "1-ready")
    generate.click()
    expect(panel.get_by_text("Done: 1 problem proven").first).to_be_visible(timeout=PROOF_MS)
    look(window, "2-proven")
    task = task_of(lab, ASKED[language][0])

    page = front.notebook(window, panel.get_by_role("button", name="Open notebook").first)
    cell = answer_cell(notebook_in(page))
    told = page.get_by_role("alert").filter(has_text="Done: 1 problem proven")
    expect(told).to_have_count(0)  # nothing covers the notebook
    press(cell, "Run")
    examples = cell.get_by_role("group", name="Examples")
    expect(examples).to_contain_text("0 of 3 examples pass", timeout=VERDICT_MS)
    look(page, "3-run")
    write_answer(cell, task.problem, task.wrong)
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Wrong answer", timeout=VERDICT_MS)
    press(cell, "Hint")
    hints = cell.get_by_role("group", name="Hints").get_by_role("listitem")
    expect(hints).to_have_count(1, timeout=REPLY_MS)
    scroll_to(hints.first)
    look(page, "4-wrong-and-hint")
    write_answer(cell, task.problem, task.right)
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Accepted: all 8 tests pass", timeout=VERDICT_MS)
    scroll_to(verdict(cell))
    look(page, "5-accepted")
    path = save(page)

    page = front.reload(page, lab, path)
    cell = answer_cell(notebook_in(page))
    expect(verdict(cell)).to_contain_text("Accepted", timeout=VERDICT_MS)
    for line in filter(None, map(str.strip, task.right.splitlines())):
        expect(cell.locator(".cm-content")).to_contain_text(line)
    look(page, "6-next-day")


def asked_for(panel: Locator, language: str) -> Locator:
    """Chat until everything is decided and return the button that generates."""
    said, reply = ASKED[language]
    message = begin(panel)
    message.fill(said)
    message.press("Enter")
    if reply is not None:
        panel.get_by_role("button", name=reply, exact=True).click()
    generate = panel.get_by_role("button", name="Generate 1 problem")
    expect(generate).to_have_attribute("aria-disabled", "false", timeout=REPLY_MS)
    return generate
