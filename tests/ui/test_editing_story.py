"""Editing an activity in the panel: change, difference, accept; order; versions; publishing."""

from __future__ import annotations

import json
import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Locator, Page, Route, expect

from tests.ui.activity_editor import REPLY_MS, heading, open_editor, problems, titles
from tests.ui.lab_page import (
    enter_lab,
    execute,
    take_screenshot,
    use_theme,
    widen_sidebar,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROOF_MS = 240_000
EVIL = (
    '<img src=x onerror="window.hit=1"> <script>window.hit=2</script> '
    "[x](javascript:window.hit=3) **bold**"
)


@pytest.fixture(scope="module")
def made(lab):
    """Two problems by the built-in author."""
    return lab.generate("two easy python problems on loops", "return", seed=11)


@pytest.fixture
def editor(page, made) -> Locator:
    """The editing view of the activity, opened as a person does."""
    widen_sidebar(page, 413)
    return open_editor(page, made)


def pictures(page: Page, folder, name: str) -> None:
    """Take a picture in each theme, at the width of a sidebar and as wide as it can be."""
    for theme in ("Light", "Dark", "Dark High Contrast"):
        use_theme(page, f"JupyterLab {theme}")
        look = theme.lower().replace(" ", "-")
        for width, kind in ((380 + 33, ""), (1150, "-wide")):
            widen_sidebar(page, width)
            page.evaluate("() => getSelection().removeAllRanges()")  # what the drag selected
            take_screenshot(page, folder, f"{name}-{look}{kind}")
        panel = page.locator(".jp-codemm-Panel")
        assert panel.evaluate("node => node.scrollWidth <= node.clientWidth")
    use_theme(page, "JupyterLab Light")
    widen_sidebar(page, 413)


def test_a_change_by_hand_is_proven_shown_and_accepted(page, lab, editor, made, screenshots):
    before = titles(editor)
    pictures(page, screenshots, "editing-problems")
    editor.get_by_role("button", name=f"Edit: {before[0]}").press("Enter")
    form = editor.get_by_role("form", name="Change it by hand")
    expect(heading(editor, "Edit: ")).to_be_focused()
    title = form.get_by_role("textbox", name="Title")
    title.fill("Quite another name")
    statement = form.get_by_role("textbox", name="Statement")
    statement.fill(f"{statement.input_value()} It is worth the effort.")
    pictures(page, screenshots, "editing-form")

    enter_lab(page, lab)
    editor = open_editor(page, made)
    expect(problems(editor).first).to_contain_text("has changes not yet asked for")
    editor.get_by_role("button", name=f"Edit: {before[0]}").press("Enter")
    expect(editor.get_by_role("textbox", name="Title")).to_have_value("Quite another name")
    editor.get_by_role("textbox", name="Title").press("Enter")
    expect(heading(editor, "Proposed change")).to_be_visible(timeout=REPLY_MS)
    accept = editor.get_by_role("button", name="Accept")
    expect(accept).to_be_visible(timeout=PROOF_MS)
    diff = editor.get_by_role("region", name="Differences")
    expect(diff.locator("ins").first).to_contain_text("Quite another name")
    expect(diff.locator("ins").last).to_contain_text("It is worth the effort.")
    editor.get_by_text("What was proven").click()
    pictures(page, screenshots, "editing-diff")

    enter_lab(page, lab)
    editor = open_editor(page, made)
    assert titles(editor) == before
    expect(editor.get_by_text("A proven change waits for your decision.")).to_be_visible()
    editor.get_by_role("button", name="Look at it").press("Enter")
    editor.get_by_role("button", name="Accept").press("Enter")
    expect(problems(editor).first).to_contain_text("Quite another name", timeout=REPLY_MS)
    focused = editor.get_by_role("button", name="Edit: Quite another name")
    expect(focused).to_be_focused()


def test_the_order_is_changed_by_keys_and_a_removal_undone(page, editor, screenshots):
    first, second = titles(editor)
    down = editor.get_by_role("button", name=f"Move down: {first}")
    down.press("Enter")
    expect(problems(editor).last).to_contain_text(first, timeout=REPLY_MS)
    expect(down).to_be_focused()
    assert titles(editor) == [second, first]
    page.keyboard.press("Alt+ArrowUp")
    expect(problems(editor).first).to_contain_text(first, timeout=REPLY_MS)
    expect(down).to_be_focused()

    editor.get_by_role("button", name=f"Remove: {first}").press("Enter")
    undo = editor.get_by_role("button", name=f"Undo the removal of {first}")
    expect(undo).to_be_focused(timeout=REPLY_MS)
    expect(problems(editor)).to_have_count(1)
    expect(editor.get_by_role("button", name=f"Remove: {second}")).to_have_count(0)
    pictures(page, screenshots, "editing-removed")
    undo.press("Enter")
    expect(problems(editor)).to_have_count(2, timeout=REPLY_MS)
    assert titles(editor) == [first, second]


def test_a_refusal_says_why_and_keeps_what_was_typed(page, editor, screenshots):
    title = titles(editor)[0]
    editor.get_by_role("button", name=f"Edit: {title}").press("Enter")
    form = editor.get_by_role("form", name="Change it by hand")
    ask = form.get_by_role("button", name="Prove and show the difference")
    ask.press("Enter")
    expect(form.get_by_role("alert")).to_have_text("Nothing is different yet.")
    editor.get_by_text("Tests and reference solution").click()
    tests = form.get_by_role("textbox", name="Tests, as JSON")
    right = tests.input_value()
    tests.fill(right[:-3])
    ask.press("Enter")
    expect(form.get_by_role("alert")).to_contain_text("This is no list in JSON")
    expect(tests).to_have_attribute("aria-invalid", "true")
    pictures(page, screenshots, "editing-refused-field")
    tests.fill(right)
    form.get_by_role("textbox", name="Starter code").fill("def broken(:\n")
    ask.press("Enter")
    why = editor.get_by_role("list", name="Why")
    expect(why).to_contain_text("The starter code does not compile.", timeout=PROOF_MS)
    pictures(page, screenshots, "editing-refused")
    editor.get_by_role("button", name="Change it and try again").press("Enter")
    starter = editor.get_by_role("textbox", name="Starter code")
    expect(starter).to_have_value("def broken(:\n")
    editor.get_by_role("button", name="Forget what I typed").press("Enter")
    expect(starter).not_to_have_value("def broken(:\n")
    editor.get_by_role("button", name="Back to the problems").press("Enter")
    expect(editor.get_by_role("button", name=f"Edit: {title}")).to_be_focused()


def test_other_tests_are_proven_by_a_solution(page, editor, screenshots):
    title = titles(editor)[0]
    editor.get_by_role("button", name=f"Edit: {title}").press("Enter")
    editor.get_by_text("Tests and reference solution").click()
    tests = editor.get_by_role("textbox", name="Tests, as JSON")
    fewer = json.loads(tests.input_value())[:-1]
    tests.fill(json.dumps(fewer))
    starter = editor.get_by_role("textbox", name="Starter code").input_value()
    reference = editor.get_by_role("textbox", name="Your reference solution")
    reference.fill(starter)
    editor.get_by_role("button", name="Prove and show the difference").press("Enter")
    again = editor.get_by_role("button", name="Change it and try again")
    again.wait_for(timeout=PROOF_MS)
    pictures(page, screenshots, "editing-reference")
    again.press("Enter")
    editor.get_by_text("Tests and reference solution").click()
    expect(reference).to_have_value(starter)
    reference.fill("")
    editor.get_by_role("button", name="Prove and show the difference").press("Enter")
    editor.get_by_role("button", name="Accept").wait_for(timeout=PROOF_MS)
    editor.get_by_text("1 test differs").click()
    expect(editor.get_by_role("region", name="Differences")).to_contain_text("(hidden): gone")
    pictures(page, screenshots, "editing-tests")
    editor.get_by_role("button", name="Accept").press("Enter")
    expect(problems(editor).first).to_contain_text("7 tests", timeout=REPLY_MS)


def test_words_and_regeneration_are_proposals_too(page, editor, screenshots):
    title = titles(editor)[1]
    editor.get_by_role("button", name=f"Edit: {title}").press("Enter")
    words = editor.get_by_role("textbox", name="What shall be different?")
    words.fill("make it about football")
    editor.get_by_role("button", name="Propose a change").press("Enter")
    expect(editor.get_by_role("alert")).to_contain_text("no model is configured", timeout=REPLY_MS)
    words.fill("another story, please")
    editor.get_by_role("button", name="Propose a change").press("Enter")
    expect(editor.get_by_role("button", name="Cancel the change")).to_be_visible(timeout=REPLY_MS)
    take_screenshot(page, screenshots, "editing-working")
    editor.get_by_role("button", name="Accept").wait_for(timeout=PROOF_MS)
    pictures(page, screenshots, "editing-words")
    editor.get_by_role("button", name="Discard").press("Enter")
    expect(problems(editor)).to_have_count(2, timeout=REPLY_MS)
    assert titles(editor)[1] == title

    editor.get_by_role("button", name=f"Regenerate: {title}").press("Enter")
    editor.get_by_role("combobox", name="Difficulty").select_option("medium")
    pictures(page, screenshots, "editing-regenerate")
    editor.get_by_role("button", name="Write it anew").press("Enter")
    editor.get_by_role("button", name="Accept").wait_for(timeout=PROOF_MS)
    pictures(page, screenshots, "editing-anew")
    editor.get_by_role("button", name="Accept").press("Enter")
    expect(problems(editor).nth(1)).to_contain_text("Medium", timeout=REPLY_MS)
    assert titles(editor)[1] != title


def test_a_problem_is_added(page, editor):
    count = problems(editor).count()
    editor.get_by_role("button", name="Add a problem").press("Enter")
    topics = editor.get_by_role("textbox", name="Topics")
    topics.fill("knitting")
    topics.press("Enter")
    expect(editor.get_by_role("alert")).to_contain_text("knitting", timeout=REPLY_MS)
    topics.fill("strings")
    topics.press("Enter")
    editor.get_by_role("button", name="Accept").press("Enter", timeout=PROOF_MS)
    expect(problems(editor)).to_have_count(count + 1, timeout=REPLY_MS)
    added = titles(editor)[-1]
    expect(editor.get_by_role("button", name=f"Edit: {added}")).to_be_focused()
    editor.get_by_role("button", name=f"Remove: {added}").press("Enter")
    expect(problems(editor)).to_have_count(count, timeout=REPLY_MS)


def test_the_preview_hides_and_executes_nothing(page, lab, editor, made, screenshots):
    problem = lab.api("GET", f"activities/{made['id']}")["problems"][0]
    editor.get_by_role("button", name=f"Preview: {problem['title']}").press("Enter")
    expect(heading(editor, "As learners see it")).to_be_focused()
    expect(editor.locator(".jp-RenderedMarkdown h2")).to_contain_text(problem["title"])
    expect(editor.get_by_role("group", name="Starter code")).to_contain_text("raise NotImpl")
    pictures(page, screenshots, "editing-preview")
    hidden = [test for test in problem["tests"] if test["visibility"] == "hidden"]
    shown = editor.inner_text()
    assert not any(str(test["input"]["args"]) in shown for test in hidden)

    # A gate refuses such texts; should one come through, the page is not harmed.
    page.route("**/api/activities/*/notebook*", poison)
    editor.get_by_role("button", name="Back to the problems").press("Enter")
    editor.get_by_role("button", name=f"Preview: {problem['title']}").press("Enter")
    expect(editor.locator(".jp-RenderedMarkdown strong", has_text="bold")).to_be_visible()
    expect(editor.get_by_role("group", name="Starter code")).to_contain_text("onerror")
    assert editor.locator("script, [onerror], [href^=javascript]").count() == 0
    assert page.evaluate("() => window.hit === undefined")


def poison(route: Route) -> None:
    """Answer with the notebook that the server gives, with evil in each of its cells."""
    reply = route.fetch()
    notebook = reply.json()
    for cell in notebook["notebook"]["cells"]:
        cell["source"] = EVIL
    route.fulfill(response=reply, json=notebook)


def test_a_version_is_restored_and_the_activity_published(page, lab, made, screenshots):
    path = f"activities/{made['id']}"
    ids = [problem["id"] for problem in lab.api("GET", path)["problems"]]
    lab.api("PATCH", path, {"problems": ids[::-1]})
    widen_sidebar(page, 413)
    editor = open_editor(page, made)
    now = titles(editor)
    editor.get_by_role("button", name="Versions").press("Enter")
    lines = editor.get_by_role("list", name="Versions").locator(":scope > li")
    first = lines.last
    expect(first).to_contain_text("Version 1", timeout=REPLY_MS)
    expect(lines.first).to_contain_text("the current one")
    first.get_by_role("button", name="Look at it").press("Enter")
    expect(first.get_by_role("list", name="Problems of version 1")).to_be_visible()
    pictures(page, screenshots, "editing-versions")
    count = lines.count()
    first.get_by_role("button", name="Go back to it").press("Enter")
    expect(lines).to_have_count(count + 1, timeout=REPLY_MS)
    expect(lines.first).to_contain_text("version 1 restored")
    editor.get_by_role("button", name="Back to the problems").press("Enter")
    assert titles(editor) != now

    editor.get_by_role("button", name="Publish…").press("Enter")
    question = editor.get_by_role("alertdialog", name=re.compile("Publish"))
    expect(question).to_contain_text("Hidden tests stay with the judge")
    expect(question.get_by_role("button", name="Publish now")).to_be_focused()
    pictures(page, screenshots, "editing-publish")
    question.get_by_role("button", name="Publish now").press("Escape")
    expect(question).to_have_count(0)
    publish = editor.get_by_role("button", name="Publish…")
    expect(publish).to_be_focused()
    publish.press("Enter")
    question.get_by_role("button", name="Publish now").press("Enter")
    expect(publish).to_have_count(0, timeout=REPLY_MS)
    editor.get_by_role("button", name="Back to my activities").press("Enter")
    entries = page.get_by_role("list", name="Activities").locator(":scope > li")
    entry = entries.filter(has_text=made["title"]).first
    expect(entry).to_contain_text("Published", timeout=REPLY_MS)
    expect(entry.get_by_role("button", name="Edit", exact=True)).to_be_focused()


def test_commands_open_what_they_name(page, lab, made):
    first = lab.api("GET", f"activities/{made['id']}")["problems"][0]
    args = {"activity": made["id"], "problem": first["id"]}
    for command, text in (
        ("edit-activity", made["title"]),
        ("edit-problem", f"Edit: {first['title']}"),
        ("preview-problem", "As learners see it"),
        ("show-versions", "Versions"),
    ):
        execute(page, f"jupyter-codemm:{command}", args)
        found = page.locator(".jp-codemm-Editor").get_by_role("heading", level=2).first
        expect(found).to_contain_text(text, timeout=REPLY_MS)
