"""A learner's own progress and record, seen in the panel and from an answer cell."""

from __future__ import annotations

import json
import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from playwright.sync_api import Locator, Page, expect

from tests.ui.accessibility import assert_accessible
from tests.ui.answer_cells import (
    VERDICT_MS,
    answer_cell,
    press,
    show_notebook,
    verdict,
    write_answer,
)
from tests.ui.browsers import missing_tool
from tests.ui.conftest import check_assets_are_fresh
from tests.ui.front_ends import save
from tests.ui.lab import running_lab
from tests.ui.lab_page import (
    execute,
    open_panel,
    show_part,
    take_screenshot,
    use_theme,
    widen_sidebar,
)
from tests.ui.tasks import make_patient_task

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPLY_MS = 30_000
NOTES = "**/jupyter-codemm/api/notes*"
ASKED = re.compile(r"/jupyter-codemm/api/(profile|me/recording)\?")
OFFER = {
    "trigger": "same_error",
    "topic": "arithmetic",
    "severity": "medium",
    "problem_id": None,
    "evidence": [1],
    "record_id": 1,
    "opened_at": "2026-01-02T03:04:05Z",
    "offered": True,
    "message": "The same error came back. Shall we look at what it means?",
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab of somebody of whom nothing is known."""
    if reason := missing_tool():
        pytest.skip(reason)
    check_assets_are_fresh()
    with running_lab(tmp_path_factory.mktemp("progress") / "home") as running:
        yield running


@pytest.fixture(scope="module")
def task(lab):
    return make_patient_task(lab, "python")


def count_of(part: Locator, name: str) -> Locator:
    """Return what the counts over everything say of a name."""
    row = part.locator(".jp-codemm-Totals > div").filter(has_text=name)
    return row.locator("dd")


def test_from_nothing_to_a_solved_problem(page, task, screenshots):
    noted = notes_of(page)
    panel = open_panel(page)
    widen_sidebar(page, 413)
    progress = show_part(panel, "Progress")
    expect(progress.get_by_text("Nothing here yet. Open the notebook")).to_be_visible()
    expect(progress.get_by_role("switch", name="Record my work")).to_be_checked()
    assert_accessible(page, ".jp-codemm-Panel", "no progress yet")
    take_screenshot(page, screenshots, "progress-empty")

    with page.expect_request(NOTES):  # that it was opened, with the code that it has now
        cell = answer_cell(show_notebook(page, task.path))
    expect(cell.get_by_role("button", name=re.compile("^Recording"))).to_be_visible()
    write_answer(cell, task.problem, task.wrong)
    save(page)
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Wrong answer", timeout=VERDICT_MS)
    expect(count_of(progress, "Submissions")).to_have_text("1")  # nobody asked for it anew
    expect(count_of(progress, "Solved")).to_have_text("0")
    write_answer(cell, task.problem, task.right)
    with page.expect_request(NOTES):
        execute(page, "docmanager:save")
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Accepted", timeout=VERDICT_MS)
    expect(count_of(progress, "Submissions")).to_have_text("2")
    expect(count_of(progress, "Solved")).to_have_text("1")
    topic = progress.get_by_role("list", name="Topics").get_by_role("listitem").first
    expect(topic).to_contain_text(re.compile(r"lists \(Python\).*\d%", re.DOTALL))
    expect(progress.get_by_role("heading", name="1 day in a row")).to_be_visible()
    expect(progress.get_by_role("heading", name=re.compile("^Next: "))).to_be_visible()
    topic.get_by_role("button", name="Why?").click()
    expect(topic.get_by_role("list", name="What changed it")).to_contain_text("You solved")
    press(cell, "Reset")
    expect(cell.get_by_role("button", name="Undo")).to_be_visible()
    execute(page, "docmanager:save")
    assert_accessible(page, ".jp-codemm-Panel", "progress")
    assert_accessible(page, ".jp-codemm-AnswerPanel", "the mark of the record")
    take_looks(page, screenshots)
    with page.expect_request(NOTES):
        execute(page, "application:close")
    assert noted == ["opened", "saved", "saved", "reset", "closed"]


def notes_of(page: Page) -> list[str]:
    """Return a list that grows with what the page tells of the work."""
    noted: list[str] = []
    page.on(
        "request",
        lambda request: (
            noted.append(request.post_data_json["what"]) if "/api/notes" in request.url else None
        ),
    )
    return noted


def take_looks(page: Page, folder) -> None:
    """Leave pictures of the progress: narrow and wide, light, dark, with high contrast."""
    page.set_viewport_size({"width": 1280, "height": 1400})
    for look in ("Light", "Dark", "Dark High Contrast"):
        use_theme(page, f"JupyterLab {look}")
        for width in (273, 413, 1150):  # the panel is 33 pixels less
            widen_sidebar(page, width)
            take_screenshot(page, folder, f"progress-{look.lower().replace(' ', '-')}-{width - 33}")
            panel = page.locator(".jp-codemm-Panel")
            assert panel.evaluate("node => node.scrollWidth <= node.clientWidth")
    page.set_viewport_size({"width": 1280, "height": 800})
    use_theme(page, "JupyterLab Light")


def test_what_is_proposed_is_one_press_away(page, lab, task, screenshots):
    lab.api("POST", "notes", {"problem_id": task.problem.id, "what": "opened"})
    profile = lab.api("GET", "profile")
    answers = []
    with_offer = profile | {"alerts": [OFFER]}
    page.route("**/api/profile?*", lambda route: route.fulfill(json=with_offer))

    def close(route):
        answers.append(route.request.post_data_json["dismissed"])
        route.fulfill(json=profile)

    page.route("**/api/profile/alerts*", close)
    panel = open_panel(page)
    progress = show_part(panel, "Progress")
    offer = progress.get_by_role("list", name="Offers of help").get_by_role("listitem")
    expect(offer).to_contain_text("The same error came back")
    assert_accessible(page, ".jp-codemm-Panel", "an offer of help")
    take_screenshot(page, screenshots, "progress-offer")
    offer.get_by_role("button", name="Not now").click()
    expect(offer).to_have_count(0)
    start = progress.get_by_role("button", name="Make me this problem")
    expect(start).to_be_focused()
    page.keyboard.press("Enter")
    talk = panel.get_by_role("log", name="Conversation")
    expect(talk).to_contain_text(re.compile("one (easy|medium|hard) python problem on "))
    expect(panel.get_by_role("tab", name="Author")).to_be_focused()
    guided = profile["next_activity"]["learning_mode"] == "guided"
    mode = panel.get_by_role("radio", name="Guided" if guided else "Practice")
    expect(mode).to_be_checked()

    show_part(panel, "Progress")
    offer.get_by_role("button", name="Show me an easier one").click()
    expect(talk).to_contain_text("one easy python problem on arithmetic", timeout=REPLY_MS)
    assert answers == [True, False]


def test_the_record_is_paused_and_goes_on_by_keys(page, task):
    noted = notes_of(page)
    cell = answer_cell(show_notebook(page, task.path))
    mark = cell.get_by_role("button", name=re.compile("^Recording"))
    mark.focus()
    page.keyboard.press("Enter")
    panel = page.locator(".jp-codemm-Panel")
    expect(panel.get_by_role("heading", name="Your record")).to_be_focused(timeout=REPLY_MS)
    page.keyboard.press("Tab")
    switch = panel.get_by_role("switch", name="Record my work")
    expect(switch).to_be_focused()
    page.keyboard.press("Space")
    expect(switch).not_to_be_checked()
    expect(switch).to_be_focused()
    expect(cell.get_by_role("button", name=re.compile("^Not recorded"))).to_be_visible()
    before = list(noted)
    write_answer(cell, task.problem, "pass")
    save(page)
    research = panel.get_by_role("switch", name="Let research use my record")
    expect(research).not_to_be_checked()
    switch.focus()
    page.keyboard.press("Space")
    expect(cell.get_by_role("button", name=re.compile("^Recording"))).to_be_visible()
    assert noted == before
    write_answer(cell, task.problem, "return")
    with page.expect_request(NOTES) as sent:  # as autosave does it
        page.evaluate("() => window.jupyterapp.shell.currentWidget.context.save()")
    assert sent.value.post_data_json["what"] == "autosaved"


def test_a_copy_of_all_data_is_saved_as_a_file(page, lab):
    progress = show_part(open_panel(page), "Progress")
    copies = progress.get_by_role("group", name="Save a copy of your data")
    expect(copies.get_by_role("button")).to_have_count(3)
    with page.expect_download() as saved:
        copies.get_by_role("button", name="Everything (JSON)").press("Enter")
    assert saved.value.suggested_filename == "my-data.json"
    whole = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert whole["settings"] == lab.api("GET", "me/recording")


def test_erasing_needs_a_word_and_failures_are_overcome(page, lab, screenshots):
    panel = open_panel(page)
    progress = show_part(panel, "Progress")
    erase = progress.get_by_role("button", name="Erase everything about me")
    erase.click()
    dialog = page.get_by_role("dialog")
    sure = dialog.get_by_role("button", name="Erase everything")
    expect(sure).to_be_disabled()
    word = dialog.get_by_role("textbox", name="Type “erase” to go on")
    expect(word).to_be_focused()
    page.keyboard.type("yes")
    expect(sure).to_be_disabled()
    take_screenshot(page, screenshots, "progress-erase")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(erase).to_be_focused()
    assert lab.api("GET", "activities")["activities"]
    page.keyboard.press("Enter")
    word.fill("erase")
    page.keyboard.press("Enter")
    expect(progress.get_by_text("Everything about you was erased.")).to_be_visible()
    expect(progress.get_by_text("Nothing here yet. Open the notebook")).to_be_visible()
    assert lab.api("GET", "activities")["activities"] == []
    assert lab.api("GET", "profile")["totals"]["attempts"] == 0

    broken = {"error": {"code": "store", "message": "the database is newer than this version"}}
    page.route(ASKED, lambda route: route.fulfill(status=503, json=broken))
    progress.get_by_role("button", name="Refresh the progress").click()
    expect(progress.get_by_role("alert")).to_have_count(2)  # of the progress, and of the record
    page.unroute(ASKED)
    progress.get_by_role("button", name="Try again").first.click()
    expect(progress.get_by_role("alert")).to_have_count(0)
