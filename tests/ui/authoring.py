"""What a person does in the author's part of the panel."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

REPLY_MS = 30_000
PROOF_MS = 240_000
LANGUAGES = (
    "python",
    pytest.param("java", marks=pytest.mark.java),
    pytest.param("cpp", marks=pytest.mark.cpp),
    "sql",
)
ASKED = {
    "python": ("one easy Python problem on loops", "return"),
    "java": ("one easy Java problem on loops", "return"),
    "cpp": ("one easy C++ problem on loops", "return"),
    "sql": ("one easy SQL problem on filtering", None),
}
"""What is said for one problem of a language, and the quick reply to what is asked then, if any."""


def begin(panel: Locator) -> Locator:
    """Start a conversation and return where one answers."""
    panel.get_by_role("button", name="New", exact=True).click()
    opening = panel.get_by_role("log", name="Conversation")
    expect(opening).to_contain_text("What shall the exercise be about", timeout=REPLY_MS)
    return panel.get_by_role("textbox", name="Message")


def say(panel: Locator, text: str) -> None:
    """Send a message as soon as it can be sent."""
    message = panel.get_by_role("textbox", name="Message")
    message.fill(text)
    send = panel.get_by_role("button", name="Send", exact=True)
    expect(send).to_have_attribute("aria-disabled", "false", timeout=REPLY_MS)
    message.press("Enter")


def get_ready(panel: Locator, text: str) -> Locator:
    """Say what decides everything and return the button that generates."""
    begin(panel)
    say(panel, text)
    button = panel.get_by_role("button", name=re.compile("^Generate [0-9]"))
    expect(button).to_have_attribute("aria-disabled", "false", timeout=REPLY_MS)
    return button
