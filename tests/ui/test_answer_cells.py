"""Answer cells in JupyterLab: run, submit, hints, history; by mouse and by keys, with no kernel."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from tests.ui.answer_cells import (
    VERDICT_MS,
    answer_cell,
    buttons,
    press,
    show_notebook,
    verdict,
    write_answer,
)
from tests.ui.lab_page import (
    cell_with,
    enter_lab,
    execute,
    open_notebook,
    run_cell,
    scroll_to,
    take_screenshot,
    use_theme,
    wait_for_notebook,
    wait_for_output,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def task(page, request):
    return request.getfixturevalue("patient_task")  # once the page is there, the lab answers


def take_looks(page, folder, name, cell):
    """Leave pictures of a cell: wide and narrow, light, dark, with high contrast."""
    for look in ("Light", "Dark", "Dark High Contrast"):
        use_theme(page, f"JupyterLab {look}")
        for width in (1280, 640):
            page.set_viewport_size({"width": width, "height": 1000})
            scroll_to(cell)
            take_screenshot(page, folder, f"{name}-{look.lower().replace(' ', '-')}-{width}")
    page.set_viewport_size({"width": 1280, "height": 800})
    use_theme(page, "JupyterLab Light")


def test_a_wrong_answer_is_explained_and_a_right_one_accepted(page, task, screenshots):
    notebook = show_notebook(page, task.path)
    cell = answer_cell(notebook)
    write_answer(cell, task.problem, task.wrong)
    press(cell, "Submit")
    outcome = verdict(cell)
    expect(outcome).to_contain_text("Wrong answer", timeout=VERDICT_MS)
    tests = outcome.get_by_role("table", name="Tests").first
    expect(tests.get_by_role("row").filter(has_text="Example")).to_have_count(3)
    expect(tests.get_by_role("row").filter(has_text="Test ")).to_have_count(6)  # and the head
    failed = tests.get_by_role("button", expanded=True).first
    expect(failed).to_contain_text("Example")
    shown = tests.locator("dl:visible").first
    for label in ("Call", "Expected", "Got"):
        expect(shown.get_by_text(label, exact=True)).to_be_visible()
    take_looks(page, screenshots, "answer-wrong", cell)

    write_answer(cell, task.problem, task.right)
    expect(outcome).to_contain_text("You have changed the answer since")
    press(cell, "Submit")
    expect(outcome).to_contain_text("Accepted: all 8 tests pass", timeout=VERDICT_MS)
    take_screenshot(page, screenshots, "answer-accepted")


def test_everything_by_keys(page, task, screenshots):
    notebook = show_notebook(page, task.path)
    cell = answer_cell(notebook)
    write_answer(cell, task.problem, task.wrong)
    page.keyboard.press("ControlOrMeta+Shift+Enter")
    expect(verdict(cell)).to_contain_text("Wrong answer", timeout=VERDICT_MS)

    page.keyboard.press("Alt+F10")
    stops = buttons(cell).get_by_role("button")
    expect(stops.nth(0)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(stops.nth(2)).to_be_focused()
    page.keyboard.press("Enter")
    hints = cell.get_by_role("group", name="Hints").get_by_role("listitem")
    expect(hints.first).to_be_visible()
    expect(stops.nth(2)).to_be_focused()
    # Hints of earlier tests are there at once; what is pressed while one is fetched is not heard.
    expect(stops.nth(2)).to_have_attribute("aria-disabled", "false")
    page.keyboard.press("Space")
    expect(cell.get_by_text("There is no new hint yet")).to_be_visible(timeout=VERDICT_MS)
    page.keyboard.press("d")
    page.keyboard.press("d")  # deletes the cell in command mode; our buttons are no place for it
    expect(cell).to_be_visible()
    page.keyboard.press("ControlOrMeta+Shift+c")  # JupyterLab's own keys with a modifier still work
    expect(page.locator(".lm-CommandPalette-input").last).to_be_focused()
    page.keyboard.press("Escape")

    page.keyboard.press("Alt+F10")
    page.keyboard.press("Escape")
    expect(cell).to_be_focused()
    page.keyboard.press("Alt+F10")  # the same from command mode, which has keys of its own
    expect(stops.nth(2)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(stops.nth(3)).to_be_focused()
    page.keyboard.press("d")
    page.keyboard.press("d")
    expect(cell).to_be_visible()
    page.keyboard.press("Escape")
    expect(cell).to_be_focused()
    page.keyboard.press("ControlOrMeta+Alt+Enter")
    examples = cell.get_by_role("group", name="Examples")
    expect(examples).to_contain_text("of 3 examples pass", timeout=VERDICT_MS)
    take_screenshot(page, screenshots, "answer-hints")


def test_an_error_is_shown_on_its_line_and_led_to(page, task, screenshots):
    notebook = show_notebook(page, task.path)
    cell = answer_cell(notebook)
    write_answer(cell, task.problem, "x = 1\ndef broken(:\n    pass")
    press(cell, "Run")
    examples = cell.get_by_role("group", name="Examples")
    expect(examples).to_contain_text("Does not compile", timeout=VERDICT_MS)
    marked = cell.locator(".jp-codemm-MarkedLine")
    expect(marked).to_have_text("def broken(:")
    expect(cell.get_by_role("note")).to_contain_text("SyntaxError")
    take_screenshot(page, screenshots, "answer-marked")
    examples.get_by_role("button", name="Line 3").click()
    page.keyboard.type("here")
    expect(cell.locator(".cm-line").nth(2)).to_contain_text("here")
    press(cell, "Run")
    expect(marked).to_have_count(1)


def test_history_reset_and_what_was_not_saved(page, lab, task, screenshots):
    notebook = show_notebook(page, task.path)
    cell = answer_cell(notebook)
    write_answer(cell, task.problem, task.right)
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Accepted", timeout=VERDICT_MS)
    write_answer(cell, task.problem, "kept = 'typed later'")
    press(cell, "Reset")
    code = cell.locator(".cm-content")
    expect(code).to_contain_text(task.problem.starter.splitlines()[0])
    cell.get_by_role("button", name="Undo").click()
    expect(code).to_contain_text("typed later")

    press(cell, "History")
    entries = cell.get_by_role("group", name="Submissions").get_by_role("listitem")
    entries.first.get_by_role("button").first.click()
    expect(entries.first.get_by_role("deletion").first).to_contain_text("typed later")
    take_screenshot(page, screenshots, "answer-history")
    entries.first.get_by_role("button", name="Put this back").click()
    expect(code).not_to_contain_text("typed later")
    cell.get_by_role("button", name="Undo").click()

    page.wait_for_function("() => JSON.stringify({...localStorage}).includes('typed later')")
    page.on("dialog", lambda dialog: dialog.accept())
    enter_lab(page, lab)
    cell = answer_cell(show_notebook(page, task.path))
    expect(cell.locator(".cm-content")).not_to_contain_text("typed later")
    expect(verdict(cell)).to_contain_text("Accepted", timeout=VERDICT_MS)
    offer = cell.get_by_role("group", name="was not saved").first
    expect(offer.get_by_role("insertion").first).to_contain_text("typed later")
    scroll_to(offer)
    take_screenshot(page, screenshots, "answer-draft")
    offer.get_by_role("button", name="Use it").click()
    expect(cell.locator(".cm-content")).to_contain_text("typed later")
    expect(offer).to_have_count(0)


def test_no_kernel_is_needed(page, task):
    notebook = show_notebook(page, task.path)
    wait_for_notebook(page)
    execute(page, "notebook:shutdown-kernel")
    cell = answer_cell(notebook)
    write_answer(cell, task.problem, task.right)
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Accepted", timeout=VERDICT_MS)


def test_the_kernel_s_buttons_are_not_shown_beside_ours(page, task):
    notebook = open_notebook(page, task.path)
    setup = cell_with(notebook, "load_ext")
    run_cell(setup)
    wait_for_output(setup, "ready")
    cell = answer_cell(notebook)
    run_cell(cell)
    outputs = wait_for_output(cell, "0 of 3 examples pass")
    expect(outputs.locator(".jp-codemm-KernelButtons")).to_be_attached()
    expect(cell.get_by_role("button", name="Submit")).to_have_count(1)
