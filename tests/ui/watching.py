"""Pages that note for themselves what they show, however short: a quick machine is soon done."""

from __future__ import annotations

import re

from playwright.sync_api import Page

_WATCH = """([selector, pattern]) => {
  window.seenByTest = false;
  const look = () => {
    const parts = [...document.querySelectorAll(selector)];
    window.seenByTest ||= parts.some(part => new RegExp(pattern).test(part.textContent));
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, characterData: true
  });
}"""


def watch_for(page: Page, selector: str, pattern: re.Pattern[str]) -> None:
    """Have a page note from now on that a part of it shows a text."""
    page.evaluate(_WATCH, [selector, pattern.pattern])


def wait_until_shown(page: Page, timeout_ms: float) -> None:
    """Wait until the page has shown what it watches for, be it gone again or not."""
    page.wait_for_function("() => window.seenByTest", timeout=timeout_ms)
