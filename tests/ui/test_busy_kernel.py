"""Answer cells while a cell of one's own keeps the kernel busy, in both front ends."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Locator, expect

from tests.ui.answer_cells import VERDICT_MS, answer_cell, press, verdict, write_answer
from tests.ui.lab_page import KERNEL_MS, cell_with, wait_for_notebook, wait_for_output, write_cell

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ENDLESS = """\
import threading
print("begun")
threading.Event().wait()"""
STILL_RUNS = "[*]:"


def run_endless_cell(notebook: Locator) -> Locator:
    """Turn the set-up cell into one that never ends, run it, and return it once it has begun."""
    write_cell(cell_with(notebook, "load_ext"), ENDLESS)
    notebook.page.keyboard.press("Control+Enter")
    busy = cell_with(notebook, "threading")
    wait_for_output(busy, "begun")
    return busy


def interrupt(busy: Locator) -> None:
    """Stop a running cell by the keys for it."""
    busy.locator(".cm-content").click()
    for key in ("Escape", "i", "i"):
        busy.page.keyboard.press(key)
    expect(busy.locator(".jp-Cell-outputArea")).to_contain_text(
        "KeyboardInterrupt", timeout=KERNEL_MS
    )


def test_run_submit_and_hint_answer_while_a_cell_runs(window, lab, front, task_alone):
    notebook = wait_for_notebook(front.reload(window, lab, task_alone.path))
    busy = run_endless_cell(notebook)
    cell = answer_cell(notebook)
    press(cell, "Run")
    examples = cell.get_by_role("group", name="Examples")
    expect(examples).to_contain_text("0 of 3 examples pass", timeout=VERDICT_MS)
    write_answer(cell, task_alone.problem, task_alone.right)
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Accepted: all 8 tests pass", timeout=VERDICT_MS)
    press(cell, "Hint")
    hints = cell.get_by_role("group", name="Hints").get_by_role("listitem")
    expect(hints.last).to_be_visible(timeout=VERDICT_MS)
    expect(busy.locator(".jp-InputPrompt")).to_have_text(STILL_RUNS)
    interrupt(busy)
