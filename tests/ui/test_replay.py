"""The tutor beside an answer, and the work on it looked back at, without any network."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from playwright.sync_api import Locator, Page, expect

from jupyter_codemm.contracts.journey_views import ReplayStep, TimelineRow
from jupyter_codemm.contracts.progress import Timeline
from tests.ui.accessibility import assert_accessible
from tests.ui.answer_cells import (
    VERDICT_MS,
    answer_cell,
    buttons,
    press,
    show_notebook,
    verdict,
    write_answer,
)
from tests.ui.browsers import missing_tool
from tests.ui.conftest import check_assets_are_fresh
from tests.ui.lab import running_lab
from tests.ui.lab_page import (
    READY_MS,
    enter_lab,
    execute,
    open_panel,
    show_part,
    take_screenshot,
    use_theme,
)
from tests.ui.outside import asked_by_processes, cut_off, watch_processes
from tests.ui.tasks import make_patient_task

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPLY_MS = 30_000
QUESTION = "What is a <img src=x onerror=alert(1)> loop?"
MANY = 10_000
LOOKS = ("Light", "Dark", "Dark High Contrast")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab of somebody of whom nothing is known."""
    if reason := missing_tool():
        pytest.skip(reason)
    check_assets_are_fresh()
    folder = tmp_path_factory.mktemp("replay")
    variables = watch_processes(folder / "watched")
    with running_lab(folder / "home", variables=variables) as running:
        yield running
        assert asked_by_processes(folder / "watched") == []


@pytest.fixture(scope="module")
def task(lab):
    return make_patient_task(lab, "python")


@pytest.fixture
def asked_outside(window, lab) -> list[str]:
    """What the page asks of any other host, from its first request on; it gets no answer."""
    return cut_off(window.context, lab)


def replay_in(page: Page) -> Locator:
    view = page.locator(".jp-codemm-Replay:visible")
    expect(view.get_by_role("listbox", name="Timeline")).to_be_visible(timeout=READY_MS)
    return view


def test_the_whole_story_with_the_network_off(window, lab, task, asked_outside, screenshots):
    page = window
    enter_lab(page, lab)
    use_theme(page, "JupyterLab Light")
    cell = answer_cell(show_notebook(page, task.path))
    work_with_the_tutor(page, cell, task)
    progress = show_part(open_panel(page), "Progress")
    totals = progress.locator(".jp-codemm-Totals")
    expect(totals).to_contain_text(re.compile(r"Solved\s*1"))
    expect(totals).to_contain_text(re.compile(r"Submissions\s*3"))
    press(cell, "History")
    way = cell.get_by_role("button", name="Replay my work on this problem")
    way.focus()
    page.keyboard.press("Enter")
    view = replay_in(page)
    expect(view.get_by_role("heading", name=f"Replay: {task.problem.title}")).to_be_visible()
    count = walk_by_keys(page, view)
    look_at_moments(view, count)
    assert_accessible(page, ".jp-codemm-Replay", "replay")
    take_looks(page, view, screenshots)
    with page.expect_response(lambda reply: "/api/workspaces/" in reply.url and reply.ok):
        page.wait_for_function("() => window.jupyterapp.restored.then(() => true)")
        execute(page, "application:toggle-left-area")
    page.goto(f"{lab.url}lab")
    expect(replay_in(page).get_by_role("heading", name="Replay: ")).to_be_visible()
    rows = lab.api("GET", f"journey?problem_id={task.problem.id}")["rows"]
    assert rows[count]["kind"] == "closed"  # told while the page was being left
    assert asked_outside == []


def work_with_the_tutor(page: Page, cell: Locator, task) -> None:
    """Ask, rate, fail twice, climb the ladder of hints, solve it."""
    press(cell, "Ask")
    question = cell.get_by_role("textbox", name="Question")
    question.fill(QUESTION)
    page.keyboard.press("Enter")
    asked = cell.get_by_role("group", name="Questions").get_by_role("listitem")
    expect(asked).to_contain_text(QUESTION, timeout=REPLY_MS)
    asked.get_by_role("combobox", name="Was it helpful?").select_option("4")
    expect(asked.get_by_role("option", name="not rated")).to_have_count(0, timeout=REPLY_MS)
    hints = cell.get_by_role("group", name="Hints").get_by_role("listitem")
    for number, code in enumerate((task.wrong, f"{task.wrong}\nspare = 1 + 2"), start=1):
        write_answer(cell, task.problem, code)
        press(cell, "Submit")
        expect(verdict(cell)).to_contain_text("Wrong answer", timeout=VERDICT_MS)
        expect(hints).to_have_count(number, timeout=REPLY_MS)
        expect(buttons(cell).get_by_role("button", name="Submit")).to_be_enabled()
    press(cell, "Hint")
    expect(hints.nth(1)).to_be_visible(timeout=REPLY_MS)
    write_answer(cell, task.problem, task.right)
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Accepted", timeout=VERDICT_MS)


def walk_by_keys(page: Page, view: Locator) -> int:
    """Go through all of it by keys alone, and return how many steps there are."""
    slider = view.get_by_role("slider", name="Step")
    count = int(slider.get_attribute("max") or 0)
    at = view.locator(".jp-codemm-Transport-slider label")
    expect(at).to_have_text(f"Step 1 of {count}")
    for name in ("First", "Previous", "Play", "Next"):
        page.keyboard.press("Tab")
        expect(view.get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Enter")
    expect(at).to_have_text(f"Step 2 of {count}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(at).to_have_text(f"Step {count} of {count}")
    expect(view.get_by_role("button", name="Last")).to_be_focused()
    expect(view.get_by_role("button", name="Last")).to_have_attribute("aria-disabled", "true")
    view.get_by_role("combobox", name="Speed").focus()
    page.keyboard.type("8")
    expect(view.get_by_role("combobox", name="Speed")).to_have_value("8")
    view.get_by_role("button", name="Play").focus()
    page.keyboard.press("Enter")
    expect(view.get_by_role("button", name="Pause")).to_be_focused()
    expect(view.get_by_role("button", name="Play")).to_be_focused(timeout=REPLY_MS)
    expect(at).to_have_text(f"Step {count} of {count}")
    timeline = view.get_by_role("listbox", name="Timeline")
    timeline.focus()
    for key, place in (("Home", 1), ("ArrowDown", 2), ("End", count), ("ArrowUp", count - 1)):
        page.keyboard.press(key)
        expect(at).to_have_text(f"Step {place} of {count}")
        expect(timeline.get_by_role("option", selected=True)).to_have_attribute(
            "aria-posinset", str(place)
        )
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(at).to_have_text(f"Step {count - 2} of {count}")
    return count


def look_at_moments(view: Locator, count: int) -> None:
    """What stood on the page at some of them."""
    row = view.get_by_role("listbox", name="Timeline").get_by_role("option")
    row.filter(has_text="Question").click()
    talk = view.get_by_role("region", name="Conversation")
    expect(talk).to_contain_text(QUESTION)  # as text, whatever it looks like
    expect(talk.locator("img")).to_have_count(0)
    expect(talk).not_to_contain_text("Rated")
    expect(view.get_by_text("Nothing was submitted yet.")).to_be_visible()
    row.filter(has_text="Submitted").first.click()
    expect(view.get_by_role("region", name="Last submission")).to_contain_text("Wrong answer")
    expect(view.locator(".jp-codemm-Replay-code ins")).not_to_have_count(0)
    expect(view.locator(".jp-codemm-Replay-code bdi span[class]")).not_to_have_count(0)
    expect(talk).to_contain_text("Rated 4 of 5")
    row.filter(has_text="Submitted").last.click()
    expect(view.get_by_role("region", name="Last submission")).to_contain_text("Accepted")
    talk.get_by_role("button", name="Go to question").click()
    expect(view.get_by_text("Nothing was submitted yet.")).to_be_visible()
    row.filter(has_text="Submitted").last.click()
    assert count >= 8


def take_looks(page: Page, view: Locator, folder) -> None:
    """Leave pictures of the replay: narrow and wide, light, dark, with high contrast."""
    execute(page, "application:toggle-left-area")
    for look in LOOKS:
        use_theme(page, f"JupyterLab {look}")
        for width, height in ((1280, 900), (380, 1500)):
            page.set_viewport_size({"width": width, "height": height})
            take_screenshot(page, folder, f"replay-{look.lower().replace(' ', '-')}-{width}")
            assert view.evaluate("node => node.scrollWidth <= node.clientWidth")
    page.set_viewport_size({"width": 1280, "height": 800})
    use_theme(page, "JupyterLab Light")


def test_a_problem_is_replayed_from_the_progress(page, lab, task):
    lab.api("POST", "notes", {"problem_id": task.problem.id, "what": "opened"})
    progress = show_part(open_panel(page), "Progress")
    progress.get_by_role("button", name=f"Replay the work on {task.problem.title}").click()
    expect(replay_in(page)).to_contain_text(task.problem.title)


def test_ten_thousand_events_are_walked_through(page, task):
    page.route("**/api/journey?*", answer_with_timeline)
    asked: list[str] = []
    page.on("request", lambda it: asked.append(it.url) if "/journey/steps/" in it.url else None)
    page.route("**/api/journey/steps/*", answer_with_step)
    execute(page, "jupyter-codemm:open-replay", {"problem": task.problem.id, "title": "Long"})
    view = replay_in(page)
    expect(view.get_by_text(f"Step 1 of {MANY}")).to_be_visible()
    timeline = view.get_by_role("listbox", name="Timeline")
    timeline.focus()
    page.keyboard.press("End")
    expect(view.get_by_text(f"Step {MANY} of {MANY}")).to_be_visible()
    expect(timeline.get_by_role("option", selected=True)).to_be_in_viewport()
    assert timeline.get_by_role("option").count() < 60
    assert len(asked) <= 3  # those that were shown, and the ones before them


def answer_with_timeline(route) -> None:
    is_short = "part=beginning" in route.request.url
    route.fulfill(json=long_timeline(300 if is_short else MANY))


def answer_with_step(route) -> None:
    step = int(urlsplit(route.request.url).path.split("/")[-1])
    route.fulfill(json=ReplayStep(step=step, steps=MANY, code=f"step = {step}\n").to_json())


def long_timeline(told: int) -> dict:
    began = datetime(2026, 3, 2, 9, tzinfo=UTC)
    rows = tuple(
        TimelineRow(
            step=number,
            record_ids=(number,),
            at=began + timedelta(seconds=number),
            kind="saved",
            type="code_saved",
            sentence="Saved.",
        )
        for number in range(1, told + 1)
    )
    return Timeline(steps=MANY, rows=rows, complete=told == MANY).to_json()
