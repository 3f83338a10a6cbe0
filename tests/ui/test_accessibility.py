"""What axe finds in our own parts: nothing of any impact, in every view and every theme."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from playwright.sync_api import expect

from tests.ui.accessibility import assert_accessible
from tests.ui.answer_cells import (
    VERDICT_MS,
    answer_cell,
    press,
    show_notebook,
    verdict,
    write_answer,
)
from tests.ui.lab_page import open_panel, show_part, widen_sidebar

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPLY_MS, PROOF_MS = 30_000, 240_000


@pytest.fixture
def task(page, request):
    return request.getfixturevalue("patient_task")  # once the page is there, the lab answers


def test_the_panel(page):
    panel = open_panel(page)
    widen_sidebar(page, 413)
    panel.get_by_role("button", name="New", exact=True).click()
    talk = panel.get_by_role("log", name="Conversation")
    expect(talk).to_contain_text("What shall the exercise be about", timeout=REPLY_MS)
    assert_accessible(page, ".jp-codemm-Panel", "an opening")
    message = panel.get_by_role("textbox", name="Message")
    message.fill("1 easy python problem on loops")
    message.press("Enter")
    reply = panel.get_by_role("button", name="return", exact=True)
    reply.wait_for(timeout=REPLY_MS)
    assert_accessible(page, ".jp-codemm-Panel", "a question with quick replies")
    reply.click()
    panel.get_by_role("button", name="Topics: loops. Change").click(timeout=REPLY_MS)
    assert_accessible(page, ".jp-codemm-Panel", "a specification that is edited")
    page.keyboard.press("Escape")
    panel.get_by_role("button", name="Generate 1 problem").click()
    done = panel.get_by_text(re.compile("Done: 1 problem"))
    expect(done.first).to_be_visible(timeout=PROOF_MS)
    panel.get_by_text("What was proven").click()
    expect(panel.get_by_text("The starter fails").first).to_be_visible(timeout=REPLY_MS)
    assert_accessible(page, ".jp-codemm-Panel", "a generation and its proof")
    listed = show_part(panel, "Activities")
    listed.get_by_role("button", name="Open notebook").first.wait_for(timeout=REPLY_MS)
    assert_accessible(page, ".jp-codemm-Panel", "the activities")
    show_part(panel, "Health")
    panel.get_by_text("Python").first.wait_for(timeout=REPLY_MS)
    assert_accessible(page, ".jp-codemm-Panel", "the health")


def test_an_answer(page, task):
    cell = answer_cell(show_notebook(page, task.path))
    assert_accessible(page, ".jp-codemm-AnswerPanel", "the buttons")
    write_answer(cell, task.problem, "def broken(:\n    pass")
    press(cell, "Run")
    examples = cell.get_by_role("group", name="Examples")
    expect(examples).to_contain_text("Does not compile", timeout=VERDICT_MS)
    assert_accessible(page, ".jp-codemm-AnswerPanel", "an error on a line")
    write_answer(cell, task.problem, task.wrong)
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Wrong answer", timeout=VERDICT_MS)
    press(cell, "Hint")
    expect(cell.get_by_role("group", name="Hints")).to_be_visible(timeout=REPLY_MS)
    press(cell, "History")
    expect(cell.get_by_role("group", name="Submissions")).to_be_visible(timeout=REPLY_MS)
    assert_accessible(page, ".jp-codemm-AnswerPanel", "a verdict, a hint and the history")
    press(cell, "Ask")
    question = cell.get_by_role("textbox", name="Question")
    expect(question).to_be_focused()
    question.fill("why is my answer wrong?")
    question.press("Enter")
    questions = cell.get_by_role("group", name="Questions").get_by_role("listitem")
    expect(questions).to_contain_text("help with a mistake", timeout=REPLY_MS)
    assert_accessible(page, ".jp-codemm-AnswerPanel", "a question and its answer")
