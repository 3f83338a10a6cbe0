"""A term in small: two classes of two organisations, from the chat to the files of grades."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from playwright.sync_api import Browser, Locator, Page, expect

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.problem import Problem
from tests.hub.hubs import OWN_SERVER, SERVICE, Hub
from tests.hub.people import *  # noqa: F403 - a Hub and who is on it
from tests.hub.teaching import founded
from tests.ui.answer_cells import VERDICT_MS, answer_cell, press, verdict, write_answer
from tests.ui.authoring import PROOF_MS, REPLY_MS, get_ready
from tests.ui.front_ends import notebook_in
from tests.ui.hub_page import given, join, sign_in
from tests.ui.lab_page import open_panel, show_part
from tests.ui.tasks import drafted_again, seed_of, wrong_answer
from tests.ui.teach_fixtures import *  # noqa: F403 - a browser
from tests.ui.teach_page import open_tab, shoot

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ASKED = "1 easy Python problem on loops that returns its result"
TITLE = "Loops for everybody"
FOLLOWED_MS = 30_000


@dataclass(frozen=True)
class Lesson:
    """What prof authored by chat, and two answers to it."""

    activity: str
    problem: Problem
    wrong: str
    right: str


@pytest.fixture
def window(browser: Browser) -> Callable[[], Page]:
    """Make windows of people who share nothing."""
    with ExitStack() as opened:

        def make() -> Page:
            context = browser.new_context(
                viewport={"width": 1280, "height": 900}, locale="en-US", accept_downloads=True
            )
            opened.callback(context.close)
            return context.new_page()

        yield make


@pytest.fixture
def south(hub) -> str:
    """Another organisation."""
    return founded(hub, "South")


@pytest.mark.usefixtures("north", "south")
def test_from_the_chat_to_the_files_of_grades(hub, window, own, tmp_path):
    for user in ("mia", "leo"):
        hub.spawn(user)
    teacher, mia, leo = window(), window(), window()
    sign_in(teacher, hub, "prof")
    lesson = authored(hub, teacher, own)
    codes = {name: taught(hub, teacher, lesson, name, of) for name, of in CLASSES.items()}
    for page, user, name in ((mia, "mia", "Loops in North"), (leo, "leo", "Loops in South")):
        sign_in(page, hub, user)
        join(page, codes[name], name)
        expect(given(page, TITLE)).to_have_count(1)
        expect(given(page, TITLE)).to_contain_text(name)
        given(page, TITLE).get_by_role("button", name="Open notebook").click()
    solved_after_help(mia, lesson)
    cell = answered(leo, lesson, lesson.wrong)
    expect(verdict(cell)).to_contain_text("Wrong answer", timeout=VERDICT_MS)
    watched(hub, teacher)
    replayed(teacher)
    overridden(hub, teacher)
    expect(refreshed(mia)).to_contain_text("Grade: 9 of 10 points")
    expect(given(mia, TITLE)).to_contain_text("Your teacher says: Well named.")
    judged_again(hub, teacher, own, lesson)
    exported(hub, teacher, tmp_path)
    apart(hub)


CLASSES = {"Loops in North": "North", "Loops in South": "South"}


def authored(hub: Hub, page: Page, own: str) -> Lesson:
    """Make an activity by chat in one's own JupyterLab, and see it there."""
    panel = open_panel(page)
    author = show_part(panel, "Author")
    get_ready(author, ASKED).click()
    expect(author.get_by_role("button", name="Open notebook").first).to_be_visible(timeout=PROOF_MS)
    sessions = hub.own("prof", "GET", "sessions", own).body["sessions"]
    session_id = next(one["id"] for one in sessions if one["preview"] == ASKED)
    session = hub.own("prof", "GET", f"sessions/{session_id}", own).body
    activity = Activity.parse(
        hub.own("prof", "GET", f"activities/{session['activity_id']}", own).body
    )
    (problem,) = activity.problems
    seed = seed_of(Path(hub.database), session_id)
    right = drafted_again(session, problem, seed).reference.text
    return Lesson(activity.id, problem, wrong_answer(problem, right), right)


def at_teaching(hub: Hub, page: Page, name: str) -> None:
    """Go to the pages of those who teach, to a class."""
    page.goto(f"{hub.url}/services/{SERVICE}/teach")
    page.get_by_role("list", name="My classes").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def taught(hub: Hub, page: Page, lesson: Lesson, name: str, organization: str) -> str:
    """Found a class, give it the lesson, publish it; return the code to join by."""
    page.goto(f"{hub.url}/services/{SERVICE}/teach")
    page.get_by_label("Organisation").select_option(label=organization)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Found", exact=True).click()
    page.get_by_role("list", name="My classes").get_by_role("link", name=name).click()
    open_tab(page, "Settings")
    page.get_by_role("button", name="Open the class").click()
    code = page.locator("code").inner_text()
    open_tab(page, "Challenges")
    page.get_by_label("Activity", exact=True).select_option(lesson.activity)
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("Points", exact=True).fill("10")
    page.get_by_role("button", name="Give as a draft").click()
    page.get_by_role("button", name=f"Publish {TITLE}").click()
    expect(page.get_by_role("button", name=f"Take {TITLE} back")).to_be_visible()
    return code


def answered(page: Page, lesson: Lesson, code: str) -> Locator:
    """Submit an answer in the notebook that is open; return its cell."""
    cell = answer_cell(notebook_in(page))
    write_answer(cell, lesson.problem, code)
    press(cell, "Submit")
    return cell


def solved_after_help(page: Page, lesson: Lesson) -> None:
    """Be wrong, ask, get a hint, be right."""
    cell = answered(page, lesson, lesson.wrong)
    expect(verdict(cell)).to_contain_text("Wrong answer", timeout=VERDICT_MS)
    press(cell, "Ask")
    question = cell.get_by_role("textbox", name="Question")
    question.fill("why is my answer wrong?")
    question.press("Enter")
    questions = cell.get_by_role("group", name="Questions").get_by_role("listitem")
    expect(questions).to_contain_text("help with a mistake", timeout=REPLY_MS)
    press(cell, "Hint")
    expect(cell.get_by_role("group", name="Hints").get_by_role("listitem")).to_have_count(1)
    answered(page, lesson, lesson.right)
    expect(verdict(cell)).to_contain_text("Accepted", timeout=VERDICT_MS)


def watched(hub: Hub, page: Page) -> None:
    """See each class at work, and nobody of the other one."""
    for name, there, solved in (
        ("Loops in North", "mia", "1 of 1 solved"),
        ("Loops in South", "leo", "0 of 1 solved"),
    ):
        at_teaching(hub, page, name)
        open_tab(page, "Live")
        lines = page.get_by_role("list", name="Learners, who struggle first")
        line = lines.locator(":scope > li")
        expect(line).to_have_count(1)
        expect(line).to_contain_text(there)
        expect(line).to_contain_text(solved, timeout=FOLLOWED_MS)
        shoot(page, f"school-1-live-{there}")


def replayed(page: Page) -> None:
    """Replay what leo did, who is in view."""
    page.get_by_role("link", name="leo", exact=True).first.click()
    page.get_by_role("list", name="Submissions").get_by_role("link").first.click()
    page.get_by_role("link", name="Replay the work on this problem").click()
    expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    expect(page.get_by_text("Submitted").first).to_be_visible()
    shoot(page, "school-2-replay")


def overridden(hub: Hub, page: Page) -> None:
    """Decide mia's grade."""
    at_teaching(hub, page, "Loops in North")
    open_tab(page, "Gradebook")
    cell = page.get_by_role("link", name=f"mia, {TITLE}")
    expect(cell).to_have_text("10")
    cell.click()
    page.get_by_label("Points of 10").fill("9")
    page.get_by_label("Comment, which they see").fill("Well named.")
    page.get_by_role("button", name="Decide", exact=True).click()
    history = page.get_by_role("region", name="How the grade came to be")
    expect(history.get_by_role("listitem").first).to_contain_text("Decided by prof: 9")


def refreshed(page: Page) -> Locator:
    """Look again at what one's classes were given."""
    page.get_by_role("button", name="Refresh what my classes were given").click()
    return given(page, TITLE)


def points(page: Page, hub: Hub, user: str, name: str) -> float:
    """Return what the gradebook of a class says of somebody."""
    at_teaching(hub, page, name)
    open_tab(page, "Gradebook")
    cell = page.get_by_role("link", name=f"{user}, {TITLE}")
    expect(cell).to_be_visible()
    return float(cell.inner_text().split()[0])


def judged_again(hub: Hub, page: Page, own: str, lesson: Lesson) -> None:
    """Make the first example worth more, give that version, and judge again: leo's grade rises."""
    before = points(page, hub, "leo", "Loops in South")
    first, *others = lesson.problem.tests
    tests = [first.updated(points=first.points * 8).to_json(), *(one.to_json() for one in others)]
    where = f"activities/{lesson.activity}"
    asked = {"changes": {"tests": tests}, "reference": {"code": lesson.right}}
    edit = hub.own("prof", "POST", f"{where}/problems/{lesson.problem.id}/edit?wait=60", own, asked)
    assert edit.body["status"] == "proposed", edit
    taken = hub.own("prof", "POST", f"{where}/edits/{edit.body['id']}/accept", own, {})
    assert taken.status == 200, taken
    at_teaching(hub, page, "Loops in South")
    open_tab(page, "Challenges")
    page.get_by_role("button", name=f"Give the newest version of {TITLE}").click()
    page.get_by_role("link", name=TITLE, exact=True).click()
    expect(page.get_by_text("Version 2 of the activity")).to_be_visible()
    open_tab(page, "Judge again")
    page.get_by_role("button", name="Judge again").click()
    expect(page.get_by_text("Done", exact=True)).to_be_visible(timeout=FOLLOWED_MS)
    grades = page.get_by_role("list", name="Grades").get_by_role("listitem")
    expect(grades).to_contain_text("leo")
    expect(grades).to_contain_text("1 judged again")
    shoot(page, "school-3-judged-again")
    assert points(page, hub, "leo", "Loops in South") > before
    assert points(page, hub, "mia", "Loops in North") == 9.0


def exported(hub: Hub, page: Page, folder: Path) -> None:
    """Save the grades for Moodle."""
    at_teaching(hub, page, "Loops in North")
    open_tab(page, "Gradebook")
    shoot(page, "school-4-gradebook")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Export for Moodle").click()
    saved = folder / "grades.csv"
    begun.value.save_as(saved)
    text = saved.read_text(encoding="utf-8")
    (line,) = [row for row in csv.reader(io.StringIO(text)) if "mia" in row]
    assert line[-2:] == ["9.0", "Well named."]
    assert "leo" not in text


def apart(hub: Hub) -> None:
    """Nobody is given anything of the other class, or may look at it; all is seen as it is."""
    mine = {user: hub.token(user, OWN_SERVER.format(user)) for user in ("mia", "leo")}
    told = {
        user: hub.own(user, "GET", "challenges", token).body["challenges"]
        for user, token in mine.items()
    }
    ids = {user: one["challenge"]["id"] for user, (one,) in told.items()}
    assert ids["mia"] != ids["leo"]
    for user, other in (("mia", "leo"), ("leo", "mia")):
        path = f"challenges/{ids[other]}"
        assert hub.own(user, "GET", path, mine[user]).status == 404
        assert hub.own(user, "GET", f"{path}/statistics", mine[user]).status in {403, 404}
    hidden = json.dumps(told)
    assert "reference" not in hidden
    read = hub.own("leo", "GET", "me/accesses", mine["leo"]).body["accesses"]
    assert {"submission", "replay"} <= {one["what"] for one in read}
