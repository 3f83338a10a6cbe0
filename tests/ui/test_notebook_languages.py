"""An emitted notebook of each language without our extension, solved by a person: first wrongly.

That is what other front ends show: the kernel's own buttons and reports.
"""

from __future__ import annotations

import json

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from jupyter_codemm.contracts.cell import header_line
from tests.ui.lab_page import (
    cell_with,
    click_widget,
    open_notebook,
    run_cell,
    take_screenshot,
    use_theme,
    wait_for_output,
    write_cell,
)
from tests.ui.tasks import Task, make_task

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = [
    "python",
    pytest.param("java", marks=pytest.mark.java),
    pytest.param("cpp", marks=pytest.mark.cpp),
    "sql",
]


@pytest.fixture(scope="module")
def lab(bare_lab):
    return bare_lab


@pytest.fixture(params=LANGUAGES)
def task(request, lab) -> Task:
    return make_task(lab, request.param)


def test_wrong_and_right_answer(page, lab, task, screenshots):
    language = task.problem.language
    notebook = open_notebook(page, task.path)
    setup = cell_with(notebook, "load_ext")
    run_cell(setup)
    wait_for_output(setup, "ready")
    answer = notebook.locator(".jp-CodeCell").nth(1)
    run_cell(answer)
    wait_for_output(answer, "0 of 3 examples pass")
    expect(answer.get_by_role("toolbar", name="Answer to")).to_have_count(0)
    look_at(answer)
    take_screenshot(page, screenshots, f"notebook-{language}-starter")

    header = header_line(task.problem)
    write_cell(answer, f"{header}\n{task.wrong}")
    run_cell(answer)
    wait_for_output(answer, "Wrong answer")
    click_widget(answer, "Submit")
    wait_for_output(answer, f"submission of “{task.problem.title}”")
    expect(answer.get_by_role("heading", name="Wrong answer")).to_have_count(2)
    look_at(answer)
    take_screenshot(page, screenshots, f"notebook-{language}-wrong")
    darken(page)
    take_screenshot(page, screenshots, f"notebook-{language}-wrong-dark")
    use_theme(page, "JupyterLab Light")

    write_cell(answer, f"{header}\n{task.right}")
    run_cell(answer)
    wait_for_output(answer, "All 3 examples pass")
    click_widget(answer, "Submit")
    wait_for_output(answer, "all 8 tests pass")
    expect(answer.get_by_role("heading", name="Accepted")).to_be_visible()
    look_at(answer)
    take_screenshot(page, screenshots, f"notebook-{language}-accepted")
    darken(page)
    take_screenshot(page, screenshots, f"notebook-{language}-accepted-dark")
    assert_no_overflow(answer)
    assert_product_wrote_no_reference(lab, task)


def darken(page) -> None:
    use_theme(page, "JupyterLab Dark")


def look_at(answer) -> None:
    """Scroll so that the end of the cell's outputs is in view."""
    answer.locator(".jp-OutputArea-child").last.scroll_into_view_if_needed()


def assert_no_overflow(answer) -> None:
    area = answer.locator(".jp-Cell-outputArea").first
    assert area.evaluate("node => node.scrollWidth <= node.clientWidth + 1")


def assert_product_wrote_no_reference(lab, task) -> None:
    """The notebook on disk was last written when it was emitted: it has the starter only."""
    cells = json.loads((lab.files / task.path).read_text())["cells"]
    assert task.problem.starter.splitlines()[-1] in "".join(cells[-1]["source"])
