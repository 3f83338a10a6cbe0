"""Five tabs of one browser, which has six connections to a server: all stay live on one stream."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import BrowserContext, Locator, Page, Request, expect

from tests.ui.authoring import PROOF_MS, REPLY_MS, get_ready
from tests.ui.front_ends import FRONT_ENDS
from tests.ui.lab_page import show_part
from tests.ui.watching import wait_until_shown, watch_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TABS = 5
PART_OF_IT = re.compile("[1-6] of 7 problems proven")
IN_PROGRESS = '.jp-codemm-Panel [aria-label="In progress"]'


class Streams:
    """The event streams that the pages of a browser have asked for."""

    def __init__(self, context: BrowserContext) -> None:
        self.askers: list[Page] = []
        self.open: set[Request] = set()
        context.on("request", self._asked)
        context.on("requestfinished", self._ended)
        context.on("requestfailed", self._ended)

    def _asked(self, request: Request) -> None:
        if "/jupyter-codemm/api/events?" in request.url:
            self.askers.append(request.frame.page)
            self.open.add(request)

    def _ended(self, request: Request) -> None:
        self.open.discard(request)


def progress(panel: Locator) -> Locator:
    """Return what the panel shows of generations that go on."""
    return panel.get_by_role("list", name="In progress").get_by_role("listitem")


def openable(panel: Locator) -> Locator:
    """Return the button of each activity in the panel that opens its notebook."""
    mine = panel.get_by_role("list", name="Activities")
    return mine.get_by_role("button", name="Open notebook")


def generate_in(panel: Locator, topic: str) -> None:
    """Start a generation of seven problems, and look at the activities."""
    show_part(panel, "Author")
    get_ready(panel, f"7 easy python problems on {topic}, return style").click()
    show_part(panel, "Activities")


def generate_before(pages: Iterable[Page], panel: Locator, topic: str) -> None:
    """Generate in one page; every page shows how far that is while it goes on."""
    for page in pages:
        watch_for(page, IN_PROGRESS, PART_OF_IT)
    generate_in(panel, topic)
    for page in pages:
        wait_until_shown(page, PROOF_MS)


@pytest.mark.parametrize("kind", FRONT_ENDS)
def test_five_tabs_share_one_stream_and_all_stay_live(window, lab, kind):
    front = FRONT_ENDS[kind]
    streams = Streams(window.context)
    pages = [window, *(window.context.new_page() for _ in range(TABS - 1))]
    for page in pages:
        front.enter(page, lab)
    panels = {page: front.panel(page) for page in pages}
    for panel in panels.values():
        show_part(panel, "Activities")
    before = len(lab.api("GET", "activities")["activities"])
    generate_before(pages, panels[window], "loops")
    assert len(streams.open) == 1
    assert len(set(streams.askers)) == 1

    leader = streams.askers[0]
    leader.close()
    del panels[leader]
    for panel in panels.values():
        expect(openable(panel)).to_have_count(before + 1, timeout=PROOF_MS)
        expect(progress(panel)).to_have_count(0, timeout=REPLY_MS)
    generate_before(panels, next(iter(panels.values())), "lists")
    for panel in panels.values():
        expect(openable(panel)).to_have_count(before + 2, timeout=PROOF_MS)
    assert len(streams.open) <= 1
    assert set(streams.askers) - {leader}
