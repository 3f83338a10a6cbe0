"""A class at work on the pages of those who teach, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from playwright.sync_api import Browser, Page, expect

from tests.hub.hubs import SERVICE, Hub
from tests.hub.people import *  # noqa: F403 - a Hub and who is on it
from tests.hub.teaching import generated
from tests.ui.accessibility import assert_accessible
from tests.ui.hub_page import sign_in
from tests.ui.lab import screenshot_folder
from tests.ui.lab_page import (
    READY_MS,
    open_panel,
    show_part,
    take_screenshot,
    use_theme,
    widen_sidebar,
)
from tests.ui.teach_fixtures import *  # noqa: F403 - a browser
from tests.ui.teach_page import (
    assert_page_accessible,
    enter_pages,
    open_tab,
    shoot,
    submit,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RUBRIC = [{"name": "Names", "points": 4.0}, {"name": "Flow", "points": 6.0}]
FOLLOWED_MS = 30_000


@pytest.fixture
def watched(hub, prof, own, north, alice) -> dict[str, str]:
    """A class with alice in it, and what it was given, which a person grades."""
    asked = {"organization_id": north, "name": "Watched"}
    where = f"classes/{hub.service('POST', 'classes', prof, asked).body['id']}"
    hub.service("PUT", f"{where}/members", prof, {"user": "alice", "role": "learner"})
    terms = {"points": 10.0, "evaluation": "both", "rubric": RUBRIC}
    asked = {"activity_id": generated(hub, "prof", own), "title": "Watched loops", "terms": terms}
    given = hub.service("POST", f"{where}/challenges", prof, asked)
    assert given.status == 201, given
    published = {"version": given.body["version"], "state": "published"}
    hub.service("PATCH", f"challenges/{given.body['id']}", prof, published)
    return {"class": where.removeprefix("classes/"), "challenge": given.body["id"]}


def test_a_class_at_work_is_watched_reviewed_and_judged_again(hub, page, alice, watched, tmp_path):
    enter_pages(page, hub, "prof", f"teach/classes/{watched['class']}/live")
    learners = page.get_by_role("list", name="Learners, who struggle first")
    line = learners.get_by_role("listitem").first
    expect(line).to_contain_text("Has not started")
    submit(hub, alice, watched["class"])
    # It comes in by itself.
    expect(line).to_contain_text("1 attempt", timeout=FOLLOWED_MS)
    line.get_by_role("button", name="1 attempt").click()
    expect(line.get_by_role("list", name="Submissions")).to_contain_text("Stopped with an error")
    page.get_by_role("button", name="1 at work").click()
    assert_page_accessible(page, "a class at work")
    shoot(page, "teach-10-live")
    open_tab(page, "Challenges")
    page.get_by_role("link", name="Watched loops").click()
    open_tab(page, "Statistics")
    page.get_by_role("button", name="1 of 1 tried").click()
    page.get_by_role("button", name="Fail: 1").first.click()
    rows = page.get_by_role("status").get_by_role("list", name="Submissions")
    expect(rows.get_by_role("link", name="alice", exact=True)).to_be_visible()
    assert_page_accessible(page, "the statistics of a challenge")
    shoot(page, "teach-11-statistics")
    review(page)
    see_the_marks(page.context.browser, hub)
    told = hub.own("alice", "GET", f"challenges/{watched['challenge']}", alice).body["grade"]
    assert (told["percent"], told["comment"]) == (50.0, "Look at the names.")
    open_tab(page, "Judge again")
    page.get_by_role("button", name="Judge again").click()
    expect(page.get_by_text("Done", exact=True)).to_be_visible(timeout=FOLLOWED_MS)
    assert_page_accessible(page, "judging again")
    shoot(page, "teach-13-regrades")
    take_it_to_another_class(page, watched, tmp_path)
    for _ in range(3):
        submit(hub, alice, watched["class"])
    deal_with_who_struggles(page)


def review(page: Page) -> None:
    """Grade what waits for a person, line by line."""
    open_tab(page, "Review")
    expect(page.get_by_role("heading", name="Waiting for a person: 1")).to_be_visible()
    page.get_by_role("button", name="Grade alice").click()
    page.get_by_label("Names, of 4").fill("3")
    page.get_by_label("Flow, of 6").fill("2")
    page.get_by_label("Comment, which they see").fill("Look at the names.")
    assert_page_accessible(page, "a review")
    shoot(page, "teach-12-review")
    page.get_by_role("button", name="Grade", exact=True).click()
    decided = page.get_by_role("list", name="Decided: 1")
    expect(decided).to_contain_text("5 of 10 points")
    expect(decided).to_contain_text("Names: 3 of 4")


def see_the_marks(browser: Browser | None, hub: Hub) -> None:
    """Look at the marks and the comment as alice, in JupyterLab."""
    assert browser is not None
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    page = context.new_page()
    sign_in(page, hub, "alice")
    panel = open_panel(page)
    show_part(panel, "Activities")
    rubric = panel.get_by_role("list", name="Rubric of Watched loops")
    marks = ["Names 3 of 4 points", "Flow 2 of 6 points"]
    expect(rubric.get_by_role("listitem")).to_have_text(marks, timeout=READY_MS)
    expect(panel.get_by_text("Your teacher says: Look at the names.")).to_be_visible()
    for theme, width in (("Dark", 413), ("Light", 240)):
        use_theme(page, f"JupyterLab {theme}")
        widen_sidebar(page, width)
        take_screenshot(page, screenshot_folder(), f"marks-{theme.lower()}-{width}")
    assert_accessible(page, ".jp-codemm-Section-classroom", "the marks of a learner")
    context.close()


def take_it_to_another_class(page: Page, watched: dict[str, str], tmp_path: Path) -> None:
    """Save a challenge as a bundle, and take it in where it becomes a draft."""
    open_tab(page, "Terms")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Save as a bundle").click()
    saved = tmp_path / "bundle.json"
    begun.value.save_as(saved)
    page.get_by_role("link", name="Challenges", exact=True).click()
    page.get_by_label("Bundle", exact=True).set_input_files(saved)
    items = page.get_by_role("list", name="Challenges of the class").get_by_role("listitem")
    expect(items).to_have_count(2)
    expect(items.nth(1)).to_contain_text("Draft")
    assert_page_accessible(page, "a bundle that was taken in")


def deal_with_who_struggles(page: Page) -> None:
    """Say that somebody was helped, and take it back, with the keyboard."""
    open_tab(page, "Live")
    signs = page.get_by_role("list", name="Signs of struggle of alice")
    expect(signs).to_contain_text("The same tests still fail.", timeout=FOLLOWED_MS)
    expect(signs).not_to_contain_text("Shall we")
    first = signs.get_by_role("listitem").first
    button = first.get_by_role("button")
    button.press("Enter")
    expect(first).to_contain_text("Dealt with by prof")
    expect(button).to_be_focused()
    assert_page_accessible(page, "signs of struggle")
    shoot(page, "teach-17-signs")
    page.get_by_role("link", name="alice", exact=True).first.click()
    expect(page.get_by_role("region", name="Signs of struggle")).to_contain_text(
        "Dealt with by prof"
    )
    assert_page_accessible(page, "signs of struggle of a learner")
    button.press("Enter")
    expect(button).to_have_text("Dealt with")
    expect(button).to_be_focused()


def test_a_hidden_class_is_found_again(hub, page, prof, north):
    asked = {"organization_id": north, "name": "To be hidden"}
    made = hub.service("POST", "classes", prof, asked).body
    enter_pages(page, hub, "prof", f"teach/classes/{made['id']}/settings")
    page.get_by_role("button", name="Hide To be hidden").click()
    expect(page.get_by_text("Hidden: To be hidden")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.reload()
    page.get_by_role("button", name="Hidden classes: 1").click()
    expect(page.get_by_role("list", name="Hidden classes")).to_contain_text("hidden by prof")
    assert_page_accessible(page, "hidden classes")
    shoot(page, "teach-18-hidden")
    page.get_by_role("button", name="Restore To be hidden").click()
    expect(page.get_by_role("link", name="To be hidden")).to_be_visible()


def test_people_come_by_a_list_that_was_looked_at(hub, page, prof, north, tmp_path):
    made = hub.service("POST", "classes", prof, {"organization_id": north, "name": "Listed"}).body
    enter_pages(page, hub, "prof", f"teach/classes/{made['id']}/people")
    roster = tmp_path / "roster.csv"
    roster.write_text("user,role\nfay,learner\nfay,learner\n=gus,learner\nhal,emperor\n")
    page.get_by_label("CSV file").set_input_files(roster)
    expect(page.get_by_text("Left out:")).to_be_visible()
    expect(page.get_by_text("Nobody is in the class yet.")).to_be_visible()
    assert_page_accessible(page, "a list of people")
    shoot(page, "teach-14-people")
    page.get_by_role("button", name=re.compile("^Add [12] pe")).click()
    people = page.get_by_role("list", name="People of the class")
    expect(people).to_contain_text("fay")
    people.get_by_label("Role of fay").select_option("assistant")
    expect(people.get_by_label("Role of fay")).to_have_value("assistant")
    removes = page.get_by_role("button", name="Remove fay from the class")
    removes.click()
    expect(removes).to_have_count(0)
    page.get_by_label("Show who has left, too").check()
    expect(people).to_contain_text("fay")


def test_the_pages_are_used_with_a_keyboard(hub, page, prof, north):
    hub.service("POST", "classes", prof, {"organization_id": north, "name": "By keys"})
    enter_pages(page, hub, "prof", "teach")
    mine = page.get_by_role("link", name="By keys")
    expect(mine).to_be_visible()
    for _ in range(30):
        page.keyboard.press("Tab")
        if mine.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    settings = page.get_by_role("tab", name="Settings")
    expect(settings).to_be_focused()
    expect(settings).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Open the class")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copy the code")).to_be_visible()


@pytest.mark.usefixtures("own")
def test_jupyterlab_leads_those_who_teach_there(hub, browser, prof, north):
    hub.service("POST", "classes", prof, {"organization_id": north, "name": "Led to"})
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    page = context.new_page()
    enter_pages(page, hub, "prof", "teach")
    page.goto(f"{hub.url}/user/prof/lab")
    page.locator("#jupyterlab-splash").wait_for(state="detached", timeout=READY_MS)
    page.locator(".jp-LauncherCard:visible").first.wait_for(timeout=READY_MS)
    panel = open_panel(page)
    show_part(panel, "Activities")
    link = panel.get_by_role("link", name="Teach my classes")
    expect(link).to_be_visible()
    assert_accessible(page, ".jp-codemm-Section-classroom", "the way to the pages")
    with page.expect_popup() as opened:
        link.click()
    expect(opened.value).to_have_url(f"{hub.url}/services/{SERVICE}/teach")
    expect(opened.value.get_by_role("link", name="Led to")).to_be_visible()
    context.close()
