"""A quiz in the Progress tab, taken with the keys alone and kept through a reload."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from playwright.sync_api import Locator, Page, expect

from tests.ui.accessibility import assert_accessible
from tests.ui.browsers import missing_tool
from tests.ui.conftest import check_assets_are_fresh
from tests.ui.lab import running_lab
from tests.ui.lab_page import enter_lab, open_panel, show_part, take_screenshot

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTIONS = 5


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab of somebody of whom nothing is known."""
    if reason := missing_tool():
        pytest.skip(reason)
    check_assets_are_fresh()
    with running_lab(tmp_path_factory.mktemp("quiz") / "home") as running:
        yield running


def begin(page: Page) -> Locator:
    progress = show_part(open_panel(page), "Progress")
    progress.get_by_role("combobox", name="Topic of the quiz").select_option("sql joins")
    progress.get_by_role("button", name="Quiz me").press("Enter")
    expect(progress.get_by_role("heading", name="Quiz: joins (SQL)")).to_be_focused()
    expect(progress.get_by_role("group")).to_have_count(QUESTIONS)
    return progress


def test_a_quiz_is_taken_by_keys_and_kept_through_a_reload(page, lab, screenshots):
    asked = begin(page).get_by_role("group").all_inner_texts()
    enter_lab(page, lab)
    progress = begin(page)
    groups = progress.get_by_role("group")
    assert groups.all_inner_texts() == asked
    hand_in = progress.get_by_role("button", name="Check my answers")
    for number in range(QUESTIONS):
        expect(hand_in).to_have_attribute("aria-disabled", "true")
        groups.nth(number).get_by_role("radio").first.focus()
        page.keyboard.press("ArrowDown")
        expect(groups.nth(number).get_by_role("radio").nth(1)).to_be_checked()
    assert_accessible(page, ".jp-codemm-Panel", "a quiz")
    take_screenshot(page, screenshots, "quiz-open")
    hand_in.press("Enter")

    expect(progress.get_by_role("status").first).to_contain_text(re.compile(r"\d of 5 right\."))
    expect(progress.get_by_role("heading", name="Quiz: joins (SQL)")).to_be_focused()
    expect(progress.get_by_text("✓ right")).to_have_count(QUESTIONS)
    assert_accessible(page, ".jp-codemm-Panel", "a quiz that was marked")
    take_screenshot(page, screenshots, "quiz-marked")
    (module,) = lab.api("GET", "profile")["modules"]
    result = progress.get_by_role("status").first.inner_text()
    assert module["quizzes"] == 20 * int(result[0])
    progress.get_by_role("button", name="Back to my progress").press("Enter")
    expect(progress.get_by_role("heading", name="My progress")).to_be_visible()
    assert page.evaluate("() => document.activeElement.tagName") == "BUTTON"
