"""An answer that is run as any other cell, in the kernel: what it was told stays in the record."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Locator, Page, expect

from tests.ui.answer_cells import answer_cell, write_answer
from tests.ui.lab_page import KERNEL_MS, cell_with, wait_for_notebook, write_cell

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ASKING = """\
from getpass import getpass
word = input("A word? ")
getpass("A secret? ")
print(word[::-1])
len(nowhere)"""
SCRATCH = 'print(input("Mine? "))'


def start(cell: Locator) -> None:
    """Run a cell as Ctrl+Enter does, and do not wait for its end."""
    cell.locator(".cm-content").click()
    cell.page.keyboard.press("Control+Enter")


def reply(cell: Locator, words: str, kind: str = ":not([type=password])") -> None:
    """Type a line to a running cell."""
    field = cell.locator(f".jp-Stdin-input{kind}")
    expect(field).to_be_focused(timeout=KERNEL_MS)
    field.press_sequentially(words)
    field.press("Enter")


def told(page: Page):
    """Wait for a run to be told to the server."""
    return page.expect_response(
        lambda answer: "/api/notes" in answer.url and '"ran"' in (answer.request.post_data or ""),
        timeout=KERNEL_MS,
    )


def test_what_was_typed_printed_and_raised_is_recorded(window, lab, front, task_alone):
    page = front.reload(window, lab, task_alone.path)
    notebook = wait_for_notebook(page)
    write_cell(cell_with(notebook, "load_ext"), SCRATCH)
    scratch = cell_with(notebook, "Mine?")
    start(scratch)
    reply(scratch, "nobody's business")
    cell = answer_cell(notebook)
    write_answer(cell, task_alone.problem, ASKING)
    with told(page) as kept:
        start(cell)
        reply(cell, "loop")
        reply(cell, "hunter2", "[type=password]")
    assert kept.value.json() == {"recorded": True, "paused": False}
    problem = task_alone.problem.id
    rows = lab.api("GET", f"journey?problem_id={problem}")["rows"]
    step = next(row["step"] for row in reversed(rows) if row["kind"] == "run")
    moment = lab.api("GET", f"journey/steps/{step}?problem_id={problem}")
    run = moment["run"]
    assert run["stdin"] == "loop\n········\n"
    assert run["stdout"] == "pool\n"
    assert (run["verdict"], run["error_type"]) == ("runtime_error", "NameError")
    assert "nowhere" in run["stderr"]
    assert moment["code"].strip() == ASKING
    everything = str(lab.api("GET", "me/export"))
    assert "business" not in everything
    assert "hunter2" not in everything
