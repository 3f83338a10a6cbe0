"""From an empty window to an accepted answer with the keyboard alone, in both front ends."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Error, Locator, Page, expect

from jupyter_codemm.contracts.cell import header_line
from tests.ui.answer_cells import VERDICT_MS, answer_cell, buttons, verdict
from tests.ui.authoring import ASKED, LANGUAGES, PROOF_MS, REPLY_MS
from tests.ui.front_ends import FRONT_ENDS, notebook_in
from tests.ui.lab import Lab
from tests.ui.lab_page import READY_MS, take_screenshot
from tests.ui.tasks import missing, task_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_STOPS = 60
FOCUS_MS = 20_000
IN_NOTEBOOK = "() => document.activeElement?.closest('.jp-Notebook') != null"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_step_needs_a_mouse(window, lab, language, screenshots):
    walk(window, lab, "lab", language, screenshots)


def test_no_step_needs_a_mouse_in_notebook_7(window, lab, screenshots):
    walk(window, lab, "notebook", "python", screenshots)


def walk(window: Page, lab: Lab, kind: str, language: str, screenshots: Path) -> None:
    """Go the whole way by keys."""
    if reason := missing(lab, language):
        pytest.skip(reason)
    front = FRONT_ENDS[kind]
    front.enter(window, lab)
    command(window, "New Programming Exercises")
    panel = window.locator(".jp-codemm-Panel")
    talk = panel.get_by_role("log", name="Conversation")
    expect(talk).to_contain_text("What shall the exercise be about", timeout=READY_MS)
    go_to(window, panel.get_by_role("textbox", name="Message"))
    said, answer = ASKED[language]
    window.keyboard.type(said)
    window.keyboard.press("Enter")
    if answer is not None:
        reply = panel.get_by_role("button", name=answer, exact=True)
        reply.wait_for(timeout=REPLY_MS)
        go_to(window, reply, back=True)
        window.keyboard.press("Enter")
    generate = panel.get_by_role("button", name="Generate 1 problem")
    expect(generate).to_have_attribute("aria-disabled", "false", timeout=REPLY_MS)
    go_to(window, generate)
    window.keyboard.press("Enter")
    expect(panel.get_by_text("Done: 1 problem proven").first).to_be_visible(timeout=PROOF_MS)
    task = task_of(lab, said)
    opens = panel.get_by_role("button", name="Open notebook").first
    go_to(window, opens)
    page = front.notebook(window, opens, by_key=True)

    cell = answer_cell(notebook_in(page))
    go_to_answer(page, cell)
    type_answer(page, cell, header_line(task.problem), task.wrong)
    page.keyboard.press("ControlOrMeta+Shift+Enter")
    expect(verdict(cell)).to_contain_text("Wrong answer", timeout=VERDICT_MS)
    page.keyboard.press("Alt+F10")
    hint = buttons(cell).get_by_role("button", name="Hint", exact=True)
    go_to(page, hint, key="ArrowRight")
    page.keyboard.press("Enter")
    hints = cell.get_by_role("group", name="Hints").get_by_role("listitem")
    expect(hints).to_have_count(1, timeout=REPLY_MS)
    take_screenshot(page, screenshots, f"keys-{kind}-{language}-hint")
    page.keyboard.press("Escape")
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    type_answer(page, cell, header_line(task.problem), task.right)
    page.keyboard.press("ControlOrMeta+Shift+Enter")
    expect(verdict(cell)).to_contain_text("Accepted: all 8 tests pass", timeout=VERDICT_MS)


def command(page: Page, name: str) -> None:
    """Run a command from the palette."""
    page.keyboard.press("ControlOrMeta+Shift+c")
    expect(page.locator(".lm-CommandPalette-input").last).to_be_focused(timeout=READY_MS)
    page.keyboard.type(name)
    item = page.locator(".lm-CommandPalette-item.lm-mod-active")
    expect(item).to_contain_text(name)
    page.keyboard.press("Enter")


def go_to(page: Page, target: Locator, *, back: bool = False, key: str = "Tab") -> None:
    """Press a key until the focus is on a control."""
    pressed = f"Shift+{key}" if back else key
    for _ in range(MOST_STOPS):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press(pressed)
    expect(target).to_be_focused()


def reach_notebook(page: Page) -> None:
    """Wait until the focus is in the notebook; one who finds it elsewhere goes there by Tab.

    Both front ends put it there by themselves, a slow page not always.
    """
    try:
        page.wait_for_function(IN_NOTEBOOK, timeout=FOCUS_MS)
    except Error:
        for _ in range(MOST_STOPS):
            page.keyboard.press("Tab")
            if page.evaluate(IN_NOTEBOOK):
                return
        raise


def go_to_answer(page: Page, cell: Locator) -> None:
    """Go down from cell to cell until the answer is the active one, and into its editor."""
    reach_notebook(page)
    page.keyboard.press("Escape")
    for _ in range(MOST_STOPS):
        if "jp-mod-active" in (cell.get_attribute("class") or ""):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(cell.locator(".cm-content")).to_be_focused()


def type_answer(page: Page, cell: Locator, header: str, code: str) -> None:
    """Replace what the editor with the focus holds, as one does who pastes."""
    expect(cell.locator(".cm-content")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(f"{header}\n{code}")
