"""The models of a class: decided on the pages of those who teach, chosen and told in the chat."""

from __future__ import annotations

import json
import re

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from playwright.sync_api import Page, expect

from tests.fakes.model_endpoint import ModelEndpoint, reply
from tests.hub.hubs import ACCESS, OWN_SERVER, STAFF, Hub, missing_hub, running_hub
from tests.hub.teaching import founded
from tests.ui.accessibility import THEMES, assert_accessible
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
from tests.ui.teach_page import assert_page_accessible, enter_pages, shoot

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEY = "sk-of-the-class-in-a-browser"
SITE_KEY = "sk-of-the-site-in-a-browser"
WIDTHS = (240, 600, 1400)


@pytest.fixture(scope="module")
def endpoint():
    """What the models of the service answer, whatever they are asked."""
    with ModelEndpoint(lambda _: reply("{}")) as running:
        yield running


@pytest.fixture(scope="module")
def hub(tmp_path_factory, endpoint):
    """A Hub whose class service has two models."""
    if reason := missing_hub():
        pytest.skip(reason)
    models = {
        "OPENAI_BASE_URL": endpoint.base_url,
        "OPENAI_API_KEY": SITE_KEY,
        "OPENAI_MODEL": "m1",
        "CODEMM_MODEL_NAMES": json.dumps(["m2"]),
        "CODEMM_MODEL_PRICES": json.dumps({"m1": [1.0, 1.0], "m2": [1.0, 1.0]}),
    }
    where = tmp_path_factory.mktemp("hub")
    with running_hub(where, managed=False, models=models) as running:
        yield running


@pytest.fixture(scope="module")
def prof(hub) -> str:
    """What the pages of the service act with when prof has signed in there."""
    hub.add("prof")
    return hub.token("prof", ACCESS, STAFF)


@pytest.fixture(scope="module")
def own(hub, prof) -> str:
    """A token for prof's own server, which runs."""
    hub.spawn("prof")
    return hub.token("prof", OWN_SERVER.format("prof"))


@pytest.fixture(scope="module")
def classes(hub, prof) -> dict[str, str]:
    """Two classes that prof teaches, by their names."""
    north = founded(hub)
    made = {}
    for name in ("Loops", "Trees"):
        asked = {"organization_id": north, "name": name}
        made[name] = hub.service("POST", "classes", prof, asked).body["id"]
        teacher = {"user": "prof", "role": "instructor"}
        granted = hub.service("PUT", f"classes/{made[name]}/members", prof, teacher)
        assert granted.status == 200, granted
    return made


def decided(hub: Hub, prof: str, class_id: str) -> dict:
    return hub.service("GET", f"classes/{class_id}/llm", prof).body


def assert_fits(page: Page) -> None:
    """Nothing is wider than the window, however narrow that is."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{wide} pixels in {width}"
        take_screenshot(page, screenshot_folder(), f"class-models-{width}")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_models_are_decided_in_the_settings_of_a_class(hub, page, prof, classes, endpoint):
    where = classes["Loops"]
    enter_pages(page, hub, "prof", f"teach/classes/{where}/settings")
    form = page.get_by_role("form", name="Models")
    expect(page.get_by_text("m1 answers in this class now.")).to_be_visible()
    form.get_by_role("checkbox", name="m1").focus()
    page.keyboard.press("Space")
    expect(form.get_by_text("Answers first: m2.")).to_be_visible()
    form.get_by_label("Tokens a week for each learner").fill("20000")
    form.get_by_label("Cost a week for the whole class").fill("5")
    # Somebody else saves in between.
    theirs = {"student": {"cost_micros": 250_000}}
    assert hub.service("PUT", f"classes/{where}/llm", prof, theirs).status == 200
    form.get_by_role("button", name="Save the models").press("Enter")
    expect(form.get_by_role("alert")).to_contain_text("Somebody else changed the models")
    expect(form.get_by_label("Tokens a week for each learner")).to_have_value("20000")
    expect(form.get_by_label("Cost a week for each learner")).to_have_value("0.25")
    assert decided(hub, prof, where)["terms"]["models"] == []
    assert_page_accessible(page, "models that somebody else decided meanwhile")
    form.get_by_role("button", name="Save the models").press("Enter")
    expect(form.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page.get_by_text("m2 answers in this class now.")).to_be_visible()
    expect(page.get_by_text("cost 0.0000 of 5.0000")).to_be_visible()
    terms = decided(hub, prof, where)["terms"]
    assert (terms["models"], terms["whole"]["cost_micros"]) == (["m2"], 5_000_000)
    assert terms["student"] == {"tokens": 20_000, "cost_micros": 250_000}
    form.get_by_label("Who is asked, and pays").select_option(endpoint.base_url)
    form.get_by_label("Models to ask there").fill("m1, m2")
    key = form.get_by_label("Key", exact=True)
    expect(key).to_have_attribute("type", "password")
    key.fill(KEY)
    assert_page_accessible(page, "an own key of a class")
    form.get_by_role("button", name="Save the models").click()
    expect(form.get_by_text("A key is kept since")).to_be_visible()
    assert KEY not in page.content()
    assert KEY not in json.dumps(decided(hub, prof, where))
    assert_page_accessible(page, "a key that is kept")
    assert_fits(page)
    page.emulate_media(color_scheme="dark")
    shoot(page, "teach-20-models-dark")
    page.emulate_media(color_scheme="light")
    shoot(page, "teach-20-models")
    form.get_by_role("button", name="Remove the key").click()
    expect(form.get_by_text("The key is removed when you save.")).to_be_visible()
    form.get_by_label("What models may do in this class").select_option("off")
    form.get_by_role("button", name="Save the models").click()
    expect(page.get_by_text("No model answers in this class now.")).to_be_visible()
    now = decided(hub, prof, where)
    assert (now["policy"], now["has_key"]) == ("off", False)


def test_a_conversation_is_for_a_class_whose_rules_are_told(hub, page, prof, own, classes):
    for name, terms in (
        ("Loops", {"policy": "all", "models": ["m1"], "whole": {"tokens": 20_000}}),
        ("Trees", {"policy": "off"}),
    ):
        saved = hub.service("PUT", f"classes/{classes[name]}/llm", prof, terms)
        assert saved.status == 200, saved
    sign_in(page, hub, "prof")
    panel = open_panel(page)
    widen_sidebar(page, 413)
    author = show_part(panel, "Author")
    choice = author.get_by_label("For class:")
    expect(choice).to_have_value("", timeout=READY_MS)
    expect(choice.get_by_role("option")).to_have_text(["No class", "Loops", "Trees"])
    choice.select_option("Trees")
    expect(author.get_by_text("Models: off in this class.")).to_be_visible()
    choice.focus()
    page.keyboard.press("ArrowUp")
    expect(author.get_by_text("Models: m1. Left this week: 20,000 tokens.")).to_be_visible()
    (session,) = hub.own("prof", "GET", "sessions", own).body["sessions"]
    kept = hub.own("prof", "GET", f"sessions/{session['id']}", own).body
    assert kept["class_id"] == classes["Loops"]
    author.get_by_role("textbox", name="Message").fill("3 easy Python problems on loops")
    page.keyboard.press("Enter")
    left = author.get_by_text(re.compile(r"Left this week: 1\d,\d{3} tokens"))
    expect(left).to_be_visible(timeout=READY_MS)
    assert hub.service("GET", f"classes/{classes['Loops']}/llm", prof).body["spent"]["calls"] > 0
    for theme in THEMES:
        use_theme(page, f"JupyterLab {theme}")
        take_screenshot(page, screenshot_folder(), f"class-choice-{theme.lower()}")
    assert_accessible(page, ".jp-codemm-Panel", "the class of a conversation")
    widen_sidebar(page, 240)
    take_screenshot(page, screenshot_folder(), "class-choice-narrow")
