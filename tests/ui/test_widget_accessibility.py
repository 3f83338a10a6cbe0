"""What axe finds in the kernel's own buttons and chat, which other front ends show: nothing."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from playwright.sync_api import expect

from tests.ui.accessibility import assert_accessible
from tests.ui.answer_cells import write_notebook
from tests.ui.lab_page import (
    cell_with,
    click_widget,
    open_notebook,
    run_cell,
    wait_for_output,
)
from tests.ui.tasks import make_task

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OUTPUTS = ".jp-Cell-outputArea"


@pytest.fixture(scope="module")
def lab(bare_lab):
    return bare_lab


def test_the_buttons_and_the_report(page, lab):
    task = make_task(lab, "python")
    notebook = open_notebook(page, task.path)
    setup = cell_with(notebook, "load_ext")
    run_cell(setup)
    wait_for_output(setup, "ready")
    answer = notebook.locator(".jp-CodeCell").nth(1)
    run_cell(answer)
    wait_for_output(answer, "0 of 3 examples pass")
    click_widget(answer, "Submit")
    wait_for_output(answer, "0 of 8 tests pass")
    click_widget(answer, "Hint")
    assert_accessible(page, OUTPUTS, "the buttons and reports of the kernel")


def test_the_chat(page, lab):
    cells = [
        {"cell_type": "code", "source": "%load_ext jupyter_codemm"},
        {"cell_type": "code", "source": "%codemm chat"},
    ]
    notebook = open_notebook(page, write_notebook(lab.files / "chat.ipynb", *cells))
    for text in ("load_ext", "codemm chat"):
        run_cell(cell_with(notebook, text))
    chat = cell_with(notebook, "codemm chat")
    expect(chat.get_by_role("textbox").last).to_be_visible()
    assert_accessible(page, OUTPUTS, "the chat of the kernel")
