"""Answer cells that were copied, split, converted, taken from elsewhere; servers that go away."""

from __future__ import annotations

import json
import re

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
    write_notebook,
)
from tests.ui.lab_page import execute, write_cell

pytestmark = [pytest.mark.browser, pytest.mark.slow]

JAVA = "%%codemm java nobody-1\npublic class Main { int x = 1; }"
CPP = "%%codemm cpp nobody-2\nint main() { return 0; }"
SQL = "%%codemm sql nobody-3\nSELECT a FROM t"


@pytest.fixture
def task(page, request):
    return request.getfixturevalue("patient_task")  # once the page is there, the lab answers


def code(source: str, **metadata) -> dict:
    return {"cell_type": "code", "source": source, "metadata": metadata}


def test_a_notebook_from_elsewhere_is_coloured_and_says_what_it_lacks(page, lab):
    odd = {"role": {"deep": []}, "problem_id": 7, "problem_version": "x"}
    name = write_notebook(
        lab.files / "elsewhere.ipynb",
        code("x = 1", codemm=odd),
        code(JAVA, codemm=odd),
        code(CPP, codemm=None),
        code(SQL, codemm="<b>"),
        *(code(f"y = {n}") for n in range(450)),
        *(code(f"# codemm: nobody-{n}\nz = {n}") for n in range(50)),
    )
    notebook = show_notebook(page, name)
    for index, language in enumerate(("java", "cpp", "sql")):
        editor = answer_cell(notebook, index).locator(".cm-content")
        expect(editor).to_have_attribute("data-language", language, timeout=60_000)
    expect(notebook.get_by_role("alert").first).to_contain_text("It was deleted, your class")
    expect(buttons(notebook)).to_have_count(53, timeout=60_000)
    cell = answer_cell(notebook, 0)
    press(cell, "Submit")
    expect(cell.get_by_role("alert")).to_contain_text("This problem is not there for you")


def test_copies_parts_and_converted_cells_keep_working(page, task):
    notebook = show_notebook(page, task.path)
    cell = answer_cell(notebook)
    write_answer(cell, task.problem, task.right)
    execute(page, "notebook:copy-cell")
    execute(page, "notebook:paste-cell-below")
    expect(buttons(notebook)).to_have_count(2)
    expect(cell).to_contain_text("2 cells answer this problem")
    copy = answer_cell(notebook, 1)
    copy.locator(".cm-line").nth(1).click()
    page.keyboard.press("End")
    execute(page, "notebook:split-cell-at-cursor")
    expect(copy).to_contain_text("its 2 parts go together")
    press(copy, "Submit")
    expect(verdict(copy)).to_contain_text("Accepted", timeout=VERDICT_MS)
    execute(page, "notebook:merge-cell-below")
    expect(notebook.get_by_text("its 2 parts go together")).to_have_count(0)

    copy = answer_cell(notebook, 1)
    copy.locator(".jp-InputPrompt").click()
    execute(page, "notebook:change-cell-to-markdown")
    expect(buttons(notebook)).to_have_count(1)
    execute(page, "notebook:change-cell-to-code")
    expect(buttons(notebook)).to_have_count(2)
    execute(page, "notebook:delete-cell")
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Accepted", timeout=VERDICT_MS)


def test_a_server_that_goes_away_in_the_middle_is_waited_for(page, task):
    notebook = show_notebook(page, task.path)
    cell = answer_cell(notebook)
    write_answer(cell, task.problem, task.right)
    submit, record = "**/jupyter-codemm/api/submit?*", "**/jupyter-codemm/api/submissions/*"
    at_once = re.compile(r"wait=\d+")
    page.route(submit, lambda r: r.continue_(url=at_once.sub("wait=0", r.request.url)))
    page.route(record, lambda route: route.abort())
    press(cell, "Submit")
    status = cell.get_by_role("status")
    expect(status).to_contain_text("Your submission is kept", timeout=VERDICT_MS)
    page.unroute(record)
    expect(verdict(cell)).to_contain_text("Accepted", timeout=VERDICT_MS)


def test_a_refused_token_is_told_and_overcome(page, task):
    notebook = show_notebook(page, task.path)
    cell = answer_cell(notebook)
    write_answer(cell, task.problem, task.right)
    run = "**/jupyter-codemm/api/run?*"
    page.route(run, lambda route: route.fulfill(status=403, json={"message": "Forbidden"}))
    press(cell, "Run")
    expect(cell.get_by_role("alert")).to_contain_text("not signed in any more")
    expect(cell.locator(".cm-content")).to_contain_text(task.right.splitlines()[0])
    page.unroute(run)
    press(cell, "Run")
    examples = cell.get_by_role("group", name="Examples")
    expect(examples).to_contain_text("All 3 examples pass", timeout=VERDICT_MS)
    expect(cell.get_by_role("alert")).to_have_count(0)


def test_an_older_notebook_in_a_read_only_file_says_both(page, lab, task):
    older = json.loads((lab.files / task.path).read_text())
    older["cells"][-1]["metadata"]["codemm"]["problem_version"] = 1
    (lab.files / "older.ipynb").write_text(json.dumps(older))

    def lock(route):
        reply = route.fetch()
        route.fulfill(response=reply, json=reply.json() | {"writable": False})

    page.route("**/api/contents/older.ipynb?*", lock)
    cell = answer_cell(show_notebook(page, "older.ipynb"))
    expect(cell).to_contain_text("The problem was changed since", timeout=60_000)
    expect(cell).to_contain_text("This notebook cannot be saved here")
    press(cell, "Run")
    examples = cell.get_by_role("group", name="Examples")
    expect(examples).to_contain_text("examples pass", timeout=VERDICT_MS)


def test_a_first_line_that_was_lost_is_put_back(page, task):
    notebook = show_notebook(page, task.path)
    answer_cell(notebook)
    cell = notebook.locator(".jp-CodeCell").last
    write_cell(cell, task.right)
    expect(buttons(notebook)).to_have_count(0)
    notebook.get_by_role("button", name="Put it back").click()
    press(answer_cell(notebook), "Run")
    examples = cell.get_by_role("group", name="Examples")
    expect(examples).to_contain_text("All 3 examples pass", timeout=VERDICT_MS)
