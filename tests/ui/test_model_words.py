"""A configured model beside the rules: its words come by stream, never first, and can be stopped.

The server talks to it over real HTTP with the client that everybody uses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from queue import SimpleQueue

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from playwright.sync_api import Locator, Request, expect

from tests.fakes.model_endpoint import ModelEndpoint, Spoken, in_pieces
from tests.fakes.tutored import TutorSteps, endpoint_of
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
from tests.ui.lab import running_lab
from tests.ui.lab_page import enter_lab, scroll_to, take_screenshot
from tests.ui.tasks import make_patient_task
from tests.ui.watching import watch_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPLY_MS = 30_000
SENTENCES = (
    "In {named} your program hands back the same thing whatever it is given. ",
    "Put a finger on its first line and follow it down with that sample. ",
    "Where does your finger leave the program, and what do you hold in your hand at that moment?",
)
MORE = (
    "Think of a row of letter boxes. You walk along them and look into each one in turn, and do "
    "the same small thing at every box. That is all that a loop does for you. When the last box is "
    "done, you go on with what comes after it. Which small thing would you do at each box here?"
)


@dataclass
class Dictation:
    """Pieces of a reply that come when they are said."""

    endpoint: ModelEndpoint
    _said: SimpleQueue[str | None] = field(default_factory=SimpleQueue)

    def sentences(self) -> list[str]:
        """Return what a good model says to what it was asked last."""
        asked = json.loads(self.endpoint.seen[-1].body["messages"][-1]["content"])
        return [sentence.format(named=asked["name_one_of"][0]) for sentence in SENTENCES]

    def say(self, piece: str) -> None:
        self._said.put(piece)

    def end(self) -> None:
        self._said.put(None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._said.get, None)


@pytest.fixture(scope="module")
def steps():
    return TutorSteps()


@pytest.fixture(scope="module")
def endpoint(steps):
    with endpoint_of(steps) as running:
        yield running


@pytest.fixture(scope="module")
def lab(tmp_path_factory, endpoint):
    """A JupyterLab with a model that writes no exercises, and as a tutor does as it is told."""
    if reason := missing_tool():
        pytest.skip(reason)
    check_assets_are_fresh()
    model = {"OPENAI_BASE_URL": endpoint.base_url, "OPENAI_MODEL": "m1", "OPENAI_API_KEY": "k"}
    home = tmp_path_factory.mktemp("model") / "home"
    with running_lab(home, variables=model) as running:
        yield running


@pytest.fixture
def task(lab):
    """A problem of which nobody has said anything yet."""
    return make_patient_task(lab, "python")


@pytest.fixture
def dictation(steps, endpoint) -> Iterator[Dictation]:
    """What the model says next, piece by piece."""
    made = Dictation(endpoint)
    steps.step = Spoken(made)
    yield made
    made.end()


def submit_wrong(cell: Locator, task) -> None:
    write_answer(cell, task.problem, task.wrong)
    press(cell, "Submit")
    expect(verdict(cell)).to_contain_text("Wrong answer", timeout=VERDICT_MS)


def hints(cell: Locator) -> Locator:
    return cell.get_by_role("group", name="Hints").get_by_role("listitem")


def better(hint: Locator) -> Locator:
    """Return the words of the model under a hint."""
    return hint.locator(".jp-codemm-Hints-better")


def stop(part: Locator) -> Locator:
    return part.get_by_role("button", name="Stop the model")


def test_the_words_of_a_model_come_after_the_hint_and_one_by_one(
    page, lab, task, dictation, screenshots
):
    cell = answer_cell(show_notebook(page, task.path))
    submit_wrong(cell, task)
    hint = hints(cell)
    expect(hint).to_have_count(1)  # while the model has said nothing
    expect(hint).to_contain_text("Asking the model for other words…")
    rule = lab.api("GET", f"problems/{task.problem.id}/journey")["chat"][0]["text"]
    expect(hint).to_contain_text(rule.replace("`", ""))
    assert_accessible(page, ".jp-codemm-AnswerPanel", "a model at work")
    scroll_to(stop(hint))
    take_screenshot(page, screenshots, "model-asked")
    whole, said = dictation.sentences(), ""
    for sentence in whole[:2]:
        dictation.say(sentence)
        said += sentence
        expect(better(hint)).to_have_text(said.strip())
        expect(stop(hint)).to_be_visible()
        expect(hint).to_contain_text(rule.replace("`", ""))
    scroll_to(stop(hint))
    take_screenshot(page, screenshots, "model-speaking")
    dictation.say(whole[2])
    dictation.end()
    expect(better(hint)).to_have_text("".join(whole))
    expect(stop(hint)).to_have_count(0)
    take_screenshot(page, screenshots, "model-done")
    enter_lab(page, lab)
    cell = answer_cell(show_notebook(page, task.path))
    expect(better(hints(cell))).to_have_text("".join(whole))


def test_a_model_is_stopped_by_a_key(page, task, steps, endpoint):
    endpoint.hung_up.clear()
    steps.step = Spoken((SENTENCES[1], "And"), "hold")
    cell = answer_cell(show_notebook(page, task.path))
    submit_wrong(cell, task)
    hint = hints(cell)
    expect(better(hint)).to_have_text(SENTENCES[1].strip())
    stop(hint).focus()
    page.keyboard.press("Enter")
    expect(stop(hint)).to_have_count(0)
    expect(hint).to_be_focused()
    expect(better(hint)).to_have_text(SENTENCES[1].strip())
    assert endpoint.hung_up.wait(10)


def test_a_leaking_model_shows_nothing_of_it(page, lab, task, steps):
    """Not for a moment: the page watches itself, and nothing of it comes over the wire."""
    steps.step = in_pieces(f"Sure, here it is:\n\n```python\n{task.right}\n```\n\nGood luck!")
    lines = [line.strip() for line in task.right.strip().splitlines()]
    telling = [line for line in lines if len(line) > 8 and line not in task.problem.starter]
    assert telling
    cell = answer_cell(show_notebook(page, task.path))
    pattern = "|".join(map(re.escape, telling))
    watch_for(page, ".jp-codemm-AnswerView", re.compile(pattern))
    with page.expect_event("requestfinished", is_stream, timeout=VERDICT_MS) as heard:
        submit_wrong(cell, task)
    events = heard.value.response().text().splitlines()
    told = [json.loads(line[6:]) for line in events if line.startswith("data: ")]
    assert told[-1]["type"] == "end"
    sent = "".join(event["text"] for event in told)
    assert not any(line in sent for line in telling)
    expect(stop(cell)).to_have_count(0)
    chat = lab.api("GET", f"problems/{task.problem.id}/journey")["chat"]
    rule, replaced = chat[-2:]
    assert (replaced["rewords"], replaced["text"]) == (rule["record_id"], rule["text"])
    expect(hints(cell)).to_have_text(rule["text"].replace("`", ""))
    assert not page.evaluate("() => window.seenByTest")


def is_stream(request: Request) -> bool:
    """Return whether words of a model were asked for."""
    return "/wordings/" in request.url and "/stream" in request.url


def test_an_answer_is_added_to_while_it_is_read(page, task, dictation):
    cell = answer_cell(show_notebook(page, task.path))
    press(cell, "Ask")
    cell.get_by_role("textbox", name="Question").fill("What is a loop in Python?")
    page.keyboard.press("Enter")
    asked = cell.get_by_role("group", name="Questions").get_by_role("listitem")
    answer = asked.locator(".jp-codemm-Questions-answer")
    expect(answer).not_to_be_empty(timeout=REPLY_MS)
    expect(stop(asked)).to_be_visible()
    by_rules = answer.inner_text()
    first, rest = MORE.split(". ", 1)
    dictation.say(f"{first}. ")
    expect(answer).to_have_text(f"{by_rules}\n\n{first}.")
    expect(stop(asked)).to_be_visible()
    dictation.say(rest)
    dictation.end()
    expect(answer).to_have_text(f"{by_rules}\n\n{MORE}")
    expect(stop(asked)).to_have_count(0)
