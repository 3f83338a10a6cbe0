"""A model's reply as plain text: out of JSON, without headings, invisible signs and odd letters."""

from __future__ import annotations

import json
import re

from jupyter_codemm.syntax.undressing import visible

MOST = 20_000
_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n?```\s*\Z", re.DOTALL)
_KEYS = ("hint", "text", "message", "answer", "reply", "content")
_HEADING = re.compile(
    r"^[ \t]{0,3}#{1,6}[ \t]+|^[ \t]*>[ \t]?|^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE
)
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)([^*_\n]{1,200}?\S?)\1(?!\w)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def unwrapped(reply: str) -> str:
    """Return the text of a reply, at most MOST characters: of JSON the field that holds it."""
    text = reply[:MOST]
    fenced = _FENCE.match(text)
    inner = fenced[1] if fenced else text
    if inner.lstrip().startswith("{"):
        try:
            told = json.loads(inner)
        except (ValueError, RecursionError):
            told = None
        if isinstance(told, dict):
            found = [told[key] for key in _KEYS if isinstance(told.get(key), str)]
            text = "\n".join(found) or text
    text = visible(text)
    return _CONTROLS.sub("", text.replace("\r\n", "\n")).strip()


def plain(text: str) -> str:
    """Return a text without the marks of headings, quotations and emphasis."""
    return _EMPHASIS.sub(r"\2", _HEADING.sub("", text)).strip()
