"""What a learner of a class does in JupyterLab on a Hub, in a real browser."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Locator, Page, expect

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.problem import Problem
from tests.hub.people import *  # noqa: F403 - a Hub and who is on it
from tests.hub.teaching import SEED, generated
from tests.ui.accessibility import assert_accessible
from tests.ui.answer_cells import VERDICT_MS, answer_cell, press, verdict, write_answer
from tests.ui.browsers import missing_tool, opened_browser
from tests.ui.conftest import check_assets_are_fresh
from tests.ui.front_ends import notebook_in
from tests.ui.hub_page import given, sign_in
from tests.ui.lab import screenshot_folder
from tests.ui.lab_page import READY_MS, open_panel, show_part, take_screenshot, widen_sidebar
from tests.ui.tasks import drafted_again, wrong_answer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PANEL = ".jp-codemm-Panel"
TITLE = "First loops"


@pytest.fixture(scope="module")
def browser(hub):
    """Chromium."""
    if reason := missing_tool():
        pytest.skip(reason)
    check_assets_are_fresh()
    with opened_browser() as chromium:
        yield chromium


@dataclass(frozen=True)
class Lesson:
    """A class that was given one problem, and two answers to it."""

    code: str
    challenge: str
    problem: Problem
    wrong: str
    right: str


@pytest.fixture(scope="module")
def lesson(hub, prof, own, north) -> Lesson:
    """What prof gives to a class, published."""
    activity_id = generated(hub, "prof", own)
    activity = Activity.parse(hub.own("prof", "GET", f"activities/{activity_id}", own).body)
    sessions = hub.own("prof", "GET", "sessions", own).body["sessions"]
    made = next(one["id"] for one in sessions if one["activity_id"] == activity_id)
    session = hub.own("prof", "GET", f"sessions/{made}", own).body
    (problem,) = activity.problems
    right = drafted_again(session, problem, SEED).reference.text
    asked = {"organization_id": north, "name": "Browsers"}
    where = f"classes/{hub.service('POST', 'classes', prof, asked).body['id']}"
    code = hub.service("PATCH", where, prof, {"opens": True}).body["join_code"]
    terms = {"points": 20.0, "due_at": "2099-01-02T03:04:05Z"}
    asked = {"activity_id": activity_id, "title": TITLE, "terms": terms}
    challenge = hub.service("POST", f"{where}/challenges", prof, asked).body
    published = {"version": challenge["version"], "state": "published"}
    hub.service("PATCH", f"challenges/{challenge['id']}", prof, published)
    return Lesson(code, challenge["id"], problem, wrong_answer(problem, right), right)


@pytest.fixture
def page(hub, alice, browser):
    """JupyterLab in alice's own server."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    window = context.new_page()
    sign_in(window, hub, "alice")
    yield window
    context.close()


def test_a_learner_joins_a_class_and_solves_what_it_was_given(hub, page, prof, lesson):
    mine = joined(page, lesson)
    expect(mine).to_contain_text("Browsers")
    expect(mine).to_contain_text("0 of 1 problems solved")
    assert_accessible(page, PANEL, "what classes were given")
    take_screenshot(page, screenshot_folder(), "class-1-given")
    mine.get_by_role("button", name="Open notebook").click()
    solve(page, lesson)
    # What is in view of the panel follows the verdict by itself.
    expect(mine).to_contain_text("1 of 1 problems solved")
    expect(mine).to_contain_text("Grade: 20 of 20 points")
    decision = {"user": "alice", "percent": 90.0, "comment": "Name the loop."}
    hub.service("PUT", f"challenges/{lesson.challenge}/grades", prof, decision)
    page.get_by_role("button", name="Refresh what my classes were given").click()
    expect(mine).to_contain_text("Grade: 18 of 20 points")
    expect(mine).to_contain_text("Your teacher says: Name the loop.")
    widen_sidebar(page, 380)
    take_screenshot(page, screenshot_folder(), "class-2-graded")
    # Opened again it is the same notebook, with her work.
    page.reload()
    page.locator("#jupyterlab-splash").wait_for(state="detached", timeout=READY_MS)
    show_part(page.locator(PANEL), "Activities")
    given(page, TITLE).get_by_role("button", name="Open notebook").click()
    expect(answer_cell(notebook_in(page))).to_contain_text(lesson.right.splitlines()[-1].strip())
    assert len(list((hub.folder / "homes" / "alice").glob("first-loops*.ipynb"))) == 1


def joined(page: Page, lesson: Lesson) -> Locator:
    """Enter the class by its code, after a slip of the pen, and return what it was given."""
    panel = open_panel(page)
    show_part(panel, "Activities")
    panel.get_by_text("Join a class").click()
    panel.get_by_label("Join code").fill("no-such-code")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("alert")).to_have_text("There is no class with this join code.")
    panel.get_by_label("Join code").fill(lesson.code)
    panel.get_by_role("button", name="Join", exact=True).click()
    expect(panel.get_by_text("You are in the class “Browsers”.")).to_be_visible()
    expect(panel.get_by_role("link", name="Teach my classes")).to_have_count(0)
    return given(page, TITLE)


def solve(page: Page, lesson: Lesson) -> None:
    """Submit a wrong answer, ask for a hint, submit the right one."""
    cell = answer_cell(notebook_in(page))
    write_answer(cell, lesson.problem, lesson.wrong)
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Wrong answer", timeout=VERDICT_MS)
    press(cell, "Hint")
    expect(cell.get_by_role("group", name="Hints").get_by_role("listitem")).to_have_count(1)
    write_answer(cell, lesson.problem, lesson.right)
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Accepted: all 8 tests pass", timeout=VERDICT_MS)
