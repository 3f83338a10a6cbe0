"""Ways in from a notebook: the button in its toolbar, and the context menu of an answer cell."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from tests.ui.answer_cells import answer_cell, write_notebook
from tests.ui.front_ends import notebook_in
from tests.ui.lab_page import READY_MS, take_screenshot

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ENTRIES = [
    "Run the Examples of This Answer",
    "Submit This Answer",
    "Show the Next Hint",
    "Reset This Answer",
    "History of This Answer",
]


@pytest.fixture
def notebook(window, lab, front, request):
    """A notebook with an answer cell and another one, in each front end."""
    front.enter(window, lab)
    path = lab.files / f"doors-{request.node.callspec.id}.ipynb"
    cells = [
        {"cell_type": "code", "source": source} for source in ("# codemm: nobody-1\nx = 1", "y = 2")
    ]
    return notebook_in(front.reload(window, lab, write_notebook(path, *cells)))


def test_the_toolbar_opens_the_panel(notebook, front, screenshots):
    page = notebook.page
    name = "Make and open programming exercises"
    button = notebook.get_by_role("toolbar").first.get_by_role("button", name=name)
    button.wait_for(timeout=READY_MS)
    take_screenshot(page, screenshots, "notebook-toolbar")
    button.focus()
    page.keyboard.press("Enter")
    panel = page.locator(".jp-codemm-Panel")
    expect(panel.get_by_role("tab", name="Author")).to_be_visible(timeout=READY_MS)


def test_the_context_menu_of_an_answer_has_its_entries(notebook):
    page = notebook.page
    menu = page.locator(".lm-Menu:visible")
    answer_cell(notebook).locator(".cm-content").click(button="right")
    for entry in ENTRIES:
        expect(menu.get_by_role("menuitem", name=entry)).to_be_enabled()
    menu.get_by_role("menuitem", name="History of This Answer").click()
    expect(answer_cell(notebook).get_by_role("group", name="Submissions")).to_be_visible()

    other = notebook.locator(".jp-CodeCell").nth(1)
    other.locator(".cm-content").click(button="right")
    expect(menu.get_by_role("menuitem").first).to_be_visible()
    for entry in ENTRIES:
        expect(menu.get_by_role("menuitem", name=entry)).to_have_count(0)
