"""An emitted notebook of each language, solved by a person: first wrongly, then rightly.

The reference comes from a draft that is made anew in the test's own process; it is no part of what
the product stores or writes.
"""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.cell import header_line
from jupyter_codemm.contracts.literals import literal
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.contracts.spec import ActivitySpec
from jupyter_codemm.generation.seeds import slot_seed
from jupyter_codemm.planning import plan
from jupyter_codemm.ports import DraftRequest
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

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEED = 4
ASKED = {
    "python": ("one easy python problem on lists", "return"),
    "java": ("one easy java problem on lists", "return"),
    "cpp": ("one easy C++ problem on lists", "return"),
    "sql": ("one easy SQL problem on filtering",),
}
LANGUAGES = [
    "python",
    pytest.param("java", marks=pytest.mark.java),
    pytest.param("cpp", marks=pytest.mark.cpp),
    "sql",
]


@dataclass(frozen=True)
class Task:
    """A notebook on disk, its problem, and two answers to type."""

    path: str
    problem: Problem
    wrong: str
    right: str


@pytest.fixture(params=LANGUAGES)
def task(request, lab) -> Task:
    language = request.param
    if reason := missing(lab, language):
        pytest.skip(reason)
    session_id = lab.start_generation(*ASKED[language], seed=SEED)
    lab.api("GET", f"sessions/{session_id}/generate/stream")  # ends when generation does
    session = lab.api("GET", f"sessions/{session_id}")
    activity = Activity.parse(lab.api("GET", f"activities/{session['activity_id']}"))
    path = lab.api("POST", f"activities/{activity.id}/notebook", {"directory": ""})["path"]
    problem = activity.problems[0]
    right = drafted_again(session, problem).reference.text
    return Task(path, problem, wrong_answer(problem, right), right)


def missing(lab, language: str) -> str:
    """Return why a language does not work here, or nothing."""
    health = lab.api("GET", "health")
    found = next(entry for entry in health["languages"] if entry["language"] == language)
    return "" if found["ok"] else found["reason"]


def drafted_again(session: dict, problem: Problem) -> ProblemDraft:
    """Make the draft of a one-problem activity once more, as its generation made it."""
    slot = plan(ActivitySpec.parse(session["spec"]), "practice", {}).slots[0]
    request = DraftRequest(slot=slot, problem_id=problem.id, seed=slot_seed(SEED, 0, 1))
    with ThreadPoolExecutor(1) as aside:  # Playwright keeps an event loop running in this thread
        draft = aside.submit(asyncio.run, BuiltinAuthor().draft(request)).result()
    assert draft.problem.title == problem.title
    return draft


def wrong_answer(problem: Problem, reference: str) -> str:
    """Return an answer that compiles and is right for the first example at most."""
    if problem.language == "sql":
        query = reference.strip().rstrip(";")
        return f"SELECT * FROM ({query}\n) LIMIT 1"
    value = literal(problem.language, problem.signature.observed, problem.samples[0].expected.value)
    end = "" if problem.language == "python" else ";"
    lines = problem.starter.splitlines()
    throws = next(i for i, line in enumerate(lines) if line.lstrip().startswith(("raise", "throw")))
    indent = lines[throws][: -len(lines[throws].lstrip())]
    lines[throws] = f"{indent}return {value}{end}"
    return "\n".join(lines)


def test_wrong_and_right_answer(page, lab, task, screenshots):
    language = task.problem.language
    notebook = open_notebook(page, task.path)
    setup = cell_with(notebook, "load_ext")
    run_cell(setup)
    wait_for_output(setup, "ready")
    answer = notebook.locator(".jp-CodeCell").nth(1)
    run_cell(answer)
    wait_for_output(answer, "0 of 3 examples pass")
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
    expect(page.locator("#jupyterlab-splash")).to_be_hidden()


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
