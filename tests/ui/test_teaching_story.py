"""What somebody who teaches does on the pages of the class service, in a real browser."""

from __future__ import annotations

import csv
import io

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from playwright.sync_api import Page, expect

from tests.hub.hubs import SERVICE, Hub
from tests.hub.people import *  # noqa: F403 - a Hub and who is on it
from tests.hub.teaching import generated
from tests.ui.teach_fixtures import *  # noqa: F403 - a browser
from tests.ui.teach_page import (
    assert_page_accessible,
    enter_pages,
    open_tab,
    shoot,
    submit,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLASS, GIVEN = "Taught in a browser", "Loops at first"


@pytest.fixture(scope="module")
def activity(hub, own) -> str:
    """An activity that prof made by chat."""
    return generated(hub, "prof", own)


@pytest.mark.usefixtures("north")
def test_a_class_is_founded_given_work_and_graded(hub, page, alice, activity, tmp_path):
    enter_pages(page, hub, "prof")
    # The root of the service leads to the pages.
    expect(page).to_have_url(f"{hub.url}/services/{SERVICE}/teach")
    code = founded_and_opened(page)
    give_and_publish(page, activity)
    joined = hub.own("alice", "POST", "classes/join", alice, {"code": code})
    assert joined.status == 200, joined
    submit(hub, alice, joined.body["id"])
    open_tab(page, "Gradebook")
    cell = page.get_by_role("link", name=f"alice, {GIVEN}")
    expect(cell).to_have_text("0")
    assert_page_accessible(page, "the gradebook")
    shoot(page, "teach-4-gradebook")
    cell.click()
    decide(page)
    page.go_back()
    expect(page.get_by_role("link", name=f"alice, {GIVEN}")).to_contain_text("17.5")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Export for Canvas").click()
    saved = tmp_path / "grades.csv"
    begun.value.save_as(saved)
    (line,) = [row for row in csv.reader(io.StringIO(saved.read_text())) if "alice" in row]
    assert line[-1] == "17.5"
    told = hub.own("alice", "GET", "challenges", alice).body["challenges"]
    (grade,) = [one["grade"] for one in told if one["challenge"]["title"] == GIVEN]
    assert (grade["percent"], grade["comment"]) == (87.5, "Name the loop.")
    look_at_alice(hub, page, alice)


def founded_and_opened(page: Page) -> str:
    """Found a class, let people in, and return the code."""
    page.get_by_label("Name", exact=True).fill(CLASS)
    page.keyboard.press("Enter")
    mine = page.get_by_role("list", name="My classes").get_by_role("link", name=CLASS)
    expect(mine).to_be_visible()
    assert_page_accessible(page, "the classes")
    shoot(page, "teach-1-classes")
    mine.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CLASS)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    open_tab(page, "Settings")
    page.get_by_role("button", name="Open the class").click()
    code = page.locator("code").inner_text()
    page.get_by_role("button", name="Copy the code").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == code
    page.get_by_label("Group of the Hub").fill("loops-b")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_label("Group of the Hub").fill("")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert_page_accessible(page, "the settings of a class")
    shoot(page, "teach-2-settings")
    return code


def give_and_publish(page: Page, activity: str) -> None:
    """Give an activity with a title and points, change a term, publish it."""
    open_tab(page, "Challenges")
    page.get_by_label("Activity", exact=True).select_option(activity)
    page.get_by_label("Title", exact=True).fill(GIVEN)
    page.get_by_label("Points", exact=True).fill("20")
    page.get_by_role("button", name="Give as a draft").click()
    item = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=GIVEN))
    expect(item).to_contain_text("Draft")
    assert_page_accessible(page, "the challenges of a class")
    item.get_by_role("link", name=GIVEN).click()
    page.get_by_label("After the due date").select_option("deduct")
    page.get_by_label("Due", exact=True).fill("2099-05-06T07:08")
    page.get_by_label("Attempts for each problem").fill("7")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    # A page that is loaded again is the same page.
    page.reload()
    expect(page.get_by_label("Attempts for each problem")).to_have_value("7")
    assert_page_accessible(page, "the terms of a challenge")
    shoot(page, "teach-3-terms")
    page.go_back()
    delete_and_find_again(page)
    page.get_by_role("button", name=f"Publish {GIVEN}").click()
    expect(page.get_by_role("button", name=f"Take {GIVEN} back")).to_be_visible()


def delete_and_find_again(page: Page) -> None:
    """Delete what was given, come back later, and restore it with the keyboard."""
    page.get_by_role("button", name=f"Delete {GIVEN}").press("Enter")
    restore = page.get_by_role("button", name=f"Restore {GIVEN}")
    expect(restore).to_be_focused()
    page.reload()
    expect(page.get_by_text("The class was given nothing yet.")).to_be_visible()
    page.get_by_role("button", name="Deleted challenges: 1").press("Enter")
    deleted = page.get_by_role("list", name="Deleted challenges")
    expect(deleted).to_contain_text("Deleted by prof")
    assert_page_accessible(page, "deleted challenges")
    shoot(page, "teach-16-deleted")
    restore.press("Enter")
    expect(page.get_by_role("status").filter(has_text=f"Restored: {GIVEN}")).to_be_focused()


def decide(page: Page) -> None:
    """Override a grade, and see how it came to be."""
    page.get_by_label("Points of 20").fill("17.5")
    page.get_by_label("Comment, which they see").fill("Name the loop.")
    page.get_by_role("button", name="Decide", exact=True).click()
    history = page.get_by_role("region", name="How the grade came to be")
    expect(history.get_by_role("listitem").first).to_contain_text("Decided by prof: 17.5")
    expect(page.get_by_text("The tests say 0 of 20 points")).to_be_visible()
    assert_page_accessible(page, "a grade")
    shoot(page, "teach-5-grade")


def look_at_alice(hub: Hub, page: Page, alice: str) -> None:
    """Read her record, one submission and the replay; she sees that it was read."""
    page.get_by_role("link", name="alice", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("alice")
    expect(page.get_by_text("alice can see it")).to_be_visible()
    expect(page.get_by_role("list", name="Submissions").get_by_role("listitem")).to_have_count(1)
    assert_page_accessible(page, "a learner")
    shoot(page, "teach-6-learner")
    page.get_by_role("list", name="Submissions").get_by_role("link").first.click()
    verdict = page.get_by_role("group", name="Verdict on all tests")
    expect(verdict).to_contain_text("Stopped with an error")
    expect(page.get_by_text("return None")).to_be_visible()
    assert_page_accessible(page, "a submission")
    shoot(page, "teach-7-submission")
    page.get_by_role("link", name="Replay the work on this problem").click()
    rows = page.get_by_role("listbox").get_by_role("option")
    expect(rows.first).to_be_visible()
    expect(page.get_by_text("Submitted").first).to_be_visible()
    assert_page_accessible(page, "a replay")
    shoot(page, "teach-8-replay")
    read = hub.own("alice", "GET", "me/accesses", alice).body["accesses"]
    assert {"record", "submission", "replay", "grade"} <= {one["what"] for one in read}
    assert {one["actor"] for one in read} == {"prof"}


def test_a_student_is_told_where_her_own_work_is(hub, page):
    hub.add("bob")
    enter_pages(page, hub, "bob", "teach/classes/some-class/gradebook")
    expect(page.get_by_role("heading")).to_have_text("These pages are for those who teach")
    expect(page.get_by_text("From my classes")).to_be_visible()
    expect(page.get_by_role("link")).to_have_attribute("href", "/hub/user-redirect/lab")
    assert_page_accessible(page, "what a student gets")


def test_what_two_people_change_is_lost_by_neither(hub, page, prof, north, activity):
    made = hub.service("POST", "classes", prof, {"organization_id": north, "name": "Edited"}).body
    path = f"classes/{made['id']}/challenges"
    given = hub.service("POST", path, prof, {"activity_id": activity, "title": "Sums"}).body
    enter_pages(page, hub, "prof", f"teach/{path}/{given['id']}")
    page.get_by_label("Title").fill("My sums")
    theirs = {"version": given["version"], "terms": {"points": 7.0}}
    assert hub.service("PATCH", f"challenges/{given['id']}", prof, theirs).status == 200
    page.get_by_role("button", name="Save", exact=True).click()
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Somebody else changed this challenge while you typed")
    expect(said).to_contain_text("Points is now: 7")
    expect(page.get_by_label("Title")).to_have_value("My sums")
    expect(page.get_by_label("Points")).to_have_value("7")
    assert_page_accessible(page, "a conflict of two editors")
    shoot(page, "teach-9-conflict")
    said.get_by_role("button", name="Save what I typed").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    now = hub.service("GET", f"challenges/{given['id']}", prof).body["challenge"]
    assert (now["title"], now["terms"]["points"]) == ("My sums", 7.0)


def test_who_is_taken_out_in_the_middle_is_told(hub, page, prof, north):
    asked = {"organization_id": north, "name": "Short stay"}
    made = hub.service("POST", "classes", prof, asked).body
    members = f"classes/{made['id']}/members"
    hub.add("tess")
    joined = hub.ask("POST", "/hub/api/groups/instructors/users", body={"users": ["tess"]})
    assert joined.status == 200, joined
    hub.service("PUT", members, prof, {"user": "tess", "role": "instructor"})
    enter_pages(page, hub, "tess", f"teach/classes/{made['id']}/people")
    expect(page.get_by_role("list", name="People of the class")).to_contain_text("tess")
    assert hub.service("DELETE", f"{members}?user=tess", prof).status == 204
    page.get_by_role("tab", name="Gradebook").click()
    expect(page.get_by_role("alert")).to_have_text(
        "You have no role in this class any more, or there is no such class."
    )
